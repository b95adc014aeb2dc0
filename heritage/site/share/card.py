"""What a share picture says: of a thing, of a section, of the archive.

Nothing that its page does not say to everybody: no card for what is not for everybody, for what a
warning stands before, or for what is not published; a date only where it was announced.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from heritage.calendars.standing import Standing
from heritage.records.fields import split_list
from heritage.site import wording
from heritage.site.community.warnings import warns
from heritage.site.details.base import Detail
from heritage.site.pictures import Picture, front_picture
from heritage.site.reader import PUBLIC_KINDS, Reader
from heritage.site.share.letters import drawable, has_own_script, is_khmer
from heritage.site.share.sheet import coloured, names

WIDTH, HEIGHT = 1200, 630
"""What the Open Graph protocol's readers show whole (https://ogp.me, and Facebook's and X's own
words on link previews)."""
TITLE, LINE = 180, 110
"""Characters of a title and of the line below it; more would be too small to read."""
HOME, CALENDAR, MAP = "home", "calendar", "map"
BESIDES = (HOME, CALENDAR, MAP)
"""Pages with a card that are neither a thing nor the list of a kind."""
_HERE = Path(__file__).parent
_STATIC = settings.BASE_DIR / "static" / "site"


@dataclass(frozen=True)
class Card:
    """All that is printed on one picture."""

    name: str
    """The identifier of the thing, the kind of a section, or one of `BESIDES`."""
    language: str
    title: str
    kicker: str = ""
    native: str = ""
    date: str = ""
    line: str = ""
    band: str = ""
    plate: str = ""
    alt: str = ""

    @cached_property
    def digest(self) -> str:
        """Of everything that is seen: another picture has another address."""
        drawn = (press_state(), *map(file_state, self.files))
        seen = (asdict(self), self.archive, self.names, drawn)
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:20]

    @property
    def archive(self) -> tuple[str, str]:
        """The name of the archive in two lines."""
        return _("Kho tư liệu sống"), _("các dân tộc Việt Nam")

    @property
    def names(self) -> list[list[str | int]]:
        """Names on its picture, and where."""
        return names() if self.name == MAP else []

    @property
    def files(self) -> list[Path]:
        """The drawings on it: the band, and the plate if there is one."""
        band = _STATIC / "weaves" / f"{self.band or 'archive'}-upright.svg"
        if self.name == MAP:
            return [band, _STATIC / "map" / "viet-nam.svg"]
        return [band, *([_STATIC / "plates" / f"{self.plate}.svg"] if self.plate else [])]

    @property
    def address(self) -> str:
        """Where it is, without host."""
        return reverse("share_picture", args=[self.name, self.language, self.digest])

    @property
    def told(self) -> str:
        """What is on it, for who does not see it."""
        return ". ".join(filter(None, [self.kicker, self.title, self.date, self.line, self.alt]))

    def for_press(self) -> dict[str, Any]:
        """What the press is given: texts and drawings, no names of files."""
        band, *plate = [file.read_text() for file in self.files]
        name, subname = self.archive
        return {
            "title": self.title,
            "kicker": self.kicker,
            "native": self.native,
            "date": self.date,
            "line": self.line,
            "tall": is_khmer(self.title),
            "own_script": has_own_script(self.native),
            "lang": self.language,
            "band": band,
            "plate": coloured(*plate) if self.name == MAP else "".join(plate),
            "names": self.names,
            "name": name,
            "subname": subname,
        }


@lru_cache(maxsize=1)
def press_state() -> str:
    """Of the layout and its faces: where they change, every picture does."""
    files = [
        _HERE / "card.typ",
        _HERE / "printer.py",
        _HERE / "sheet.py",
        *sorted((_HERE / "fonts").glob("*.ttf")),
    ]
    return "".join(map(file_state, files))


@lru_cache(maxsize=256)
def file_state(file: Path) -> str:
    """The digest of a file that comes with the archive."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def card_of(detail: Detail[Any]) -> Card | None:
    """The card of a thing, or None where there may be none.

    No query beyond those its page makes.
    """
    thing, reader = detail.thing, detail.reader
    if (
        thing.kind not in PUBLIC_KINDS
        or not thing.live
        or thing.is_restricted
        or warns(thing, detail.told)
    ):
        return None
    return _clean(
        Card(
            name=thing.identifier_id,
            language=reader.language,
            title=detail.told.title,
            kicker=_kicker(detail),
            native=_native(thing),
            date=_announced(detail) if thing.kind == "festival" else "",
            line=_line(detail),
            band=detail.weave,
            **_drawn(detail.plate),
        )
    )


def card_of_section(kind: str, reader: Reader) -> Card | None:
    """The card of the list of a kind."""
    section = reader.addresses.section(kind, reader.language)
    return _of_archive(kind, section.title, reader) if section else None


def card_beside(name: str, reader: Reader) -> Card:
    """The card of one of `BESIDES`."""
    if name == HOME:
        picture, band = front_picture(timezone.localdate(), reader.language)
        title = _("Lễ hội, phong tục, tiếng nói, tư liệu và sản vật của các dân tộc Việt Nam.")
        card = _of_archive(name, title.rstrip(".។"), reader)
        return replace(card, band=band, **_drawn(picture))
    titles = {CALENDAR: _("Lịch lễ hội"), MAP: _("Bản đồ địa danh")}
    return _of_archive(name, titles[name], reader)


def _of_archive(name: str, title: str, reader: Reader) -> Card:
    return _clean(Card(name=name, language=reader.language, title=title))


def _clean(card: Card) -> Card:
    return replace(
        card,
        title=drawable(card.title, TITLE),
        kicker=drawable(card.kicker, LINE),
        native=drawable(card.native, LINE // 3),
        line=drawable(card.line, LINE),
    )


def _drawn(picture: Picture | None) -> dict[str, str]:
    return {"plate": picture.plate, "alt": picture.alt} if picture else {}


def _kicker(detail: Detail[Any]) -> str:
    section = detail.reader.addresses.section(detail.thing.kind, detail.reader.language)
    # A language has many peoples: for a word its own is enough.
    most = {"people": 0, "word": 1}.get(detail.thing.kind, 2)
    peoples = detail.peoples[:most] if most else []
    named = [section.title] if section else []
    if peoples:
        named.append(", ".join(people.told.title for people in peoples))
    return " · ".join(named)


def _native(thing: Any) -> str:
    """Its name in the community's own writing, where that is not the title itself."""
    names = split_list(getattr(thing, "autonym", "") or getattr(thing, "native_name", ""))
    return names[0] if names and names[0] != thing.title else ""


def _line(detail: Any) -> str:
    kind = detail.thing.kind
    if kind in ("festival", "custom", "item", "story"):
        return _where(detail.places)
    if kind == "place":
        return ", ".join(detail.units.today)
    if kind == "product":
        return detail.maker.told.title if detail.maker else ""
    if kind == "producer":
        return _where([detail.place] if detail.place else [])
    return str(detail.say["gloss"]) if kind == "word" else ""


def _announced(detail: Any) -> str:
    """The days of the next edition, if they were announced."""
    edition = detail.following
    if edition is None or edition.standing_on(timezone.localdate()) is not Standing.ANNOUNCED:
        return ""
    return wording.days(edition.start_date, edition.end_date, detail.reader.language)


def _where(places: list[Any]) -> str:
    """The first place, with its province of today where the place is not that itself."""
    if not places:
        return ""
    names = [places[0].told.title, *places[0].today[-1:]]
    return names[0] if names[-1] in names[0] else ", ".join(names)
