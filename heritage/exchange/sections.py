"""Where pages live: the section of their kind in each language, and free addresses below it.

The sections belong to the public site, which stands above exchange; they are known here only by
what they are: pages that say which kind they list.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page, get_page_models

from heritage.exchange.things import locales
from search.analysis.slugs import slugify

STEP = Page.steplen


class SectionMissingError(LookupError):
    """The archive has no page under which pages of this kind could stand."""


@dataclass
class Section:
    """A section page and what is planned below it."""

    page: Page
    last_step: int
    numchild: int
    slugs: dict[str, int]
    """Addresses taken, by page number."""
    planned: list[str] = field(default_factory=list)

    def next_path(self) -> str:
        """The tree path of the next page."""
        self.last_step += 1
        self.numchild += 1
        path: str = Page._get_path(self.page.path, self.page.depth + 1, self.last_step)
        return path

    def slug_for(self, wanted: str, title: str, number: int) -> str:
        """A free address: the one wanted, or one made from the title."""
        base = wanted or slugify(title)
        slug, suffix = base, 1
        while self.slugs.get(slug, number) != number:
            suffix += 1
            slug = f"{base}-{suffix}"
        self.slugs[slug] = number
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
        children = now.get_children().filter(slug__in=self.planned).values_list("slug", "pk")
        return all(self.slugs[slug] == pk for slug, pk in children)


def section_model() -> Any:
    """The page type that lists one kind."""
    for model in get_page_models():
        if any(one.name == "section_kind" for one in model._meta.local_fields):
            return model
    raise SectionMissingError


def read_section(kind: str, language: str) -> Section:
    """The section of a kind in a language."""
    page = section_model().objects.filter(section_kind=kind, locale=locales()[language]).first()
    if page is None:
        raise SectionMissingError(kind)
    children = list(page.get_children().values_list("slug", "pk", "path"))
    last = max((path for _slug, _pk, path in children), default=None)
    return Section(
        page,
        last_step=Page._str2int(last[-STEP:]) if last else 0,
        numchild=page.numchild,
        slugs={slug: pk for slug, pk, _path in children},
    )
