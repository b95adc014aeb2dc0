"""Edit forms: what a draft may lack, what submitting needs, what a translation may change."""

import datetime
import json
import re

import pytest
from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BooleanField, CheckboxInput, TypedChoiceField
from django.forms.widgets import ChoiceWidget
from django.urls import reverse
from wagtail.models import Locale

from catalogue.models import Product
from heritage.accounts.roles import KINDS, PAGES, RECORDS
from heritage.archive.models import Custom, Edition, Festival, Item
from heritage.languages.models import Entry
from heritage.peoples.models import Term
from tests.integration.admin.forms import fields_of
from tests.integration.admin.writing import (
    FORMS,
    decide,
    edit_url,
    messages_of,
    new_page_url,
    post_form,
    section,
    whole_festival,
    write_festival,
    write_item,
)

pytestmark = pytest.mark.django_db


def errors_of(response) -> dict[str, str]:
    form = response.context["form"]
    fields = set(form.errors) - {NON_FIELD_ERRORS}
    return {name: " ".join(form.errors[name]) for name in fields}


class TestADraftCanAlwaysBeSaved:
    @pytest.mark.parametrize("kind", sorted(PAGES))
    def test_a_page_with_nothing_but_a_title(self, signed_in, archive, kind):
        model = apps.get_model(PAGES[kind])
        response = post_form(signed_in("officer"), new_page_url(model), title="Đua bò Bảy Núi")
        assert response.status_code == 302, errors_of(response)
        page = model.objects.get()
        assert (page.live, page.slug) == (False, "dua-bo-bay-nui")

    @pytest.mark.parametrize("kind", sorted(RECORDS))
    def test_a_record_with_nothing_but_a_title(self, signed_in, archive, kind):
        model = apps.get_model(RECORDS[kind])
        response = post_form(
            signed_in("commune_worker"), reverse(f"kind_{kind}:add"), title="Chưa rõ"
        )
        assert response.status_code == 302, errors_of(response)
        record = model.objects.get()
        assert not record.live
        assert record.owner.username == "commune_worker"


@pytest.mark.parametrize("kind", sorted(PAGES | RECORDS))
def test_yes_and_no_is_a_box_to_tick_and_a_choice_a_list(signed_in, archive, kind):
    model = apps.get_model((PAGES | RECORDS)[kind])
    url = new_page_url(model) if kind in PAGES else reverse(f"kind_{kind}:add")
    form = signed_in("officer").get(url).context["form"]
    wrong = [
        name
        for name, field in form.fields.items()
        if (isinstance(field, BooleanField) and not isinstance(field.widget, CheckboxInput))
        or (isinstance(field, TypedChoiceField) and not isinstance(field.widget, ChoiceWidget))
    ]
    assert wrong == []


@pytest.mark.parametrize("kind", sorted(PAGES | RECORDS))
def test_every_icon_of_a_form_is_there(signed_in, archive, kind):
    model = apps.get_model((PAGES | RECORDS)[kind])
    url = new_page_url(model) if kind in PAGES else reverse(f"kind_{kind}:add")
    page = signed_in("officer").get(url).content.decode()
    used = set(re.findall(r'<use href="#icon-([\w-]+)"', page))
    sprite = signed_in("officer").get(reverse("wagtailadmin_sprite")).content.decode()
    assert used - set(re.findall(r'id="icon-([\w-]+)"', sprite)) == set()


@pytest.mark.parametrize(
    ("typed", "price"),
    [("250000", 250000), ("250.000", 250000), ("1 250 000", 1250000), ("", None)],
)
def test_a_price_is_read_as_people_write_it(signed_in, archive, typed, price):
    answer = post_form(
        signed_in("officer"), new_page_url(Product), title="Khăn", price_min_vnd=typed
    )
    assert answer.status_code == 302, errors_of(answer)
    assert Product.objects.get().price_min_vnd == price


