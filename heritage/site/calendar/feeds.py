"""Calendars to subscribe to: `/calendar/tat-ca.ics`, by province, of a people, of one festival.

Whoever asks gets the same answer: public festivals, and of them the editions that are not over.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heritage.archive.models import Edition, Festival, FestivalPeople
from heritage.calendars.ical import EPOCH, Event, event_uid, written
from heritage.calendars.standing import Standing
from heritage.peoples.models import People
from heritage.records.identifiers import is_valid
from heritage.site import wording
from heritage.site.addresses import absolute, permanent
from heritage.site.calendar.dates import (
    dated,
    editions_of,
    festivals_shown,
    not_over,
    told_festivals,
)
from heritage.site.calendar.page import PROVINCE
from heritage.site.facets.narrowing import narrow
from heritage.site.reader import Reader
from heritage.site.telling import said


@require_safe
def everything(request: HttpRequest, language: str = settings.LANGUAGE_CODE) -> HttpResponse:
    """Every festival."""
    reader = _reader(request, language)
    with translation.override(language):
        return _answer(reader, "", festivals_shown(reader))


@require_safe
def of_province(
    request: HttpRequest, province: str, language: str = settings.LANGUAGE_CODE
) -> HttpResponse:
    """Festivals in a province of today. Raises Http404 for what is no province of any festival."""
    reader = _reader(request, language)
    with translation.override(language):
        asked = {PROVINCE.parameter: province}
        narrowed = narrow(festivals_shown(reader), [PROVINCE], asked, reader)
        if not narrowed.chosen:
            raise Http404
        return _answer(reader, narrowed.chosen_options[0].label, narrowed.rows)


@require_safe
def of_thing(
    request: HttpRequest, identifier: str, language: str = settings.LANGUAGE_CODE
) -> HttpResponse:
    """A festival, or the festivals of a people. Raises Http404 for what is not public."""
    reader = _reader(request, language)
    if not is_valid(identifier):
        raise Http404
    with translation.override(language):
        festivals = festivals_shown(reader)
        if people := _told(People.objects.filter(identifier=identifier), reader):
            links = FestivalPeople.objects.filter(people=people.pk)
            return _answer(
                reader, people.told.title, festivals.filter(pk__in=links.values("owner"))
            )
        if festival := _told(Festival.objects.filter(identifier=identifier), reader):
            return _answer(reader, festival.told.title, festivals.filter(pk=festival.pk))
    raise Http404


def _reader(request: HttpRequest, language: str) -> Reader:
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return Reader.of_everybody(request, language)


def _told(rows: QuerySet[Any], reader: Reader) -> Any:
    return next(iter(reader.told(reader.shown(rows))), None)


def _answer(reader: Reader, of: str, festivals: QuerySet[Festival]) -> HttpResponse:
    editions = list(editions_of(festivals).filter(not_over()))
    coming = festivals.filter(pk__in={edition.festival_id for edition in editions})
    found = dated(editions, told_festivals(coming, reader), reader)
    name = " · ".join(filter(None, [_("Lịch lễ hội"), of, _("Kho tư liệu sống")]))
    home = absolute(reader.request, reader.addresses.of_home(reader.language))
    events = [event_of(edition, reader) for edition in found]
    response = HttpResponse(
        written(name, reader.language, events, url=home),
        content_type="text/calendar; charset=utf-8",
    )
    response["Content-Language"] = reader.language
    response["X-Robots-Tag"] = "noindex"
    return response


def event_of(edition: Edition, reader: Reader) -> Event:
    """An edition as an event, in the language that is spoken now."""
    festival: Any = edition.festival
    assert edition.start_date is not None
    standing = edition.standing_on(timezone.localdate())
    place: Any = edition.told_place
    published = [row.last_published_at for row in (festival, festival.told)]
    return Event(
        uid=event_uid(festival.identifier_id, edition.code),
        summary=_summary(festival.told.title, standing),
        start=edition.start_date,
        end=edition.end_date,
        standing=standing,
        changed=max((moment for moment in published if moment), default=EPOCH),
        description="\n".join(_lines(edition, standing, reader)),
        location=", ".join([place.told.title, *place.today]) if place else "",
        url=absolute(reader.request, permanent(festival.identifier_id)),
    )


def _summary(title: str, standing: Standing) -> str:
    """Most programs show no STATUS: what is not sure must be read in the name itself."""
    if standing is Standing.EXPECTED:
        return _("Dự kiến: %(title)s") % {"title": title}
    if standing is Standing.CANCELLED:
        return _("Đã hủy: %(title)s") % {"title": title}
    return title


def _lines(edition: Edition, standing: Standing, reader: Reader) -> list[str]:
    festival: Any = edition.festival
    lines = [f"{wording.told_standing(standing)}."]
    if edition.moved_from:
        before = {"day": wording.day(edition.moved_from, reader.language)}
        lines.append(_("Trước đó công bố là ngày %(day)s.") % before)
    lines.append(f"{_('Nguồn')}: {edition.source_note}")
    if edition.confirmed_by:
        lines.append(f"{_('Xác nhận')}: {edition.confirmed_by}")
    if edition.admission:
        lines.append(f"{_('Vé')}: {edition.admission}")
    if rule := said(festival, festival.told, "rule_text", reader.language):
        lines.append(f"{_('Cách định ngày')}: {rule}")
    return lines
