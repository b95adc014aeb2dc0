"""What is kept for everybody is exact: each change is in the next answer; nobody's own is kept."""

from __future__ import annotations

import random
import string
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.cache import caches
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from heritage.archive.models import Festival
from heritage.protocols.models import Hold, Membership
from heritage.records.access import set_audience
from heritage.records.consents import close_run_out
from heritage.records.holds import place
from heritage.site import generations
from heritage.site.forgetting import forget as forget_what_is_over
from heritage.site.generations import Generation
from heritage.site.kept_pages import KEPT
from heritage.site.schedule import publish_due
from tests.communities import close, custodians, members, person
from tests.integration.site.conftest import KINDS, SLUGS, address_of
from tests.integration.site.surfaces import FILES, PUBLIC
from tests.kept import forget

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def log_aside(settings: Any, tmp_path: Any) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"


@pytest.fixture
def festival(make: Any) -> Festival:
    found: Festival = make(
        "festival", "Lễ hội Katê", typical_months=";".join(map(str, range(1, 13)))
    )
    return found


def asked(client: Client, address: str, **headers: str) -> tuple[Any, int]:
    """The answer, and how many queries it took."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, headers=headers or None)
    return answer, len(queries)


def test_a_page_is_made_once(client: Client, festival: Festival) -> None:
    address = address_of(festival)
    first, cost = asked(client, address)
    again, kept = asked(client, address)
    assert first.content == again.content
    assert cost > kept == 1
    assert dict(first.items()) == dict(again.items())


def test_the_other_way_of_packing_is_another_answer(client: Client, festival: Festival) -> None:
    address = address_of(festival)
    packed, _cost = asked(client, address, accept_encoding="gzip")
    plain, _cost = asked(client, address)
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert b"Kat" in plain.content


class TestEveryChangeIsSeen:
    def test_a_title(self, client: Client, festival: Festival) -> None:
        asked(client, address_of(festival))
        festival.title = "Lễ hội Ramưwan"
        festival.save()
        assert "Lễ hội Ramưwan" in asked(client, address_of(festival))[0].content.decode()

    def test_one_that_no_model_knows_of(self, client: Client, festival: Festival) -> None:
        asked(client, address_of(festival))
        Festival.objects.filter(pk=festival.pk).update(summary="Nói gọn")
        assert "Nói gọn" in asked(client, address_of(festival))[0].content.decode()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE archive_festival SET summary = 'Nói khác'")
        assert "Nói khác" in asked(client, address_of(festival))[0].content.decode()

    def test_many_at_once(self, client: Client, festival: Festival) -> None:
        before = generations.current()
        festival.editions.model.objects.bulk_create(
            festival.editions.model(
                festival=festival, start_date=f"2025-10-0{day}", status="held", source_note="x"
            )
            for day in range(1, 4)
        )
        assert generations.current() > before

    @pytest.mark.parametrize("how", ["hold", "audience", "unpublish"])
    def test_what_closes_is_closed_everywhere(
        self, client: Client, festival: Festival, how: str
    ) -> None:
        addresses = [
            address_of(festival),
            "/le-hoi/",
            "/",
            "/feeds/moi/",
            "/sitemap-festival-1.xml",
        ]
        for address in addresses:
            answer, _cost = asked(client, address)
            # A map has addresses only.
            assert "Kat" in answer.content.decode() or "kate" in answer.content.decode(), address
        if how == "hold":
            place(
                Hold(identifier=festival.identifier_id, requested_by="x", way="phone", reason="x")
            )
        elif how == "audience":
            set_audience(festival.identifier, custodians(), by=None)
        else:
            festival.unpublish()
        for address in addresses:
            answer, _cost = asked(client, address)
            assert "kate" not in answer.content.decode().lower().replace("ê", "e"), address

    def test_the_next_day(self, client: Client, festival: Festival) -> None:
        with time_machine.travel("2026-10-31T23:59:59+07:00", tick=False):
            asked(client, "/")
            assert asked(client, "/")[1] == 1
        with time_machine.travel("2026-11-01T00:00:00+07:00", tick=False):
            assert asked(client, "/")[1] > 1


class TestNobodysOwnIsKept:
    def test_a_members_page_is_made_for_him(self, client: Client, festival: Festival) -> None:
        close(festival, members())
        member = Client()
        member.force_login(person(Membership.Role.MEMBER))
        address = address_of(festival)
        assert asked(member, address)[0].status_code == 200
        assert asked(client, address)[0].status_code == 404
        assert asked(member, address)[0].status_code == 200

    def test_staff_see_their_own_page(
        self, client: Client, festival: Festival, officer: Any
    ) -> None:
        address = address_of(festival)
        stranger, _cost = asked(client, address)
        client.force_login(officer)
        assert asked(client, address)[0].content != stranger.content

    def test_who_chose_to_see_is_alone_with_it(self, client: Client, make: Any) -> None:
        item = make("item", "Tiếng người đã khuất", warns_of_voice=True, description="Lời hát")
        address = address_of(item)
        willing = Client()
        willing.post(reverse("warning_understood", args=[item.identifier_id]))
        assert "Lời hát" in asked(willing, address)[0].content.decode()
        assert "Lời hát" not in asked(client, address)[0].content.decode()
        assert "Lời hát" in asked(willing, address)[0].content.decode()

    def test_no_page_with_a_token_is_kept(self, client: Client, make: Any) -> None:
        address = address_of(make("item", "Tiếng người đã khuất", warns_of_voice=True))
        assert b"csrfmiddlewaretoken" in asked(client, address)[0].content
        assert asked(Client(), address)[1] > 1


class TestHostile:
    @pytest.mark.torture
    def test_parameters_of_others_neither_stand_in_a_page_nor_make_another(
        self, client: Client, festival: Festival, dice: random.Random
    ) -> None:
        """350 of them a round: 10,500 in `make torture`."""
        address = address_of(festival)
        plain, _cost = asked(client, address)
        for _question in range(350):
            junk = "".join(dice.choices(string.printable.replace("#", ""), k=dice.randint(1, 40)))
            answer = Client(QUERY_STRING=junk).get(address)
            assert answer.content == plain.content, junk
        assert _entries() == 1

    def test_the_first_who_asks_leaves_nothing_of_himself(
        self, client: Client, festival: Festival
    ) -> None:
        dirty = Client().get(
            f"{address_of(festival)}?fbclid=lấy-được&next=//xau.example/",
            headers={
                "x-forwarded-host": "xau.example",
                "x-forwarded-proto": "gopher",
                "x-original-url": "/admin/",
                "referer": "https://xau.example/",
                "user-agent": "xau",
                "accept-language": "km",
            },
        )
        text = dirty.content.decode()
        assert "fbclid" not in text
        assert "xau" not in text
        assert asked(client, address_of(festival))[0].content == dirty.content

    def test_a_host_that_is_not_ours_is_refused_and_kept_nowhere(
        self, client: Client, festival: Festival
    ) -> None:
        address = address_of(festival)
        for host in ("xau.example", "testserver@xau.example", "xau.example:80/"):
            assert client.get(address, headers={"host": host}).status_code == 400
        asked(client, address)
        assert client.get(address, headers={"host": "xau.example"}).status_code == 400

    def test_each_host_of_ours_has_its_own(self, client: Client, festival: Festival) -> None:
        asked(client, address_of(festival))
        local = client.get(address_of(festival), headers={"host": "localhost"})
        assert local.status_code == 200
        assert _entries() == 2

    def test_what_is_kept_is_bounded(self, client: Client, make: Any, settings: Any) -> None:
        make("festival", "Lễ hội Katê")
        for number in range(350):
            client.get(f"/le-hoi/?thang={number}&dan-toc=x{number}")
        assert _entries("lists") <= settings.CACHES["lists"]["OPTIONS"]["MAX_ENTRIES"]

    def test_lists_that_are_narrowed_further_are_not_kept(self, client: Client, make: Any) -> None:
        make("festival", "Lễ hội Katê")
        address = "/le-hoi/?thang=10&dan-toc=cham&thu-tu=ten"
        asked(client, address)
        assert asked(client, address)[1] > 1


def test_only_what_is_public_is_kept() -> None:
    searched = {name for name in PUBLIC if name.startswith(("api_", "search"))}
    assert {"permanent", "robots", "share_picture", "worker"} | FILES | searched == PUBLIC - KEPT
    assert KEPT <= PUBLIC


def _entries(*names: str) -> int:
    shelves: list[Any] = [caches[name] for name in names or ("pages", "lists")]
    return sum(len(shelf._cache) for shelf in shelves)


class TestAskingAgain:
    def test_who_has_it_still_is_told_so(self, client: Client, festival: Festival) -> None:
        address = address_of(festival)
        first, _cost = asked(client, address)
        again, cost = asked(client, address, if_none_match=first["ETag"])
        assert (again.status_code, again.content, cost) == (304, b"", 1)

    def test_who_asks_so_first_has_it_kept_for_others(
        self, client: Client, festival: Festival
    ) -> None:
        address = address_of(festival)
        tag = asked(client, address)[0]["ETag"]
        forget()
        assert asked(client, address, if_none_match=tag)[0].status_code == 304
        assert asked(client, address)[1] == 1


class TestTheGeneration:
    def test_work_that_publishes_nothing_is_none(self, festival: Festival, officer: Any) -> None:
        client = Client()
        client.force_login(officer)
        before = generations.current()
        client.get("/admin/")
        client.logout()
        assert generations.current() == before

    def test_nor_is_a_minute_of_the_worker_that_finds_nothing_to_do(
        self, festival: Festival
    ) -> None:
        before = generations.current()
        close_run_out()
        publish_due()
        forget_what_is_over()
        generations.fold()
        assert generations.current() == before

    def test_it_is_of_what_is_committed(self, festival: Festival) -> None:
        before = generations.current()
        with transaction.atomic():
            Festival.objects.update(summary="không")
            transaction.set_rollback(True)
        assert generations.current() == before

    def test_adding_up_changes_nothing(self, festival: Festival) -> None:
        Generation.objects.bulk_create(
            Generation(number=-number, changes=number) for number in range(1, 150)
        )
        before = generations.current()
        generations.fold()
        assert generations.current() == before
        assert Generation.objects.count() == 1

    def test_every_model_left_out_is_one(self) -> None:
        names = {model._meta.label for model in apps.get_models(include_auto_created=True)}
        assert set(generations.UNREAD) - names <= {"modelsearch.SQLiteFTSIndexEntry"}

    @pytest.mark.parametrize("kind", KINDS)
    def test_no_page_for_everybody_reads_what_is_left_out(
        self, client: Client, cloth: Any, kind: str
    ) -> None:
        told_by_others = {
            apps.get_model(label)._meta.db_table for label in generations.TOLD_BY_OTHERS
        }
        things = cloth(2)
        client.get("/")
        forget()
        addresses = ["/", f"/{SLUGS[kind]}/", address_of(things[kind][0]), "/feeds/moi/"]
        addresses += [
            "/ban-do/",
            "/ban-do/dong-bang-song-cuu-long/",
            "/lich/",
            "/calendar/tat-ca.ics",
            "/sitemap.xml",
            f"/sitemap-{kind}-1.xml",
        ]
        for address in [*addresses, "/lien-he/", "/en/"]:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            read = " ".join(one["sql"] for one in queries)
            for table in generations.unread_tables() - told_by_others:
                assert f'"{table}"' not in read, (address, table)


@pytest.mark.needs_postgresql
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_commits_late_is_seen_although_something_newer_was_first(make: Any) -> None:
    """Two transactions write at once; the one that began first ends last."""
    festival, custom = make("festival", "Lễ hội Katê"), make("custom", "Cưới hỏi")
    before = generations.current()
    slow = connections.create_connection("default")
    try:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute("UPDATE wagtailcore_page SET title = 'a' WHERE id = %s", [festival.pk])
        custom.title = "Cưới"
        custom.save()
        between = generations.current()
        slow.commit()
        assert before < between < generations.current()
    finally:
        slow.close()
