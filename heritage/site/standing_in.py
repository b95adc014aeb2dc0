"""Addresses in a language in which a page is not told: the Vietnamese row stands in there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Locale, Page
from wagtail.url_routing import RouteResult

from heritage.records.pages import HeritagePage


class StandsIn(Page):
    """The pages below which other pages are told."""

    class Meta:
        abstract = True

    def stand_in(self, model: type[Page], slug: str) -> RouteResult:
        """The Vietnamese page of a type whose address this is, or the way to where it is told.

        The address of a translation that was taken offline leads to the Vietnamese page as well.
        Raises Http404.
        """
        originals = model.objects.filter(locale=Locale.get_default(), live=True)
        found = originals.filter(slug=slug).first()
        if found is None:
            offline = self.get_children().filter(slug=slug, first_published_at__isnull=False)
            found = originals.filter(translation_key__in=offline.values("translation_key")).first()
        if found is None:
            raise Http404
        told = found.get_translations().filter(locale_id=self.locale_id, live=True).first()
        if told is None and found.slug == slug:
            return RouteResult(found)
        return RouteResult(self, kwargs={"now_at": told or found})

    def serve(
        self, request: HttpRequest, *args: Any, now_at: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """The page, or the way to where another one is now."""
        if now_at is None:
            return super().serve(request, *args, **kwargs)
        if isinstance(now_at, HeritagePage) and not now_at.may_be_read_by(request.user):
            raise Http404
        return redirect(f"{self.get_url(request)}{now_at.slug}/")
