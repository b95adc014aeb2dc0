"""Calendars to subscribe to: public festivals, as sure as they are, the same for everybody."""

from __future__ import annotations

from datetime import date
from typing import Any

import icalendar
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from heritage.archive.models import Edition, Festival, FestivalPeople, FestivalPlace
from heritage.peoples.models import PlaceUnit
from heritage.protocols.models import Hold, Membership
from heritage.records.holds import place
from tests.communities import close, members, person
from tests.integration.site.conftest import address_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _november() -> Any:
    with time_machine.travel("2026-11-28T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def kate(make: Any) -> Any:
    """Katê at its tower in Khánh Hòa, announced for October."""
    festival = make("festival", "Lễ hội Katê", rule_text="Ngày 1 tháng 7 lịch Chăm", sources="x")
    make("festival", "Kate festival", language="en", of=festival, rule_text="First of the seventh")
    tower, cham = make("place", "Tháp Pô Klong Garai"), make("people", "Chăm")
    PlaceUnit.objects.create(
        place=tower, era="today", level="province", name_as_recorded="Khánh Hòa"
    )
    FestivalPeople.objects.create(owner=festival, people=cham)
    FestivalPlace.objects.create(owner=festival, place=tower)
    Edition.objects.create(
        festival=festival,
        start_date="2027-10-09",
        end_date="2027-10-11",
        status="announced",
        source_note="Hội đồng chức sắc, 1/3/2027",
        place=tower,
    )
    return festival


def feeds_of(festival: Any) -> list[str]:
    people = festival.people_links.get().people
    return [
        f"/calendar/{festival.identifier_id}.ics",
        f"/calendar/{people.identifier_id}.ics",
        "/calendar/tinh/khanh-hoa.ics",
        "/calendar/tat-ca.ics",
    ]


def events(client: Client, address: str) -> list[Any]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def test_an_edition_is_in_every_feed_it_belongs_to(client: Client, kate: Any) -> None:
    for address in feeds_of(kate):
        (event,) = events(client, address)
        assert str(event["summary"]) == "Lễ hội Katê"
        assert event["dtstart"].dt == date(2027, 10, 9)
        assert event["dtend"].dt == date(2027, 10, 12)
        assert str(event["location"]) == "Tháp Pô Klong Garai, Khánh Hòa"
        assert str(event["url"]) == f"http://testserver/id/{kate.identifier_id}"
        for words in ("Đã công bố.", "Nguồn: Hội đồng chức sắc, 1/3/2027", "1 tháng 7 lịch Chăm"):
            assert words in str(event["description"])


def test_a_feed_of_others_has_it_not(client: Client, kate: Any, make: Any) -> None:
    other, people = make("festival", "Lồng tông"), make("people", "Tày")
    FestivalPeople.objects.create(owner=other, people=people)
    for thing in (other, people):
        assert events(client, f"/calendar/{thing.identifier_id}.ics") == []


def test_each_language_has_its_own(client: Client, kate: Any) -> None:
    (event,) = events(client, f"/calendar/en/{kate.identifier_id}.ics")
    assert str(event["summary"]) == "Kate festival"
    assert "First of the seventh" in str(event["description"])
    assert str(event["description"]).startswith("Announced.")
    (khmer,) = events(client, "/calendar/km/tat-ca.ics")
    assert str(khmer["summary"]) == "Lễ hội Katê"
    assert "ប្រភព" in str(khmer["description"])
    assert {event["uid"], khmer["uid"]} == {events(client, "/calendar/tat-ca.ics")[0]["uid"]}


@pytest.mark.parametrize(
    ("status", "told", "summary"),
    [
        ("expected", "TENTATIVE", "Dự kiến: Lễ hội Katê"),
        ("cancelled", "CANCELLED", "Đã hủy: Lễ hội Katê"),
        ("announced", "CONFIRMED", "Lễ hội Katê"),
    ],
)
def test_what_is_not_sure_can_be_read_in_the_name(
    client: Client, kate: Any, status: str, told: str, summary: str
) -> None:
    Edition.objects.update(status=status)
    (event,) = events(client, "/calendar/tat-ca.ics")
    assert (str(event["status"]), str(event["summary"])) == (told, summary)


def test_what_is_over_or_has_no_day_is_left_out(client: Client, kate: Any) -> None:
    Edition.objects.create(festival=kate, start_date=None, status="expected", source_note="x")
    Edition.objects.create(festival=kate, start_date="2026-11-27", status="announced")
    Edition.objects.create(festival=kate, start_date="2026-11-28", status="held")
    Edition.objects.create(
        festival=kate, start_date="2026-11-26", end_date="2026-11-28", status="announced"
    )
    found = events(client, f"/calendar/{kate.identifier_id}.ics")
    assert [event["dtstart"].dt for event in found] == [date(2026, 11, 26), date(2027, 10, 9)]


def test_when_an_officer_moves_it_the_feed_moves_it_too(client: Client, kate: Any) -> None:
    (before,) = events(client, "/calendar/tat-ca.ics")
    with time_machine.travel("2026-11-29T09:00:00+07:00", tick=False):
        draft = Festival.objects.get(pk=kate.pk)
        moved = draft.editions.get()
        moved.start_date, moved.end_date = date(2027, 10, 16), date(2027, 10, 18)
        draft.editions.set([moved])
        draft.save_revision().publish()
        (after,) = events(client, "/calendar/tat-ca.ics")
    assert after["uid"] == before["uid"]
    assert after["dtstart"].dt == date(2027, 10, 16)
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt > before["last-modified"].dt
    assert "Trước đó công bố là ngày 9 tháng 10 năm 2027." in str(after["description"])


@pytest.fixture
def log_aside(settings: Any, tmp_path: Any) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"


@pytest.mark.parametrize("how", ["closed", "held", "draft", "people"])
def test_what_is_not_public_is_in_no_feed_not_even_for_members(
    client: Client, kate: Any, log_aside: None, how: str
) -> None:
    own, of_people, of_province, everything = feeds_of(kate)
    for address in (own, of_people, of_province, everything):
        assert len(events(client, address)) == 1
    if how == "closed":
        close(kate, members())
    elif how == "held":
        place(Hold(identifier=kate.identifier_id, requested_by="Già", way="phone", reason="Tang"))
    elif how == "draft":
        Festival.objects.update(live=False)
    else:
        close(kate.people_links.get().people, members())
    client.force_login(person(Membership.Role.MEMBER))
    if how == "people":
        assert client.get(of_people).status_code == 404
        return
    assert client.get(own).status_code == 404
    assert client.get(of_province).status_code == 404
    assert events(client, of_people) == events(client, everything) == []


@pytest.mark.parametrize(
    "address",
    [
        "/calendar/zzzzzzz.ics",
        "/calendar/x.ics",
        "/calendar/fr/tat-ca.ics",
        "/calendar/tinh/atlantis.ics",
    ],
)
def test_there_is_no_feed_of_what_does_not_exist(client: Client, kate: Any, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_place_has_no_feed(client: Client, kate: Any) -> None:
    tower = kate.place_links.get().place
    assert client.get(f"/calendar/{tower.identifier_id}.ics").status_code == 404


def test_a_place_that_is_closed_is_not_named(client: Client, kate: Any) -> None:
    close(kate.place_links.get().place, members())
    (event,) = events(client, "/calendar/tat-ca.ics")
    assert "location" not in event


def test_a_feed_is_kept_only_with_its_tag_and_closes_at_once(
    client: Client, kate: Any, log_aside: None
) -> None:
    kept = client.get("/calendar/tat-ca.ics")
    assert kept["Cache-Control"] == "no-cache"
    again = {"If-None-Match": kept["ETag"]}
    with time_machine.travel("2026-11-28T18:00:00+07:00", tick=False):
        assert client.get("/calendar/tat-ca.ics", headers=again).status_code == 304
        place(Hold(identifier=kate.identifier_id, requested_by="Già", way="phone", reason="Tang"))
        assert client.get("/calendar/tat-ca.ics", headers=again).status_code == 200


def test_members_get_what_everybody_gets(client: Client, kate: Any) -> None:
    anybody = client.get("/calendar/tat-ca.ics").content
    close(Festival.objects.get(pk=kate.pk), members())
    client.force_login(person(Membership.Role.MEMBER))
    assert b"VEVENT" in anybody
    assert b"VEVENT" not in client.get("/calendar/tat-ca.ics").content


def test_pages_lead_to_the_feeds(client: Client, kate: Any) -> None:
    own, of_people, _, everything = feeds_of(kate)
    cham = kate.people_links.get().people
    for address, feed in (
        (address_of(kate), own),
        (address_of(cham), of_people),
        ("/le-hoi/", everything),
        ("/", everything),
    ):
        page = client.get(address).content.decode()
        assert f'<link rel="alternate" type="text/calendar" href="{feed}"' in page, address
    for address, feed in ((address_of(kate), own), (address_of(cham), of_people)):
        assert f'href="{feed}" type="text/calendar">' in client.get(address).content.decode()
    assert 'href="/lich/?dan-toc=cham"' in client.get(address_of(cham)).content.decode()


def test_the_page_of_a_closed_festival_offers_its_members_no_feed(
    client: Client, kate: Any
) -> None:
    close(kate, members())
    client.force_login(person(Membership.Role.MEMBER))
    page = client.get(address_of(kate)).content.decode()
    assert "Lễ hội Katê" in page
    assert ".ics" not in page.replace('href="/lich/#mang-theo">Lịch lễ hội (.ics)', "")


def test_a_sheet_that_changes_an_edition_counts_as_a_publication(kate: Any) -> None:
    from heritage.exchange.owners import published_anew
    from heritage.exchange.schema import bound_sheets

    with time_machine.travel("2026-11-30T09:00:00+07:00", tick=False):
        published_anew(bound_sheets()["festival_edition"], [kate.pk])
        assert Festival.objects.get(pk=kate.pk).last_published_at == timezone.now()