@pytest.mark.parametrize("typed", ["2.5", "250k", "12.34.567"])
def test_what_is_no_price_is_not_guessed(signed_in, archive, typed):
    answer = post_form(
        signed_in("officer"), new_page_url(Product), title="Khăn", price_min_vnd=typed
    )
    assert set(errors_of(answer)) == {"price_min_vnd"}


class TestAThingThatIsNamedByItsIdentifier:
    def item_about(self, signed_in, target):
        row = {"relation_links-0-target": target, "relation_links-0-ORDER": "0"}
        return write_item(
            signed_in("officer"),
            title="Ảnh",
            **row,
            **{"relation_links-TOTAL_FORMS": "1", "relation_links-0-id": ""},
        )

    @pytest.mark.parametrize("typed", ["{}", " {} ", "https://di-san.example.vn/id/{}", "/id/{}/"])
    def test_its_address_will_do(self, signed_in, bana, typed):
        item, answer = self.item_about(signed_in, typed.format(bana.identifier_id))
        assert answer.status_code == 302
        draft = item.get_latest_revision_as_object()
        assert [link.target_id for link in draft.relation_links.all()] == [bana.identifier_id]

    def test_a_code_that_names_nothing_is_said(self, signed_in, archive):
        _, answer = self.item_about(signed_in, "abc")
        assert "Kho không có nội dung nào mang mã “abc”" in answer.content.decode()


class TestWhatMustBeThereToSubmit:
    def test_festival(self, signed_in, bana, ich_type):
        _, response = write_festival(
            signed_in("officer"),
            "action-submit",
            **whole_festival(bana, ich_type, sources="", peoples=None),
        )
        errors = errors_of(response)
        assert "Hãy ghi nguồn" in errors["sources"]
        assert "ít nhất một dân tộc" in errors["peoples"]
        assert not Festival.objects.exists()

    def test_custom(self, signed_in, archive, ich_type):
        theme = Term.objects.create(scheme="custom-theme", code="food", label_vi="Ăn uống")
        response = post_form(
            signed_in("officer"),
            new_page_url(Custom),
            "action-submit",
            title="Rượu cần",
            theme=str(theme.pk),
            ich_type=str(ich_type.pk),
        )
        assert set(errors_of(response)) == {"sources", "peoples"}

    def test_item(self, signed_in, archive):
        _, response = write_item(
            signed_in("officer"), "action-submit", title="Vòng xoang", item_kind="video"
        )
        assert set(errors_of(response)) == {"rights", "peoples"}

    def test_word(self, signed_in, archive):
        response = post_form(
            signed_in("officer"),
            reverse("kind_word:add"),
            "action-submit",
            title="yang",
            language="bdq",
            gloss="thần linh",
        )
        assert set(errors_of(response)) == {"sources"}


def test_two_editions_are_kept_with_the_festival(signed_in, bana, ich_type):
    rows = {"editions-TOTAL_FORMS": "2"}
    for number, day in enumerate(["02/10/2024", "21/10/2025"]):
        rows |= {
            f"editions-{number}-start_date": day,
            f"editions-{number}-status": "held",
            f"editions-{number}-source_note": "Ban phong tục công bố",
            f"editions-{number}-ORDER": str(number),
            f"editions-{number}-id": "",
            f"editions-{number}-programme-count": "0",
        }
    festival, response = write_festival(
        signed_in("officer"), **whole_festival(bana, ich_type), **rows
    )
    assert response.status_code == 302, [
        (n, f.errors, f.non_form_errors()) for n, f in response.context["form"].formsets.items()
    ]
    days = Edition.objects.filter(festival=festival).values_list("start_date", flat=True)
    assert list(days) == [datetime.date(2024, 10, 2), datetime.date(2025, 10, 21)]
    # Shown as it was typed: nothing is taken for an American date.
    shown = signed_in("officer").get(edit_url(festival)).content.decode()
    assert 'value="02/10/2024"' in shown


