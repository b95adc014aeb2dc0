"""Which picture stands for a thing, and where none may stand.

A page asks here and nowhere else. The answer is a plate, or nothing: then the people's weave is
picture enough. A photograph comes before either (`heritage/site/media`): on its page all that hang
with a thing (`Detail.picture` is None then), in lists the first (`rows.add_pictures`).

Plates are chosen by what does not change from one archive to the next: the code of a people, the
slug of a page or of a record's Vietnamese title, the kind of a product together with its people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from heritage.peoples.models import People
from heritage.records.things import HeritageObject
from heritage.site.community.warnings import warns
from heritage.site.plates.captions import CAPTIONS
from heritage.site.plates.chosen import FRONT, KINDS_OF_PRODUCT, OF_PEOPLES, OF_THINGS, RITES
from heritage.site.plates.sheet import HEIGHT, WIDTH
from search.analysis.slugs import slugify


@dataclass(frozen=True)
class Picture:
    """A plate with its words as the reader is told them."""

    plate: str
    title: str
    alt: str
    lang: str
    """The language of the words, where it is not the reader's."""
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def file(self) -> str:
        """The print for a page, below the static files."""
        return f"site/plates/{self.plate}.svg"

    @property
    def small_file(self) -> str:
        """The small print for the rows of a list."""
        return f"site/plates/{self.plate}-small.svg"


def picture(thing: HeritageObject, peoples: Sequence[People], language: str) -> Picture | None:
    """The picture of a thing of `peoples`, or None. No query."""
    if not may_be_pictured(thing):
        return None
    chosen = _chosen(thing, peoples)
    return told(chosen, language) if chosen else None


def picture_before_asking(
    thing: HeritageObject, peoples: Sequence[People], language: str
) -> Picture | None:
    """What may be seen before what a community asks was read: the thing's own print where it shows
    no rite, or the one that stands for each of its peoples. No query."""
    if not may_be_pictured(thing):
        return None
    own = _chosen(thing, peoples)
    if not own or own in RITES:
        # Peoples of one rite may pray differently: the towers of some are not the others'.
        shared = {_of_people(OF_PEOPLES, people) for people in peoples}
        own = shared.pop() if len(shared) == 1 else ""
    return told(own, language) if own else None


def may_be_pictured(thing: HeritageObject) -> bool:
    """Whether anything may be seen of a thing before its own page is opened.

    Nothing of what is not for everybody, what a reader is warned of, or what is not sold: its
    makers keep it from strangers.
    """
    told: Any = getattr(thing, "told", thing)
    hidden = thing.is_restricted or warns(thing, told) or not getattr(thing, "for_sale", True)
    return not hidden


def told(plate: str, language: str) -> Picture:
    """A plate with its words in the reader's language, or in Vietnamese."""
    caption = CAPTIONS[plate]
    spoken = language if language in caption.title else settings.LANGUAGE_CODE
    title, alt = caption.title[spoken], caption.alt[spoken]
    return Picture(plate, title, alt, "" if spoken == language else spoken)


def front_picture(today: date, language: str) -> tuple[Picture, str]:
    """The picture of the front page, another one each week, and the band of its people."""
    plate, band = FRONT[today.isocalendar().week % len(FRONT)]
    return told(plate, language), band


def _chosen(thing: Any, peoples: Sequence[People]) -> str:
    if thing.kind == "people":
        return _of_people(OF_PEOPLES, thing)
    slug = getattr(thing, "slug", "") or slugify(thing.title)
    if (named := OF_THINGS.get(thing.kind, {}).get(slug)) is not None:
        return named
    if thing.kind == "product" and thing.category is not None:
        of_kind = KINDS_OF_PRODUCT.get(thing.category.code, {})
        # A group before the people it is counted with: their cloth is not the same.
        found = [of_kind[people.slug] for people in peoples if people.slug in of_kind]
        found += [of_kind[p.gso_code] for p in peoples if p.gso_code in of_kind]
        return found[0] if found else ""
    return ""


def _of_people(plates: Mapping[str, str], people: People) -> str:
    return plates.get(people.slug) or plates.get(people.gso_code, "")
