"""Events as other programs read them (RFC 5545)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from heritage.calendars.ical import Event, event_uid, revision_number, written
from heritage.calendars.standing import Standing

KATE = Event(
    uid=event_uid("k3v0txd", "b8n2m4r"),
    summary="Lễ hội Katê",
    start=date(2027, 10, 9),
    end=date(2027, 10, 11),
    standing=Standing.ANNOUNCED,
    changed=datetime(2027, 3, 1, 8, 30, tzinfo=UTC),
    description="Nguồn: Hội đồng chức sắc; báo tỉnh, 1/3\nVé: không",
    location="Tháp Pô Klong Garai, Khánh Hòa",
    url="https://di-san.example.vn/id/k3v0txd",
)


def read(*events, name="Lịch lễ hội"):
    return icalendar.Calendar.from_ical(written(name, "vi", events))


def event_in(calendar):
    (event,) = calendar.walk("VEVENT")
    return event


def test_lines_are_folded_at_75_octets_and_end_as_the_standard_asks():
    content = written("Lịch", "vi", [replace(KATE, description="Tháng bảy lịch Chăm " * 30)])
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    content.decode()
    assert str(event_in(icalendar.Calendar.from_ical(content))["description"]).count("Chăm") == 30


def test_texts_are_escaped_and_come_back_whole():
    content = written("Lịch, lễ; hội", "vi", [KATE]).replace(b"\r\n ", b"").decode()
    assert r"NAME;LANGUAGE=vi:Lịch\, lễ\; hội" in content
    assert r"Hội đồng chức sắc\; báo tỉnh\, 1/3\nVé: không" in content
    assert str(event_in(read(KATE))["description"]) == KATE.description


@pytest.mark.parametrize(
    ("end", "exclusive"),
    [(date(2027, 10, 11), "20271012"), (None, "20271010"), (date(2027, 10, 9), "20271010")],
)
def test_whole_days_end_before_the_day_that_dtend_names(end, exclusive):
    content = written("Lịch", "vi", [replace(KATE, end=end)]).decode()
    assert "DTSTART;VALUE=DATE:20271009" in content
    assert f"DTEND;VALUE=DATE:{exclusive}" in content


@pytest.mark.parametrize(
    ("standing", "status"),
    [
        (Standing.ANNOUNCED, "CONFIRMED"),
        (Standing.EXPECTED, "TENTATIVE"),
        (Standing.CANCELLED, "CANCELLED"),
        (Standing.WAS_EXPECTED, "TENTATIVE"),
    ],
)
def test_only_what_is_announced_is_confirmed(standing, status):
    assert str(event_in(read(replace(KATE, standing=standing)))["status"]) == status


def test_an_edition_that_moves_keeps_its_uid_and_counts_upwards():
    before = event_in(read(KATE))
    moved = replace(KATE, start=date(2027, 10, 16), end=None, changed=KATE.changed + timedelta(1))
    after = event_in(read(moved))
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt > before["last-modified"].dt


def test_the_same_events_are_the_same_bytes():
    assert written("Lịch", "vi", [KATE]) == written("Lịch", "vi", [KATE])


def test_a_revision_number_fits_and_never_falls():
    moments = [datetime(year, 1, 1, tzinfo=UTC) for year in (2020, 2026, 2027, 2093, 2500)]
    numbers = [revision_number(moment) for moment in moments]
    assert numbers == sorted(numbers)
    assert numbers[0] == 0
    assert numbers[-1] < 2**31


def test_a_calendar_without_events_is_a_calendar_still():
    calendar = read()
    assert calendar["version"] == "2.0"
    assert calendar.subcomponents
    assert not calendar.walk("VEVENT")