def test_a_text_that_was_left_empty_is_empty_however_the_editor_says_so(signed_in, bana, ich_type):
    block = {"key": "abcde", "text": "", "type": "unstyled", "depth": 0}
    block |= {"inlineStyleRanges": [], "entityRanges": []}
    paragraph = json.dumps({"blocks": [block], "entityMap": {}})
    whole = whole_festival(bana, ich_type, body=paragraph)
    festival, _ = write_festival(signed_in("officer"), "action-submit", **whole)
    assert festival.body == ""
    # The leader's browser may say it the other way: that does not make him its author.
    leader = signed_in("leader")
    answer = decide(leader, festival, "approve", body="null")
    assert "không tự duyệt" not in messages_of(answer)
    festival.refresh_from_db()
    assert festival.live


def test_the_address_follows_the_title_until_publication(signed_in, bana, ich_type):
    officer = signed_in("officer")
    festival, _ = write_festival(officer, **whole_festival(bana, ich_type, title="L"))
    post_form(officer, edit_url(festival), title="Lễ đâm trâu")
    post_form(officer, edit_url(festival), title="Lễ mừng được mùa")
    festival.refresh_from_db()
    assert festival.slug == "le-mung-duoc-mua"
    festival.get_latest_revision().publish()
    post_form(officer, edit_url(festival), title="Hội mùa")
    draft = Festival.objects.get(pk=festival.pk).get_latest_revision_as_object()
    assert (draft.title, draft.slug) == ("Hội mùa", "le-mung-duoc-mua")


def test_two_things_of_one_name_have_two_addresses(signed_in, archive):
    officer = signed_in("officer")
    for _ in range(2):
        write_festival(officer, title="Lễ bỏ mả")
    assert set(Festival.objects.values_list("slug", flat=True)) == {"le-bo-ma", "le-bo-ma-2"}


def test_peoples_keep_their_order_when_one_is_added(signed_in, bana, ich_type):
    from heritage.peoples.models import People

    officer = signed_in("officer")
    section("people").add_child(instance=People(title="Á Rem"))
    other = People.objects.get(title="Á Rem")
    festival, _ = write_festival(officer, **whole_festival(bana, ich_type))
    post_form(officer, edit_url(festival), peoples=[str(other.pk), str(bana.pk)])
    draft = Festival.objects.get(pk=festival.pk).get_latest_revision_as_object()
    assert [link.people.title for link in draft.people_links.all()] == ["Ba Na", "Á Rem"]


