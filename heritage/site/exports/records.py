"""What a file says of each record that was found. Only what is for everybody, whoever asks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from heritage.calendars.edtf_dates import EdtfError
from heritage.calendars.edtf_dates import parse as parse_edtf
from heritage.protocols.audiences import today
from heritage.protocols.models import Audience
from heritage.records.fields import split_list
from heritage.records.things import HeritageObject, kinds
from heritage.site import rows, wording
from heritage.site.addresses import absolute, permanent
from heritage.site.details.labels import ShownLabel, labels_on_all
from heritage.site.indexing.book import BOOK
from heritage.site.reader import PUBLIC_KINDS, Reader
from heritage.site.search.asking import Asked, request_of
from heritage.site.search.facets import FACETS, kind_labels
from heritage.site.telling import said
from search.engine import Request
from search.engines import engine

_EXACT = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
AT_A_TIME = 200
MOST = 100_000
"""Records in one file: more than an archive of a province holds."""


@dataclass(frozen=True)
class Cited:
    """A record as others cite it."""

    identifier: str
    url: str
    """The permanent one."""
    kind: str
    division: str
    """A sort of its kind: `photograph`; empty where it has none."""
    title: str
    language: str
    """In which the title is."""
    type: str
    """What it is, in the language of the file."""
    date: str
    """EDTF."""
    rights: str
    """The address of a rights statement (RightsStatements.org, Creative Commons)."""
    rights_label: str
    credit: str
    labels: tuple[str, ...]
    """What communities ask, each with the name of its community."""
    peoples: tuple[str, ...]
    places: tuple[str, ...]
    languages: tuple[str, ...]
    """Spoken or written in it, ISO 639."""
    issuer: str
    """Who published it first, or issued it."""
    number: str
    machine_use: str

    @property
    def days(self) -> tuple[datetime.date | None, datetime.date | None]:
        """The first and last day it can mean."""
        try:
            parsed = parse_edtf(self.date) if self.date else None
        except EdtfError:
            return None, None
        return (parsed.earliest, parsed.latest) if parsed else (None, None)

    @property
    def year(self) -> str:
        """The year, where it lies in one."""
        first, last = self.days
        return str(first.year) if first and last and first.year == last.year else ""

    @property
    def is_rough(self) -> bool:
        """Whether the date is not just a year, a month or a day."""
        return bool(self.date) and not _EXACT.fullmatch(self.date)


@dataclass(frozen=True)
class Sheaf:
    """What a file holds besides its records."""

    archive: str
    keeper: str
    """Who runs the archive."""
    found_at: str
    """The address of the search."""
    accessed: datetime.date
    left_out: int
    """Records that who asked finds and that are not for everybody."""

    @property
    def note(self) -> str:
        """What is not in the file; empty where it holds everything."""
        if not self.left_out:
            return ""
        return _("%(count)d bản ghi không công khai không có trong tệp này.") % {
            "count": self.left_out
        }


def totals(asked: Asked, reader: Reader) -> tuple[int, int]:
    """How many records a file would have, and how many more who asked finds that it leaves out.

    Nobody is told of what is closed to him: what he cannot find is not counted, either. Raises
    EngineError.
    """
    everybody = Reader.of_everybody(reader.request, reader.language)
    public = _public(asked, everybody, 1)
    own = request_of(asked.but(), reader, size=1)
    total = engine().search(public).total
    return total, max(0, engine().search(own).total - total)


def records(
    asked: Asked, reader: Reader, told: Callable[[int], None] = lambda done: None
) -> Iterator[Cited]:
    """Everything that is for everybody and holds all words, in the order that was asked for.

    `reader`: nobody in particular. `told` is called with the number that are done. Raises
    EngineError.
    """
    request = _public(asked, reader, AT_A_TIME)
    labels = kind_labels(reader)
    done = 0
    while True:
        answer = engine().search(request)
        yield from _cited([(hit.kind, hit.id) for hit in answer.hits], reader, labels)
        done += len(answer.hits)
        told(done)
        if answer.next is None or not answer.hits or done >= MOST:
            return
        request = replace(request, after=answer.next)


def _public(asked: Asked, everybody: Reader, size: int) -> Request:
    """The same question about what is for everybody on every day of the year.

    Of a choice that only who may see it knows, a closed people say, nobody finds anything.
    """
    request = request_of(asked.but(), everybody, size=size)
    chosen = {
        facet.name: request.chosen[facet.name] or UNKNOWN
        for facet in FACETS
        if asked.chosen.get(facet.parameter)
    }
    return replace(request, audiences=frozenset({Audience.PUBLIC}), chosen=chosen)


UNKNOWN = frozenset({"\0"})


def _cited(
    found: Sequence[tuple[str, str]], reader: Reader, labels: dict[str, str]
) -> Iterator[Cited]:
    things: dict[str, Any] = {}
    for kind in {kind for kind, _id in found} & PUBLIC_KINDS:
        every: Any = kinds()[kind]._default_manager
        wanted = [identifier for word, identifier in found if word == kind]
        shown = reader.shown(every.filter(identifier__in=wanted).restricted(False))
        told = reader.told(shown)
        rows.add_terms(told, reader)
        if told and hasattr(told[0], "people_links"):
            rows.add_peoples(told, reader)
        if told and hasattr(told[0], "place_links"):
            rows.add_places(told, reader)
        things |= {thing.identifier_id: thing for thing in told}
    asks = labels_on_all(list(things), reader.user, reader.language)
    for _kind, identifier in found:
        if identifier in things:
            thing = things[identifier]
            yield _one(thing, asks.get(identifier, []), labels.get(thing.kind, ""), reader)


def _one(thing: Any, asks: Sequence[ShownLabel], section: str, reader: Reader) -> Cited:
    projection = BOOK[thing.kind]
    division = getattr(thing, projection.division) if projection.division else ""
    word = getattr(thing, f"get_{projection.division}_display")() if division else section
    rights = getattr(thing, projection.rights) if projection.rights else None
    return Cited(
        identifier=thing.identifier_id,
        url=absolute(reader.request, permanent(thing.identifier_id)),
        kind=thing.kind,
        division=division,
        title=_plain(thing.told.title),
        language="vi" if thing.told is thing else reader.language,
        type=wording.sentence(str(word)),
        date=str(getattr(thing, projection.date) or "") if projection.date else "",
        rights=rights.uri if rights else "",
        rights_label=rights.label if rights else "",
        credit=_said(thing, "credit", reader),
        labels=tuple(_asked(one) for one in asks),
        peoples=_titles([thing] if thing.kind == "people" else getattr(thing, "peoples", ())),
        places=_titles([thing] if thing.kind == "place" else getattr(thing, "places", ())),
        languages=tuple(
            split_list(getattr(thing, projection.languages)) if projection.languages else ()
        ),
        issuer=_said(thing, "issuer", reader),
        number=_plain(getattr(thing, "catalogue_number", "") or getattr(thing, "number", "") or ""),
        machine_use=thing.machine_use,
    )


def _said(thing: HeritageObject, name: str, reader: Reader) -> str:
    if not hasattr(type(thing), name):
        return ""
    return _plain(said(thing, thing.told, name, reader.language))


def _titles(things: Sequence[Any]) -> tuple[str, ...]:
    return tuple(_plain(one.told.title) for one in things)


def _asked(one: ShownLabel) -> str:
    """A label in one line: what it is called and whose it is."""
    names = " – ".join(dict.fromkeys(text.name for text in one.shown))
    return _plain(f"{one.community}: {names}")


def _plain(text: str) -> str:
    """In one line, without characters that no file bears."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def sheaf(asked_at: str, keeper: str, left_out: int) -> Sheaf:
    """What belongs to the file of today."""
    return Sheaf(
        archive=_("Kho tư liệu sống các dân tộc Việt Nam"),
        keeper=keeper,
        found_at=asked_at,
        accessed=today(),
        left_out=left_out,
    )
