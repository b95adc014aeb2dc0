"""Removing: what names the removed thing stays readable, and its identifier stays a tombstone."""

from datetime import date

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import Locale, ReferenceIndex

from heritage.accounts.models import User
from heritage.archive.models import Edition, Festival, FestivalPlace, Item
from heritage.exchange.loading import run
from heritage.exchange.models import Load
from heritage.exchange.staged import Landing
from heritage.exchange.undoing import undo
from heritage.peoples.models import People, Place, Term
from heritage.protocols.models import Membership
from heritage.records.models import Identifier
from tests.communities import close, members
from tests.integration.admin.writing import (
    decide,
    edit_url,
    messages_of,
    post_form,
    section,
    whole_festival,
    write_festival,
    write_item,
)
from tests.integration.exchange.conftest import PEOPLE, PLACE, sheet

pytestmark = pytest.mark.django_db

HISTORY = "/admin/reports/site-history/"


@pytest.fixture
def village(archive) -> Place:
    return Place.objects.create(title="Làng Kon Kơ Tu", place_kind="village")


@pytest.fixture
def festival(signed_in, bana, ich_type) -> Festival:
    """A published festival."""
    festival, _ = write_festival(
        signed_in("officer"), "action-submit", **whole_festival(bana, ich_type)
    )
    decide(signed_in("leader"), festival, "approve")
    return Festival.objects.get(pk=festival.pk)


def draft_of(festival: Festival) -> Festival:
    draft = festival.get_latest_revision_as_object()
    draft.summary = "Chữ của cán bộ"
    return draft


def delete_url(thing) -> str:
    if hasattr(thing, "url_path"):
        return reverse("wagtailadmin_pages:delete", args=[thing.pk])
    if isinstance(thing, User):
        return reverse("wagtailusers_users:delete", args=[thing.pk])
    return reverse(thing.snippet_viewset.get_url_name("delete"), args=[thing.pk])


def bulk_delete(client, thing):
    page = hasattr(thing, "url_path")
    options = thing._meta
    names = ["wagtailcore", "page"] if page else [options.app_label, options.model_name]
    url = reverse("wagtail_bulk_action", args=[*names, "delete"])
    return client.post(f"{url}?id={thing.pk}&next=/admin/")


class TestDrafts:
    def test_a_draft_opens_without_the_place_that_was_removed(
        self, signed_in, persons, festival, village, bana
    ):
        draft = draft_of(festival)
        draft.place_links = [FestivalPlace(place=village)]  # type: ignore[misc]
        draft.editions = [  # type: ignore[misc]
            Edition(
                start_date=date(2026, 10, 10), status="announced", source_note="x", place=village
            )
        ]
        draft.save_revision(user=persons["officer"])
        signed_in("leader").post(delete_url(village))
        assert not Place.objects.exists()
        officer = signed_in("officer")
        page = officer.get(edit_url(festival))
        assert "Chữ của cán bộ" in page.content.decode()
        draft = Festival.objects.get(pk=festival.pk).get_latest_revision_as_object()
        assert draft.summary == "Chữ của cán bộ"
        assert [link.people_id for link in draft.people_links.all()] == [bana.pk]
        assert not draft.place_links.exists()
        assert [edition.place_id for edition in draft.editions.all()] == [None]

    def test_a_draft_opens_without_the_place_whose_load_was_undone(
        self, signed_in, persons, festival, bana
    ):
        load = run([sheet("p.csv", PLACE | {"people_ids": ""})], Landing(), Load()).load
        assert load is not None
        draft = draft_of(festival)
        place = Place.objects.originals().get()
        draft.place_links = [FestivalPlace(place=place)]  # type: ignore[misc]
        draft.save_revision(user=persons["officer"])
        assert undo(load).removed == 1
        assert signed_in("officer").get(edit_url(festival)).status_code == 200

    def test_a_word_that_the_draft_needs_and_nobody_has_any_more_is_asked_for(
        self, signed_in, persons, festival
    ):
        word = Term.objects.create(scheme="ich-law-2024", code="khac", label_vi="Loại hình khác")
        draft = draft_of(festival)
        draft.ich_type = word
        draft.save_revision(user=persons["officer"])
        word.delete()
        officer = signed_in("officer")
        assert officer.get(edit_url(festival)).status_code == 200
        answer = post_form(officer, edit_url(festival), "action-submit")
        assert "ich_type" in answer.context["form"].errors


class TestTombstones:
    def told_twice(self, item: Item) -> None:
        Item.objects.filter(pk=item.pk).update(live=True, first_published_at=timezone.now())
        english = item.copy_for_translation(Locale.objects.get(language_code="en"))
        english.title, english.live = "Xoang circle", True
        english.save()

    def test_records_removed_together_go_in_all_languages_and_answer_gone(
        self, signed_in, client, bana, rights
    ):
        item, _ = write_item(signed_in("officer"), title="Vòng xoang")
        self.told_twice(item)
        bulk_delete(signed_in("leader"), item)
        assert not Item.objects.exists()
        assert client.get(f"/id/{item.identifier_id}").status_code == 410

    def test_a_record_removed_with_others_can_be_loaded_again(self, signed_in, archive):
        files = [sheet("p.csv", PLACE | {"people_ids": ""})]
        run(files, Landing(), Load())
        place = Place.objects.originals().get()
        bulk_delete(signed_in("leader"), place)
        assert not Place.objects.exists()
        assert run(files, Landing(), Load()).counts["created"] == 1
        assert Place.objects.originals().get().identifier_id == place.identifier_id

    def test_pages_that_go_with_their_section_answer_gone(self, signed_in, client, festival):
        english = festival.copy_for_translation(Locale.objects.get(language_code="en"))
        english.save_revision().publish()
        section("festival").delete()
        assert not Festival.objects.exists()
        assert client.get(f"/id/{festival.identifier_id}").status_code == 410

    def test_a_page_removed_in_the_admin_goes_in_all_languages_and_answers_gone(
        self, signed_in, client, bana, ich_type
    ):
        page, _ = write_festival(signed_in("officer"), title="Lễ hội Katê")
        page.copy_for_translation(Locale.objects.get(language_code="en"))
        Festival.objects.filter(pk=page.pk).update(first_published_at=timezone.now())
        signed_in("leader").post(delete_url(page))
        assert not Festival.objects.exists()
        assert client.get(f"/id/{page.identifier_id}").status_code == 410


