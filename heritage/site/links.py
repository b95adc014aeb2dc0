"""Links to pages inside texts: an address holds a title, so only what everybody may read has one.

A page that was restricted or taken down after somebody linked to it leaves the words, unlinked.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    ExternalLinkElementHandler,
    PageLinkElementHandler,
)
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from heritage.protocols.audiences import may_see
from heritage.records.things import HeritageObject


class PublicPageLink(PageLinkHandler):
    """The page in the reader's language, as far as a reader who is not signed in may see it."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """The opening tag of each link. Three queries, and one for each kind among the pages."""
        wanted = [str(attrs.get("id")) for attrs in attrs_list]
        pages = {str(page.pk): page for page in Page.objects.filter(pk__in=set(wanted))}
        rows = _readable_rows(list(pages.values()))
        tags = []
        for pk in wanted:
            url = _address(rows.get(pages[pk].translation_key, {})) if pk in pages else None
            tags.append(format_html('<a href="{}">', url) if url else "<a>")
        return tags


class PageLinkInEditor(PageLinkElementHandler):
    """The link in the editor. Wagtail does not say who edits: of what is not for everybody the
    number stays, by which the link is kept."""

    def get_attribute_data(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What the editor is told of the page."""
        data: dict[str, Any] = super().get_attribute_data(attrs)
        page = Page.objects.filter(pk=data["id"]).first()
        specific = page.specific_deferred if page is not None else None
        if isinstance(specific, HeritageObject) and not may_see(None, specific.audience_id):
            data["url"] = None
        return data


IN_EDITOR = {
    "from_database_format": {
        "a[href]": ExternalLinkElementHandler("LINK"),
        'a[linktype="page"]': PageLinkInEditor("LINK"),
    },
    "to_database_format": {"entity_decorators": {"LINK": link_entity}},
}
"""How links come into the editor and out of it: Wagtail's rule, with our link to a page."""


def _readable_rows(pages: list[Page]) -> dict[Any, dict[str, Page]]:
    """Published rows of these pages by translation key and language, for those anybody may read."""
    keys: set[Any] = set()
    stranger = AnonymousUser()
    for model in {page.specific_class or Page for page in pages}:
        own = [page.translation_key for page in pages if (page.specific_class or Page) is model]
        if issubclass(model, HeritageObject):
            known: Any = model._default_manager.filter(translation_key__in=own)
            own = known.originals().shown_to(stranger).values_list("translation_key", flat=True)
        keys |= set(own)
    found: dict[Any, dict[str, Page]] = {}
    rows = Page.objects.live().filter(translation_key__in=keys).select_related("locale")
    for row in rows:
        found.setdefault(row.translation_key, {})[row.locale.language_code] = row
    return found


def _address(rows: dict[str, Page]) -> str | None:
    """Where the reader finds the page: in his language, else in Vietnamese, else as it is told."""
    for language in (get_language() or "", settings.LANGUAGE_CODE, *rows):
        if language in rows:
            url: str | None = rows[language].url
            return url
    return None