class TestTranslation:
    @pytest.fixture
    def festival(self, signed_in, bana, ich_type) -> Festival:
        found, _ = write_festival(signed_in("officer"), **whole_festival(bana, ich_type))
        found.tags.add("lúa mới")
        found.save()
        found.save_revision().publish()
        return found

    def translate(self, client, url: str, language: str) -> None:
        locale = Locale.objects.get(language_code=language)
        response = client.post(url, {"locales": [locale.pk]})
        assert response.status_code == 302

    @pytest.fixture
    def english(self, signed_in, festival) -> Festival:
        url = reverse("simple_translation:submit_page_translation", args=[festival.pk])
        self.translate(signed_in("officer"), url, "en")
        return Festival.objects.get(locale__language_code="en")

    def test_it_takes_identifier_and_facts_and_no_child_rows(self, festival, english):
        assert english.identifier_id == festival.identifier_id
        assert english.calendar == "agricultural"
        assert english.people_links.count() == 0
        assert not english.live
        assert festival.people_links.count() == 1
        assert list(festival.tags.names()) == ["lúa mới"]

    def test_only_told_text_can_be_edited(self, signed_in, english):
        fields = fields_of(signed_in("officer"), edit_url(english), *FORMS)
        assert {"title", "summary", "rule_text"} <= set(fields)
        assert not {"calendar", "sources", "audience", "peoples", "tags"} & set(fields)
        assert not [name for name in fields if name.startswith(("editions", "place_links"))]

    def test_facts_are_shown_with_a_way_to_the_original(self, signed_in, festival, english):
        page = signed_in("officer").get(edit_url(english)).content.decode()
        assert edit_url(festival) in page
        assert "Ba Na" in page
        assert "theo mùa, do cộng đồng định" in page

    def test_it_is_saved_submitted_and_leaves_the_facts_alone(self, signed_in, festival, english):
        response = post_form(
            signed_in("officer"),
            edit_url(english),
            "action-submit",
            title="New-rice festival",
            calendar="cham",
        )
        assert response.status_code == 302
        english.refresh_from_db()
        festival.refresh_from_db()
        draft = english.get_latest_revision_as_object()
        assert draft.title == "New-rice festival"
        assert (draft.calendar, festival.calendar) == ("agricultural", "agricultural")
        assert draft.slug == "new-rice-festival"
        assert festival.people_links.count() == 1

    def test_it_never_takes_the_address_at_which_another_stands_in_untranslated(
        self, signed_in, festival, english, bana, ich_type
    ):
        officer = signed_in("officer")
        write_festival(officer, **whole_festival(bana, ich_type, title="Harvest home"))
        post_form(officer, edit_url(english), title="Harvest home")
        english.refresh_from_db()
        assert english.get_latest_revision_as_object().slug == "harvest-home-2"
        english.get_latest_revision().publish()
        answer = post_form(officer, edit_url(english), slug="harvest-home")
        assert "slug" in answer.context["form"].errors
        own = post_form(officer, edit_url(english), slug=festival.slug)
        assert own.status_code == 302

    def test_a_word_keeps_its_headword(self, signed_in, archive):
        word = Entry(title="yang", language="bdq", gloss="thần linh", sources="Sidwell 2015")
        word.save()
        officer = signed_in("officer")
        url = reverse(
            "simple_translation:submit_snippet_translation", args=["languages", "entry", word.pk]
        )
        self.translate(officer, url, "km")
        khmer = Entry.objects.get(locale__language_code="km")
        assert khmer.identifier_id == word.identifier_id
        fields = fields_of(officer, edit_url(khmer), *FORMS)
        assert "title" not in fields
        assert "gloss" in fields

    def test_a_translation_cannot_be_made_without_an_original(self, signed_in, archive):
        english = section("festival", "en")
        url = reverse("wagtailadmin_pages:add", args=["archive", "festival", english.pk])
        response = signed_in("officer").get(url)
        assert response["Location"] == new_page_url(Festival)


def visible_panels(panel):
    children = getattr(panel, "children", None)
    if children is None:
        yield panel
        return
    for child in children:
        yield from visible_panels(child)


@pytest.mark.parametrize("kind", sorted(PAGES | RECORDS))
def test_every_field_is_explained_in_one_line(archive, kind):
    model = apps.get_model(KINDS[kind])
    if kind in RECORDS:
        reverse(f"kind_{kind}:add")
    form_class = model.get_edit_handler().get_form_class()
    unexplained = []
    for panel in visible_panels(model.get_edit_handler()):
        name = getattr(panel, "field_name", None)
        if name in (None, "go_live_at", "expire_at"):
            continue
        words = panel.help_text or form_class.base_fields[name].help_text
        if not words or len(str(words)) > 110:
            unexplained.append((name, str(words)))
    assert unexplained == []


def test_a_commune_worker_edits_his_own_and_nothing_else(signed_in, archive):
    worker, officer = signed_in("commune_worker"), signed_in("officer")
    own, _ = write_item(worker, title="Của tôi")
    others, _ = write_item(officer, title="Của người khác")
    own_page, _ = write_festival(worker, title="Của tôi")
    others_page, _ = write_festival(officer, title="Của người khác")
    for thing, status in [(own, 200), (own_page, 200), (others, 302), (others_page, 302)]:
        assert worker.get(edit_url(thing)).status_code == status, thing
    worker.post(reverse("kind_item:delete", args=[others.pk]))
    worker.post(edit_url(others), {"title": "Bị sửa"})
    others.refresh_from_db()
    assert others.title == "Của người khác"
    worker.post(reverse("kind_item:delete", args=[own.pk]))
    assert not Item.objects.filter(pk=own.pk).exists()
