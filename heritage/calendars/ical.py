"""Calendars that other programs read: whole days of festivals as iCalendar (RFC 5545).

The `icalendar` library folds the lines at 75 octets and escapes the texts (RFC 5545, 3.1 and
3.3.11). What is decided here is what an event says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import icalendar

from heritage.calendars.standing import Standing

PRODUCT = "-//Kho tu lieu song//Lich le hoi//VI"
"""PRODID, RFC 5545, 3.7.3: which program made it."""

REFRESH_HOURS = 12
"""After how many hours a program that has subscribed should ask again (RFC 7986, 5.7)."""

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""Before this nothing was published."""

_STATUS = {
    Standing.ANNOUNCED: "CONFIRMED",
    Standing.EXPECTED: "TENTATIVE",
    Standing.CANCELLED: "CANCELLED",
    Standing.HELD: "CONFIRMED",
    Standing.WAS_ANNOUNCED: "CONFIRMED",
    Standing.WAS_EXPECTED: "TENTATIVE",
}


@dataclass(frozen=True)
class Event:
    """One edition of a festival, in one language."""

    uid: str
    """Never changes while the edition is the same, whatever its day (RFC 5545, 3.8.4.7)."""
    summary: str
    start: date
    end: date | None
    """The last day; None where there is but one."""
    standing: Standing
    changed: datetime
    """When what the event says was last published."""
    description: str = ""
    location: str = ""
    url: str = ""


def event_uid(identifier: str, code: str) -> str:
    """The UID of an edition: the festival's permanent identifier and the edition's own code.

    No host is in it: RFC 7986, 5.3 advises against it, and an archive that moves to another address
    keeps the appointments of those who subscribed.
    """
    return f"{identifier}-{code}"


def revision_number(changed: datetime) -> int:
    """SEQUENCE (RFC 5545, 3.8.7.4): never smaller than before, greater after each publication.

    The seconds since the beginning of 2026, until 2094, and no counter: a counter would begin anew
    when a load is undone and made again or an archive moves, and programs disregard what counts
    backwards.
    """
    return min(max(0, int((changed - EPOCH).total_seconds())), 2**31 - 1)


def written(name: str, language: str, events: Iterable[Event], *, url: str = "") -> bytes:
    """A calendar with these events; the same bytes for the same events."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # The library takes NAME for a text that needs no escaping; RFC 7986, 5.1 says otherwise.
    calendar.add("name", icalendar.vText(name), parameters={"language": language})
    # What Apple, Google and Microsoft read in the place of NAME and REFRESH-INTERVAL.
    calendar.add("x-wr-calname", icalendar.vText(name))
    if url:
        calendar.add("url", url)
    refresh = timedelta(hours=REFRESH_HOURS)
    calendar.add("refresh-interval", refresh, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESH_HOURS}H")
    for event in events:
        calendar.add_component(_component(event, language))
    if not calendar.subcomponents:
        # A calendar has at least one component (RFC 5545, 3.6), and some programs insist on it.
        calendar.add_component(_home_zone())
    return bytes(calendar.to_ical())


def _home_zone() -> icalendar.Timezone:
    """Where the festivals are: seven hours before Greenwich, without summer time."""
    standard = icalendar.TimezoneStandard()
    standard.add("dtstart", datetime(1975, 6, 13))
    standard.add("tzoffsetfrom", timedelta(hours=7))
    standard.add("tzoffsetto", timedelta(hours=7))
    zone = icalendar.Timezone()
    zone.add("tzid", "Asia/Ho_Chi_Minh")
    zone.add_component(standard)
    return zone


def _component(event: Event, language: str) -> icalendar.Event:
    told = {"language": language}
    changed = event.changed.astimezone(UTC).replace(microsecond=0)
    component = icalendar.Event()
    component.add("uid", event.uid)
    # The moment of the publication, not of this answer: what is asked for twice is the same twice.
    component.add("dtstamp", changed)
    component.add("last-modified", changed)
    component.add("sequence", revision_number(changed))
    component.add("summary", event.summary, parameters=told)
    component.add("dtstart", event.start)
    # Whole days end before the day that DTEND names (RFC 5545, 3.6.1).
    component.add("dtend", (event.end or event.start) + timedelta(days=1))
    component.add("status", _STATUS[event.standing])
    # A festival does not make its reader busy.
    component.add("transp", "TRANSPARENT")
    if event.location:
        component.add("location", event.location, parameters=told)
    if event.description:
        component.add("description", event.description, parameters=told)
    if event.url:
        component.add("url", event.url)
    return component
