"""What is not told text is one for all languages."""

import datetime

import pytest
from django.db.models import F
from wagtail.models import Locale

from catalogue.models import Product
from heritage.archive.models import Edition, Festival, FestivalPeople, Item
from heritage.peoples.models import People, Place, PlaceUnit, Term
from heritage.records.access import set_audience
from heritage.records.models import Identifier
from heritage.records.telling import tell, told_sort_key
from heritage.records.things import kinds
from heritage.site.models import SectionPage
from tests.communities import custodians

pytestmark = pytest.mark.django_db


def section(kind: str, language: str = "vi") -> SectionPage:
    return SectionPage.objects.get(section_kind=kind, locale__language_code=language)


@pytest.fixture
def bana(db):
    return section("people").add_child(instance=People(title="Ba Na"))


@pytest.fixture
def festival(bana):
    term = Term.objects.create(scheme="ich-law-2024", code="le_hoi_truyen_thong", label_vi="Lễ hội")
    festival = Festival(
        title="Lễ mừng lúa mới",
        calendar="agricultural",
        ich_type=term,
        sources="Già làng Mơ H'ra",
        duration_days=2,
    )
    festival.people_links.add(FestivalPeople(people=bana))
    festival.editions.add(
        Edition(start_date=datetime.date(2025, 11, 3), status="held", source_note="Báo tỉnh")
    )
    festival.tags.add("lúa mới")
    return section("festival").add_child(instance=festival)


@pytest.fixture
def told_in_english(festival):
    english = Locale.objects.get(language_code="en")
    translation = festival.copy_for_translation(english, copy_parents=False)
    translation.title = "New-rice festival"
    translation.slug = "new-rice"
    translation.save_revision().publish()
    return Festival.objects.get(pk=translation.pk)


def test_a_translation_bears_the_same_identifier(festival, told_in_english):
    assert told_in_english.identifier_id == festival.identifier_id
    assert Identifier.objects.filter(kind="festival").count() == 1


def test_a_fact_changed_in_vietnamese_is_changed_in_english(festival, told_in_english):
    festival.duration_days = 5
    festival.save_revision().publish()
    told_in_english.refresh_from_db()
    assert told_in_english.duration_days == 5


def test_an_audience_is_one_for_all_languages(festival, told_in_english):
    set_audience(festival.identifier, custodians(), by=None)
    told_in_english.refresh_from_db()
    assert told_in_english.audience == custodians()
    in_khmer = festival.copy_for_translation(Locale.objects.get(language_code="km"))
    assert in_khmer.audience == custodians()


def test_nothing_that_was_open_before_reopens_what_the_community_closed(festival):
    in_a_form = Festival.objects.get(pk=festival.pk)
    draft = festival.save_revision()
    set_audience(festival.identifier, custodians(), by=None)
    in_a_form.duration_days = 5
    in_a_form.save()
    draft.publish()
    festival.refresh_from_db()
    assert festival.audience == custodians()
    assert draft.as_object().audience == custodians()


def test_a_fact_changed_at_the_translation_is_changed_in_vietnamese(festival, told_in_english):
    told_in_english.duration_days = 9
    told_in_english.save()
    festival.refresh_from_db()
    assert festival.duration_days == 9


def test_an_old_draft_of_a_translation_does_not_bring_back_old_facts(festival, told_in_english):
    told_in_english.summary = "Told anew"
    draft = told_in_english.save_revision()
    festival.duration_days = 7
    festival.save_revision().publish()
    draft.publish()
    festival.refresh_from_db()
    told_in_english.refresh_from_db()
    assert told_in_english.summary == "Told anew"
    assert (festival.duration_days, told_in_english.duration_days) == (7, 7)


def test_told_text_stays_its_own(festival, told_in_english):
    festival.title = "Lễ Sa Mơk"
    festival.save_revision().publish()
    told_in_english.refresh_from_db()
    assert told_in_english.title == "New-rice festival"


def test_people_editions_and_tags_stand_at_the_original_only(festival, told_in_english, bana):
    assert told_in_english.people_links.count() == 0
    assert told_in_english.editions.count() == 0
    original = told_in_english.original
    assert [link.people_id for link in original.people_links.all()] == [bana.pk]
    assert [edition.start_date.year for edition in original.editions.all()] == [2025]
    assert list(original.tags.names()) == ["lúa mới"]


def test_records_keep_the_same_rule(bana):
    rights = Term.objects.create(scheme="rights", code="cc_by", label_vi="CC BY")
    item = Item(title="Vòng xoang", item_kind="video", rights=rights, created="2021-11")
    item.save()
    english = item.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title = "Xoang ring"
    english.save()
    english.created = "1955~"
    english.save()
    item.refresh_from_db()
    assert item.created == "1955~"
    assert item.created_earliest is not None
    assert item.created_earliest.year <= 1955
    assert item.title == "Vòng xoang"


def test_a_reader_is_told_what_exists_in_his_language(festival, told_in_english, bana):
    (shown,) = tell([festival], "en")
    assert shown.told.title == "New-rice festival"
    (shown,) = tell([bana], "en")
    assert shown.told == bana


def test_an_unpublished_translation_is_not_told(festival, told_in_english):
    told_in_english.unpublish()
    (shown,) = tell([festival], "en")
    assert shown.told == festival


def test_the_order_of_titles_that_are_facts_asks_for_no_translations():
    kept = {kind for kind, model in kinds().items() if told_sort_key(model, "km") == F("sort_key")}
    assert kept == {"word", "person"}


def test_removal_leaves_a_tombstone_and_no_translation(festival, told_in_english):
    identifier = festival.identifier_id
    Festival.objects.get(pk=festival.pk).delete()
    assert not Festival.objects.exists()
    stone = Identifier.objects.get(pk=identifier)
    assert stone.withdrawn_at is not None


def test_an_ordinary_copy_is_another_thing(festival):
    copy = festival.copy(update_attrs={"slug": "ban-sao", "title": "Bản sao"})
    assert copy.identifier_id != festival.identifier_id


def test_addresses_are_readable_and_survive_renaming(bana):
    place = Place(title="Làng Đê Ar", place_kind="village")
    place.unit_links.add(PlaceUnit(era="today", level="commune", name_as_recorded="Đak Đoa"))
    place.save()
    assert place.slug_with_identifier == f"lang-de-ar-{place.identifier_id}"
    assert bana.slug == "ba-na"


def test_every_kind_says_which_of_its_fields_are_told():
    for model in kinds().values():
        names = {field.name for field in model._meta.get_fields()}
        assert set(model.told_fields) <= names, model
        assert "sources" in {field.name for field in model.fact_fields()}
        assert "tagged_items" in model.fact_relations()
    assert not {"price_min_vnd", "stock", "maker"} & set(Product.told_fields)
