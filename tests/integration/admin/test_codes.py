"""Languages and scripts are codes that readers, fonts and filters understand."""

import pytest
from django.urls import reverse

from heritage.archive.models import Festival, Item
from heritage.languages.models import Entry
from tests.integration.admin.writing import post_form, write_festival, write_item

pytestmark = pytest.mark.django_db


def write_word(client, language: str):
    return post_form(
        client, reverse("kind_word:add"), title="yang", language=language, gloss="thần"
    )


def test_a_word_is_not_saved_with_a_name_for_a_language(signed_in, archive):
    response = write_word(signed_in("officer"), "Ba Na")
    assert "không phải là mã ngôn ngữ" in str(response.context["form"].errors["language"])
    assert not Entry.objects.exists()


def test_the_code_of_a_country_is_not_a_language(signed_in, archive):
    response = write_word(signed_in("officer"), "vn")
    assert "Hãy ghi vi" in str(response.context["form"].errors["language"])


def test_codes_are_kept_as_they_are_usually_written(signed_in, archive):
    officer = signed_in("officer")
    write_word(officer, "CJM-cham")
    assert Entry.objects.get().language == "cjm-Cham"
    item, _ = write_item(officer, title="Bài kinh", languages="KM; pi")
    assert item.languages == "km;pi"
    festival, _ = write_festival(officer, title="Lễ hội", native_script="khmr")
    assert festival.native_script == "Khmr"


def test_items_and_names_take_codes_only(signed_in, archive):
    officer = signed_in("officer")
    _, response = write_item(officer, title="Bài kinh", languages="tiếng Khmer")
    assert "languages" in response.context["form"].errors
    _, response = write_festival(officer, title="Lễ hội", native_script="K1mr")
    assert "bốn chữ cái" in str(response.context["form"].errors["native_script"])
    assert not Item.objects.exists()
    assert not Festival.objects.exists()


def test_the_languages_of_the_archive_are_offered(signed_in, archive):
    Entry(title="yang", language="kxm", gloss="thần", sources="Sách").save()
    page = signed_in("officer").get(reverse("kind_word:add")).content.decode()
    assert '<option value="kxm">' in page
    assert '<option value="bdq">tiếng Ba Na</option>' in page
