"""RSS: what was published last, of everything or of one kind, in each language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from heritage.archive.models import Custom
from heritage.records.things import HeritageObject, kinds
from heritage.site.addresses import Addresses, absolute
from heritage.site.community.warnings import warns
from heritage.site.reader import PUBLIC_KINDS

LENGTH = 20
"""Entries in a feed."""

ABSTRACTS = ("summary", "description", "gloss")
"""Fields that tell a thing briefly, by preference."""


class Channel:
    """One feed: a language, and a kind or everything."""

    def __init__(self, request: HttpRequest, language: str, kind: str) -> None:
        self.request, self.language, self.kind = request, language, kind
        self.addresses = Addresses.of(request)

    def newest(self) -> list[HeritageObject]:
        """The rows told in the channel's language that were published last."""
        found: list[Any] = []
        for kind in [self.kind] if self.kind else sorted(PUBLIC_KINDS):
            model: Any = kinds()[kind]
            shown = model.objects.originals().shown_to(AnonymousUser())
            rows = model.objects.filter(
                live=True,
                locale__language_code=self.language,
                translation_key__in=shown.order_by().values("translation_key"),
                first_published_at__isnull=False,
            )
            found += rows.order_by("-first_published_at", "-pk")[:LENGTH]
        found.sort(key=lambda row: row.first_published_at, reverse=True)
        return found[:LENGTH]

    def warned_of(self, rows: list[Any]) -> set[Any]:
        """Translation keys of those among these rows before which a warning stands. One query."""
        customs = Custom.objects.originals().exclude(content_warning="")
        keys = [row.translation_key for row in rows if isinstance(row, Custom)]
        told = customs.filter(translation_key__in=keys).values_list("translation_key", flat=True)
        return {*told, *(row.translation_key for row in rows if warns(row, row))}

    def address(self) -> str:
        """The page of which this is the feed."""
        if self.kind:
            return self.addresses.of_section(self.kind, self.language)
        return self.addresses.of_home(self.language)


class NewestFeed(Feed):  # type: ignore[type-arg]
    """`/feeds/moi/` and its narrower forms."""

    feed_type = Rss201rev2Feed

    def get_object(
        self, request: HttpRequest, *args: Any, language: str = "vi", kind: str = "", **kwargs: Any
    ) -> Channel:
        """The channel at this address."""
        if language not in dict(settings.LANGUAGES) or (kind and kind not in PUBLIC_KINDS):
            raise Http404
        return Channel(request, language, kind)

    def get_feed(self, obj: Channel, request: HttpRequest) -> Any:
        """The feed in the channel's own language, whatever the visitor's."""
        with translation.override(obj.language):
            return super().get_feed(obj, request)

    def title(self, obj: Channel) -> str:
        """The section's name and the archive's."""
        archive = _("Kho tư liệu sống")
        section = obj.addresses.section(obj.kind, obj.language) if obj.kind else None
        return f"{section.title} · {archive}" if section else f"{_('Mới đăng')} · {archive}"

    def description(self, obj: Channel) -> str:
        """What a reader of the feed gets."""
        return _("Những trang và tư liệu mới được công bố.")

    def link(self, obj: Channel) -> str:
        """The page of which this is the feed."""
        return absolute(obj.request, obj.address())

    def feed_url(self, obj: Channel) -> str:
        """The feed's own address."""
        return absolute(obj.request, feed_address(obj.language, obj.kind))

    def items(self, obj: Channel) -> list[Any]:
        """The rows, each with its address."""
        rows: list[Any] = obj.newest()
        warned = obj.warned_of(rows)
        for row in rows:
            row.is_warned_of = row.translation_key in warned
            row.feed_link = absolute(obj.request, obj.addresses.of_row(row.kind, row, obj.language))
        return rows

    def item_title(self, item: Any) -> str:
        """The title as text; Django's feeds escape it once."""
        return str(item.title)

    def item_description(self, item: Any) -> str:
        """The thing in brief; nothing of what a reader is asked before."""
        if item.is_warned_of:
            return ""
        text = next((getattr(item, name) for name in ABSTRACTS if getattr(item, name, "")), "")
        return Truncator(text).chars(400)

    def item_link(self, item: Any) -> str:
        """Where it is."""
        return str(item.feed_link)

    def item_guid(self, item: Any) -> str:
        """The permanent address, without host."""
        return str(item.identifier_id)

    item_guid_is_permalink = False

    def item_pubdate(self, item: Any) -> datetime:
        """When it was first published."""
        published: datetime = item.first_published_at
        return published


def feed_address(language: str, kind: str = "") -> str:
    """The address of a feed; Vietnamese needs no prefix, as everywhere."""
    own = {} if language == settings.LANGUAGE_CODE else {"language": language}
    return reverse("feed", kwargs=own | ({"kind": kind} if kind else {}))