class TestHistory:
    """Who removed what stays known."""

    @pytest.mark.parametrize("bulk", [False, True])
    @pytest.mark.parametrize("kind", ["record", "page", "term", "user"])
    def test_every_removal_stands_in_the_history(self, signed_in, persons, ich_type, kind, bulk):
        if kind == "record":
            thing, _ = write_item(signed_in("officer"), title="Vòng xoang")
        elif kind == "page":
            thing, _ = write_festival(signed_in("officer"), title="Lễ hội Katê")
        else:
            thing = ich_type if kind == "term" else persons["commune_worker"]
        client = signed_in("administrator")
        answer = bulk_delete(client, thing) if bulk else client.post(delete_url(thing))
        assert answer.status_code == 302
        assert not type(thing).objects.filter(pk=thing.pk).exists()
        log = registry.get_logs_for_instance(thing).filter(action="wagtail.delete")
        (entry,) = log
        assert (entry.user, entry.label, entry.deleted) == (
            persons["administrator"],
            str(thing),
            True,
        )

    @pytest.mark.parametrize("bulk", [False, True])
    @pytest.mark.parametrize("kind", ["record", "page"])
    def test_what_was_open_is_named_there_for_everybody(self, signed_in, kind, bulk):
        thing = self.written(signed_in, kind)
        self.remove(signed_in("leader"), thing, bulk=bulk)
        assert "Vòng xoang" in signed_in("officer").get(HISTORY).content.decode()

    @pytest.mark.parametrize("bulk", [False, True])
    @pytest.mark.parametrize("kind", ["record", "page"])
    def test_what_was_closed_is_not(self, signed_in, persons, kind, bulk):
        thing = self.written(signed_in, kind)
        close(thing, members())
        community = members().protocols.get().community
        Membership.objects.create(community=community, user=persons["leader"], role="member")
        self.remove(signed_in("leader"), thing, bulk=bulk)
        page = signed_in("administrator").get(HISTORY).content.decode()
        assert "Vòng xoang" not in page
        assert thing.identifier_id in page

    def test_nor_what_was_loaded_and_taken_back(self, signed_in, archive):
        rows = [PLACE | {"audience": "community"}, PEOPLE]
        load = run([sheet(f"{n}.csv", row) for n, row in enumerate(rows)], Landing(), Load()).load
        place = Place.objects.originals().get()
        assert load is not None
        assert place.is_restricted
        assert undo(load).removed == 2
        page = signed_in("administrator").get(HISTORY).content.decode()
        assert place.title not in page
        assert place.identifier_id in page

    def written(self, signed_in, kind):
        write = write_item if kind == "record" else write_festival
        return write(signed_in("officer"), title="Vòng xoang")[0]

    def remove(self, client, thing, *, bulk):
        assert (bulk_delete(client, thing) if bulk else client.post(delete_url(thing))).status_code
        assert not type(thing).objects.exists()


class TestInUse:
    """Wagtail's index of references learns of loaded rows a little later than the database."""

    @pytest.fixture
    def used(self, signed_in, village, bana, ich_type) -> Place:
        village.copy_for_translation(Locale.objects.get(language_code="en")).save()
        festival, _ = write_festival(signed_in("officer"), **whole_festival(bana, ich_type))
        FestivalPlace.objects.create(owner=festival, place=village)
        ReferenceIndex.objects.all().delete()
        return village

    @pytest.mark.parametrize("bulk", [False, True])
    def test_a_place_in_use_stays_and_the_officer_is_told_where(self, signed_in, used, bulk):
        leader = signed_in("leader")
        answer = bulk_delete(leader, used) if bulk else leader.post(delete_url(used))
        assert answer.status_code == 302
        assert "Lễ mừng lúa mới" in messages_of(answer)
        assert Place.objects.count() == 2

    @pytest.mark.parametrize("bulk", [False, True])
    def test_so_does_a_page(self, signed_in, used, bana, bulk):
        People.objects.update(live=False)
        leader = signed_in("leader")
        answer = bulk_delete(leader, bana) if bulk else leader.post(delete_url(bana))
        assert "Lễ mừng lúa mới" in messages_of(answer)
        assert People.objects.filter(pk=bana.pk).exists()

    def test_what_may_not_be_removed_keeps_its_languages_and_its_place(self, used, bana):
        for thing in (used, bana):
            with pytest.raises(ProtectedError):
                thing.delete()
        assert all(not problems for problems in People.find_problems())
        assert Place.objects.count() == 2
        assert not Identifier.objects.exclude(withdrawn_at=None).exists()
