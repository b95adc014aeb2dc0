"""Every projection of the archive, and what has none on purpose."""

from __future__ import annotations

from django.apps import apps
from wagtail.models import Page

from catalogue.projections import PROJECTIONS as WARES
from heritage.archive.projections import PROJECTIONS as ARCHIVE
from heritage.languages.projections import PROJECTIONS as LANGUAGES
from heritage.peoples.projections import PROJECTIONS as PEOPLES
from heritage.records.projections import Projection
from heritage.records.things import HeritageObject

BOOK: dict[str, Projection] = {
    projection.model.kind: projection for projection in (*PEOPLES, *ARCHIVE, *LANGUAGES, *WARES)
}
"""By the word of the kind."""

NOT_FOUND = {
    "peoples.Person": "a name and an origin are personal data: there is no public page",
    "site.HomePage": "every page leads to it",
    "site.SectionPage": "every page leads to it",
    "site.TextPage": "every page leads to it",
    "wagtailcore.Page": "the root of the tree, which nobody sees",
}
"""Models that are public, or made like those that are, and have no document; and why."""


def unsaid() -> list[str]:
    """Models of pages and records of which nobody has said whether they are found."""
    said = {projection.model for projection in BOOK.values()}
    return [
        model._meta.label
        for model in apps.get_models()
        if issubclass(model, HeritageObject | Page)
        and model not in said
        and model._meta.label not in NOT_FOUND
    ]
