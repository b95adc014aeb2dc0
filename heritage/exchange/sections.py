"""Where pages live: the section of their kind in each language, and free addresses below it.

The sections belong to the public site, which stands above exchange; they are known here only by
what they are: pages that say which kind they list.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page, get_page_models

from heritage.exchange.things import locales
from search.analysis.slugs import slugify

STEP = Page.steplen


class SectionMissingError(LookupError):
    """The archive has no page under which pages of this kind could stand."""


@dataclass
class Section:
    """A section page and what is planned below it."""

    kind: str
    page: Page
    last_step: int
    numchild: int
    slugs: dict[str, set[UUID]]
    """Addresses taken below the sections of the kind in all languages, by translation key.

    Where a thing is not told, its Vietnamese address stands for it below the other sections.
    """
    planned: list[str] = field(default_factory=list)

    def next_path(self) -> str:
        """The tree path of the next page."""
        self.last_step += 1
        self.numchild += 1
        path: str = Page._get_path(self.page.path, self.page.depth + 1, self.last_step)
        return path

    def slug_for(self, wanted: str, title: str, key: UUID) -> str:
        """A free address for a thing: the one wanted, or one made from the title."""
        base = wanted or slugify(title)
        slug, suffix = base, 1
        while self.slugs[slug] - {key}:
            suffix += 1
            slug = f"{base}-{suffix}"
        self.slugs[slug].add(key)
        self.planned.append(slug)
        return slug

    def is_unchanged(self) -> bool:
        """Whether nobody has added or renamed a page here since this was read."""
        now = Page.objects.get(pk=self.page.pk)
        if (now.numchild, now.path, now.url_path) != (
            self.page.numchild,
            self.page.path,
            self.page.url_path,
        ):
            return False
        taken = _pages(self.kind).filter(slug__in=self.planned)
        return all(
            key in self.slugs[slug] for slug, key in taken.values_list("slug", "translation_key")
        )


def section_model() -> Any:
    """The page type that lists one kind."""
    for model in get_page_models():
        if any(one.name == "section_kind" for one in model._meta.local_fields):
            return model
    raise SectionMissingError


def read_section(kind: str, language: str, slugs: dict[str, set[UUID]] | None = None) -> Section:
    """The section of a kind in a language; `slugs` are those of its section in another."""
    page = section_model().objects.filter(section_kind=kind, locale=locales()[language]).first()
    if page is None:
        raise SectionMissingError(kind)
    last = page.get_children().order_by("path").values_list("path", flat=True).last()
    if slugs is None:
        slugs = defaultdict(set)
        for slug, key in _pages(kind).values_list("slug", "translation_key"):
            slugs[slug].add(key)
    return Section(
        kind,
        page,
        last_step=Page._str2int(last[-STEP:]) if last else 0,
        numchild=page.numchild,
        slugs=slugs,
    )


def _pages(kind: str) -> Any:
    """All pages below the sections of a kind."""
    sections = section_model().objects.filter(section_kind=kind).values_list("path", "depth")
    below = [Q(path__startswith=path, depth=depth + 1) for path, depth in sections]
    return Page.objects.filter(reduce(or_, below))
