"""What a file says of each record that was found. Only what is for everybody, whoever asks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from catalogue.models import Product
from heritage.archive.models import LibraryDocument, Notice
from heritage.calendars.edtf_dates import EdtfError
from heritage.calendars.edtf_dates import parse as parse_edtf
from heritage.languages.models import Entry
from heritage.languages.speakers import speakers
from heritage.peoples.communities import communities_of
from heritage.peoples.models import People, Place, Term
from heritage.peoples.models.vocabulary import Scheme
from heritage.protocols.audiences import today
from heritage.protocols.models import Audience
from heritage.records.fields import split_list
from heritage.records.things import HeritageObject, kinds
from heritage.site import rows, wording
from heritage.site.addresses import absolute, permanent
from heritage.site.community.warnings import warns
from heritage.site.details.labels import ShownLabel, labels_on_all
from heritage.site.indexing.book import BOOK
from heritage.site.reader import PUBLIC_KINDS, Reader
from heritage.site.search.asking import Asked, request_of
from heritage.site.search.facets import FACETS, kind_labels
from heritage.site.telling import language_of, said, title_language
from search.engine import Request
from search.engines import engine

_EXACT = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
AT_A_TIME = 200
MOST = 100_000
"""Records in one file: more than an archive of a province holds."""


@dataclass(frozen=True)
class Word:
    """What a dictionary says of a word, as far as nobody is asked before he reads it."""

    headword_native: str
    romanisation: str
    ipa: str
    part_of_speech: str
    gloss: str
    gloss_language: str
    example: str
    example_translation: str

    @property
    def entry(self) -> str:
        """All of it in one line."""
        said = [self.headword_native, self.romanisation, f"[{self.ipa}]" if self.ipa else ""]
        meaning = f"({self.part_of_speech}) {self.gloss}" if self.part_of_speech else self.gloss
        example = " – ".join(filter(None, (self.example, self.example_translation)))
        return ". ".join(filter(None, (" ".join(filter(None, said)), meaning, example)))


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
    """What it says, or that nothing is said: never empty."""
    credits: tuple[str, ...]
    """Whose it is: who is named with it, or else the communities of its peoples."""
    sources: str
    """What it was taken from: the licences of word lists ask for it beside each word."""
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
    word: Word | None
    """Of a word."""

    @property
    def credit(self) -> str:
        """Whose it is, in one line."""
        return "; ".join(self.credits)

    @property
    def authors(self) -> tuple[str, ...]:
        """The same where a list of references has its authors: nobody has made a place."""
        return () if self.kind == Place.kind else self.credits

    @property
    def subjects(self) -> tuple[str, ...]:
        """The peoples and places that it is about."""
        return (*self.peoples, *self.places)

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
        if kind == Entry.kind:
            for word in told:
                word.peoples = speakers(word.language, reader.peoples.values())
        if kind == Product.kind:
            rows.add_producers(told, reader)
        things |= {thing.identifier_id: thing for thing in told}
    asks = labels_on_all(list(things), reader.user, reader.language)
    peoples = {people for thing in things.values() for people in _peoples(thing)}
    communities = {one.people_id: str(one) for one in communities_of(peoples)}
    for _kind, identifier in found:
        if identifier in things:
            thing = things[identifier]
            section = labels.get(thing.kind, "")
            yield _one(thing, asks.get(identifier, []), communities, section, reader)


def _one(
    thing: Any,
    asks: Sequence[ShownLabel],
    communities: Mapping[str | None, str],
    section: str,
    reader: Reader,
) -> Cited:
    projection = BOOK[thing.kind]
    division = getattr(thing, projection.division) if projection.division else ""
    word = getattr(thing, f"get_{projection.division}_display")() if division else section
    rights = getattr(thing, projection.rights) if projection.rights else None
    if thing.kind == Entry.kind:
        rights = _rights_of_sources(thing.sources, reader)
    return Cited(
        identifier=thing.identifier_id,
        url=absolute(reader.request, permanent(thing.identifier_id)),
        kind=thing.kind,
        division=division,
        title=_plain(thing.told.title),
        language=title_language(thing, reader.language),
        type=wording.sentence(str(word)),
        date=str(getattr(thing, projection.date) or "") if projection.date else "",
        rights=rights.uri if rights else "",
        rights_label=rights.label if rights else _("Chưa ghi quyền sử dụng"),
        credits=_credits(thing, communities, reader),
        sources=_plain(thing.sources),
        labels=tuple(_asked(one) for one in asks),
        peoples=_titles(_peoples(thing)),
        places=_titles([thing] if thing.kind == "place" else getattr(thing, "places", ())),
        languages=tuple(
            split_list(getattr(thing, projection.languages)) if projection.languages else ()
        ),
        issuer=_said(thing, "issuer", reader),
        number=_plain(getattr(thing, "catalogue_number", "") or getattr(thing, "number", "") or ""),
        machine_use=thing.machine_use,
        word=_word(thing, reader) if thing.kind == Entry.kind else None,
    )


OF_OTHERS = frozenset({LibraryDocument.kind, Notice.kind})
"""What is about a people and not its own."""


def _credits(thing: Any, communities: Mapping[str | None, str], reader: Reader) -> tuple[str, ...]:
    """Who is named with it; its maker; or else the communities of its peoples."""
    named = _said(thing, "credit", reader) or _said(thing, "byline", reader)
    if not named and getattr(thing, "made_by", None):
        named = _plain(thing.made_by.told.title)
    if named or thing.kind in OF_OTHERS:
        return (named,) if named else ()
    found = (communities.get(people.identifier_id, "") for people in _peoples(thing))
    return tuple(_plain(one) for one in found if one)


_LICENSED = re.compile(r"(?:(?!\bCC\b).)*\bCC (BY(?:-NC)?(?:-SA|-ND)?) 4\.0\.?")
"""A source that ends with its licence, and names no other."""


def _rights_of_sources(sources: str, reader: Reader) -> Term | None:
    """The licence under which a word was taken over: the one that each of its sources names. A
    source without one may be somebody who told it, and gave nothing away."""
    matches = [_LICENSED.fullmatch(one) for one in split_list(sources.replace("\n", ";"))]
    licences = {match[1] if match else "" for match in matches}
    code = f"cc_{licences.pop().lower().replace('-', '_')}" if len(licences) == 1 else ""
    terms = (one for one in reader.terms.values() if one.scheme == Scheme.RIGHTS)
    return next((one for one in terms if one.code == code), None)


def _word(word: Entry, reader: Reader) -> Word | None:
    if warns(word, word.told):
        return None
    return Word(
        headword_native=_plain(word.headword_native),
        romanisation=_plain(word.romanisation),
        ipa=_plain(word.ipa),
        part_of_speech=str(word.get_part_of_speech_display()),
        gloss=_said(word, "gloss", reader),
        gloss_language=language_of(word, "gloss", reader.language),
        example=_plain(word.example),
        example_translation=_said(word, "example_translation", reader),
    )


def _peoples(thing: Any) -> Sequence[Any]:
    return [thing] if thing.kind == People.kind else getattr(thing, "peoples", ())


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
