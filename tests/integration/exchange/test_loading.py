"""What a load makes of rows: things, translations, facts; and what it leaves alone."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry, PageLogEntry

from heritage.archive.models import Edition, Festival, Item, Story
from heritage.exchange.building import Builder
from heritage.exchange.first_versions import keep_first_version
from heritage.exchange.models import Load, LoadRow
from heritage.languages.models import Entry
from heritage.peoples.models import People, Place
from heritage.records.models import Identifier
from tests.integration.exchange.conftest import (
    EDITION,
    FESTIVAL,
    ITEM,
    PEOPLE,
    PLACE,
    WORD,
    sheet,
    small_archive,
)

pytestmark = pytest.mark.django_db


def one(model, sheet_id):
    return model.objects.originals().get(identifier__sheet_id=sheet_id)


def test_files_in_any_order_and_of_any_name_refer_to_each_other(bring):
    outcome = bring(*small_archive())
    assert outcome.problems == []
    assert outcome.counts == {"created": 6, "changed": 0, "unchanged": 0}
    festival = one(Festival, "kate")
    assert [link.people for link in festival.people_links.all()] == [one(People, "cham")]
    assert [link.place for link in festival.place_links.all()] == [one(Place, "bau-truc")]
    assert [str(edition.start_date) for edition in festival.editions.all()] == ["2024-10-02"]
    assert list(festival.tags.names()) == ["Katê", "tháp Chăm"]
    item = one(Item, "it-1")
    assert [link.target.sheet_id for link in item.relation_links.all()] == ["kate"]
    assert item.created_earliest.year <= 1955 <= item.created_latest.year


def test_a_translation_exists_for_each_language_with_a_text_and_no_other(bring):
    bring(*small_archive())
    assert {row.locale.language_code for row in Festival.objects.all()} == {"vi", "en"}
    assert {row.locale.language_code for row in Entry.objects.all()} == {"vi"}
    english = Festival.objects.get(locale__language_code="en")
    assert (english.title, english.body) == ("Kate festival", "")
    assert english.calendar == "cham"
    assert english.identifier == one(Festival, "kate").identifier


def test_a_text_in_a_new_language_makes_a_translation_and_its_removal_takes_it_away(bring):
    bring(sheet("d.csv", PEOPLE))
    bring(sheet("d.csv", PEOPLE | {"name_km": "ចាម"}))
    khmer = People.objects.get(locale__language_code="km")
    assert (khmer.title, khmer.languages) == ("ចាម", "cjm;vi")
    assert khmer.get_parent().specific.section_kind == "people"
    parent = khmer.get_parent()
    bring(sheet("d.csv", PEOPLE | {"name_km": ""}))
    assert not People.objects.filter(locale__language_code="km").exists()
    parent.refresh_from_db()
    assert parent.numchild == 0


def test_pages_stand_in_the_tree_as_treebeard_wants_them(bring):
    bring(*small_archive())
    assert all(not problems for problems in People.find_problems())
    page = one(Festival, "kate")
    assert page.url_path.endswith("/le-hoi/le-hoi-kate/")
    page.title = "Katê"
    page.save_revision().publish()
    sibling = Festival(title="Khác", calendar="cham", sources="x", ich_type=page.ich_type)
    page.get_parent().add_child(instance=sibling)
    assert sibling.get_prev_sibling().pk == page.pk


def test_two_pages_of_one_name_have_two_addresses(bring):
    bring(sheet("d.csv", PEOPLE, PEOPLE | {"id": "cham-2"}))
    slugs = [one(People, "cham").slug, one(People, "cham-2").slug]
    assert slugs == ["cham", "cham-2"]


def test_new_rows_are_drafts_unless_a_leader_publishes(bring, leader):
    bring(*small_archive())
    assert not Festival.objects.filter(live=True).exists()
    outcome = bring(sheet("a.csv", PEOPLE | {"id": "a"}), state="published", leader=leader)
    assert outcome.problems == []
    assert one(People, "a").live
    assert one(People, "a").first_published_at is not None


def test_nothing_published_is_changed_without_a_leader(bring, leader):
    bring(sheet("a.csv", PEOPLE), state="published", leader=leader)
    outcome = bring(sheet("a.csv", PEOPLE | {"autonym": "Cam"}))
    assert [problem.code for problem in outcome.problems] == ["state_needs_leader"]
    assert one(People, "cham").autonym == ""
    assert bring(sheet("a.csv", PEOPLE | {"autonym": "Cam"}), leader=leader).problems == []
    assert one(People, "cham").autonym == "Cam"


def test_an_edition_of_a_published_festival_needs_a_leader(bring, leader):
    bring(*small_archive(), state="published", leader=leader)
    again = sheet("e.csv", EDITION | {"start_date": "2025-10-02", "end_date": ""})
    assert [one.code for one in bring(again).problems] == ["state_needs_leader"]
    assert bring(again, leader=leader).problems == []
    assert Edition.objects.count() == 2


def test_an_edition_is_not_written_beside_a_draft_that_would_lose_it(bring, leader):
    bring(*small_archive(), state="published", leader=leader)
    festival = one(Festival, "kate")
    festival.duration_days = 5
    festival.save_revision()
    new = sheet("e.csv", EDITION | {"start_date": "2025-10-20", "end_date": ""})
    outcome = bring(new, leader=leader)
    assert [warning.code for warning in outcome.warnings] == ["kept_draft"]
    assert outcome.counts["created"] == 0
    assert Edition.objects.count() == 1
    festival.get_latest_revision().publish()
    assert bring(new, leader=leader).counts["created"] == 1


def test_the_editor_of_a_draft_festival_shows_an_edition_that_was_loaded(bring):
    bring(*small_archive())
    festival = one(Festival, "kate")
    festival.save_revision()
    bring(sheet("e.csv", EDITION | {"start_date": "2025-10-20", "end_date": ""}))
    opened = one(Festival, "kate").get_latest_revision_as_object()
    assert [str(edition.start_date) for edition in opened.editions.all()] == [
        "2024-10-02",
        "2025-10-20",
    ]


def test_what_a_person_edited_stays_while_the_sheet_says_the_same(bring):
    bring(sheet("i.csv", PEOPLE), sheet("p.csv", PLACE))
    place = one(Place, "bau-truc")
    place.summary = "Làng gốm cổ."
    place.save()
    outcome = bring(sheet("p.csv", PLACE | {"summary_vi": ""}))
    assert outcome.counts["changed"] == 0
    assert one(Place, "bau-truc").summary == "Làng gốm cổ."


def test_where_the_sheet_changed_it_wins_and_a_lost_edit_is_named(bring):
    bring(sheet("i.csv", PEOPLE), sheet("p.csv", PLACE | {"summary_vi": "Một"}))
    place = one(Place, "bau-truc")
    place.summary = "Hai"
    place.save()
    outcome = bring(sheet("p.csv", PLACE | {"summary_vi": "Ba"}))
    assert [warning.code for warning in outcome.warnings] == ["both_changed"]
    assert one(Place, "bau-truc").summary == "Ba"


def test_a_sheet_without_a_column_leaves_it_as_it_is(bring):
    bring(*small_archive())
    bring(
        sheet(
            "f.csv",
            {
                "id": "kate",
                "calendar": "cham",
                "ich_type": "le_hoi_truyen_thong",
                "duration_days": "3",
            },
        )
    )
    festival = one(Festival, "kate")
    assert festival.duration_days == 3
    assert festival.people_links.count() == 1
    assert list(festival.tags.names()) == ["Katê", "tháp Chăm"]
    assert Festival.objects.get(locale__language_code="en").duration_days == 3


def test_a_draft_that_is_planned_to_be_published_is_left_alone_and_named(bring):
    """Otherwise the version of the plan would take the place of the load when its time comes."""
    bring(sheet("a.csv", PEOPLE), sheet("p.csv", PLACE))
    place = one(Place, "bau-truc")
    tomorrow = timezone.now() + timedelta(days=1)
    place.save_revision(approved_go_live_at=tomorrow)
    changed = sheet("p.csv", PLACE | {"summary_vi": "Làng gốm."})
    outcome = bring(changed)
    assert [warning.code for warning in outcome.warnings] == ["kept_scheduled"]
    assert one(Place, "bau-truc").summary == ""
    place.revisions.update(approved_go_live_at=None)
    assert bring(changed).counts["changed"] == 1


def test_a_thing_with_an_unpublished_draft_or_a_lock_is_left_alone_and_named(bring, leader):
    bring(sheet("a.csv", PEOPLE), state="published", leader=leader)
    people = one(People, "cham")
    people.autonym = "của cán bộ"
    people.save_revision()
    outcome = bring(sheet("a.csv", PEOPLE | {"gso_code": "14"}), leader=leader)
    assert [warning.code for warning in outcome.warnings] == ["kept_draft"]
    assert outcome.counts["unchanged"] == 1
    people.refresh_from_db()
    assert people.gso_code == ""
    assert people.get_latest_revision_as_object().autonym == "của cán bộ"


def test_the_editor_opens_what_the_load_wrote(bring):
    bring(sheet("i.csv", PEOPLE), sheet("p.csv", PLACE))
    place = one(Place, "bau-truc")
    place.summary = "bản cũ"
    place.save_revision()
    place.save()
    bring(sheet("p.csv", PLACE | {"summary_vi": "bản mới"}))
    assert one(Place, "bau-truc").get_latest_revision_as_object().summary == "bản mới"


def test_an_officers_save_in_the_middle_of_a_load_is_not_lost(bring, monkeypatch):
    bring(sheet("i.csv", PEOPLE), sheet("p.csv", PLACE))
    build = Builder.build
    built: list[int] = []

    def meanwhile(self):
        plan = build(self)
        if not built:
            Place.objects.filter(identifier__sheet_id="bau-truc").update(needs_check="của cán bộ")
        built.append(1)
        return plan

    monkeypatch.setattr(Builder, "build", meanwhile)
    outcome = bring(sheet("p.csv", PLACE | {"summary_vi": "của bảng"}))
    assert outcome.problems == []
    place = one(Place, "bau-truc")
    assert (place.summary, place.needs_check) == ("của bảng", "của cán bộ")
    assert len(built) == 2


def test_a_word_is_known_by_language_headword_and_gloss(bring):
    bring(sheet("w.csv", WORD))
    outcome = bring(sheet("w.csv", WORD | {"ipa": "palɛj"}, WORD | {"gloss_vi": "thôn"}))
    assert outcome.counts == {"created": 1, "changed": 1, "unchanged": 0}
    assert Entry.objects.count() == 2


def test_vietnamese_headings_and_labels_are_understood(bring):
    outcome = bring(
        sheet("d.csv", PEOPLE),
        sheet(
            "nha.csv",
            {
                "Mã": "bau-truc",
                "Tên địa danh": "Bàu Trúc",
                "LOẠI ĐỊA DANH": "làng, phum sóc",
                "Mã dân tộc": "cham",
            },
        ),
    )
    assert outcome.problems == []
    assert one(Place, "bau-truc").place_kind == "village"


def test_a_link_between_texts_survives_as_a_link_to_the_page(bring, tmp_path):
    bring(*small_archive())
    identifier = one(People, "cham").identifier_id
    body = f"Xem [người Chăm](/id/{identifier})."
    bring(sheet("f.csv", FESTIVAL | {"body_vi": body}))
    festival = one(Festival, "kate")
    assert f'<a linktype="page" id="{one(People, "cham").pk}">' in festival.body
    assert bring(sheet("f.csv", FESTIVAL | {"body_vi": body})).counts["unchanged"] == 1


def test_the_history_says_who_loaded_and_published_by_which_load(bring, leader):
    outcome = bring(*small_archive(), state="published", leader=leader)
    page = PageLogEntry.objects.get(action="exchange.created", page=one(Festival, "kate").pk)
    record = ModelLogEntry.objects.for_instance(one(Item, "it-1")).get()
    for entry in (page, record):
        assert entry.data["load"] == outcome.load.number
        assert entry.user == leader
        assert str(outcome.load.number) in entry.message


def test_what_was_loaded_becomes_the_first_version_when_a_person_first_edits_it(bring):
    bring(*small_archive())
    item = one(Item, "it-1")
    assert item.latest_revision is None
    keep_first_version(item)
    item.title = "Sửa tay"
    item.save_revision()
    first, second = item.revisions.order_by("created_at")
    assert (first.as_object().title, second.as_object().title) == ("Bài hát ru", "Sửa tay")
    assert [link.people.title for link in first.as_object().people_links.all()] == ["Chăm"]


def test_an_id_of_two_kinds_is_refused(bring):
    bring(sheet("d.csv", PEOPLE))
    outcome = bring(sheet("p.csv", PLACE | {"id": "cham", "people_ids": ""}))
    assert [problem.code for problem in outcome.problems] == ["id_of_another_kind"]


def test_what_a_form_requires_is_missed_in_a_sheet_that_publishes(bring, leader):
    bring(sheet("d.csv", PEOPLE), leader=leader, state="published")
    rows = {
        "le-hoi.csv": FESTIVAL | dict.fromkeys(["sources", "people_ids", "place_ids"], ""),
        "tu-lieu.csv": ITEM | dict.fromkeys(["people_ids", "place_ids", "related_ids"], ""),
        "tu.csv": WORD,
    }
    assert bring(*(sheet(file, row) for file, row in rows.items())).warnings == []
    publishing = (sheet(file, row | {"state": "published"}) for file, row in rows.items())
    outcome = bring(*publishing, leader=leader)
    assert outcome.problems == []
    said = {(one.file, one.column): one.message("vi") for one in outcome.warnings}
    assert set(said) == {
        ("le-hoi.csv", "sources"),
        ("le-hoi.csv", "people_ids"),
        ("tu-lieu.csv", "people_ids"),
        ("tu.csv", "sources"),
    }
    assert "dân tộc" in said["le-hoi.csv", "people_ids"]


def test_a_dry_run_changes_nothing(archive, tmp_path, capsys):
    for file in small_archive():
        (tmp_path / file.name).write_bytes(file.data)
    call_command("import_content", str(tmp_path), dry_run=True)
    assert "tạo mới 6" in capsys.readouterr().out
    assert not Identifier.objects.exists()
    assert not Load.objects.exists()


def test_publishing_from_the_command_needs_a_named_leader(archive, tmp_path):
    (tmp_path / "d.csv").write_bytes(sheet("d.csv", PEOPLE).data)
    with pytest.raises(CommandError, match="leader"):
        call_command("import_content", str(tmp_path), state="published")
    with pytest.raises(CommandError, match="nobody"):
        call_command("import_content", str(tmp_path), state="published", leader="nobody")


def test_without_a_section_for_its_kind_nothing_is_loaded(db, bring):
    Festival.objects.all().delete()
    from heritage.site.models import SectionPage

    SectionPage.objects.filter(section_kind="people").delete()
    outcome = bring(sheet("d.csv", PEOPLE))
    assert [problem.code for problem in outcome.problems] == ["section_missing"]
    assert not LoadRow.objects.exists()


def test_queries_do_not_grow_with_the_rows(bring, django_assert_max_num_queries):
    bring(*small_archive())
    many = [ITEM | {"id": f"x-{number}", "title_vi": f"Bài {number}"} for number in range(300)]
    assert Locale.objects.count() == 3
    from heritage.exchange.reading import read_files
    from heritage.exchange.staged import Landing
    from heritage.exchange.staging import stage

    with django_assert_max_num_queries(40):
        staging = stage(read_files([sheet("nhieu.csv", *many)]), Landing())
    assert staging.problems == []


def test_no_page_takes_the_address_at_which_another_stands_in_untranslated(bring):
    story = {"id": "a", "title_vi": "Chuyện A", "title_en": "A in English", "byline_vi": "Bà Y"}
    bring(
        sheet("stories.csv", story | {"slug_en": "chuyen-b"}, {"id": "b", "title_vi": "Chuyện B"}),
    )
    assert set(Story.objects.values_list("slug", flat=True)) == {
        "chuyen-a",
        "chuyen-b",
        "chuyen-b-2",
    }
    bring(
        sheet(
            "stories.csv",
            {"id": "c", "title_vi": "Chuyện C", "byline_vi": "", "slug_vi": "chuyen-b-2"},
        )
    )
    assert Story.objects.filter(slug="chuyen-b-2").count() == 1
    bring(sheet("stories.csv", story | {"slug_en": "chuyen-a"}))
    english = Story.objects.get(title="A in English")
    assert english.slug == "chuyen-a"
