"""Visitors who pay for each megabyte: with `Save-Data: on` no pictures until they are asked for.

The header is a setting of the phone (W3C WICG, Save Data API). `?anh=1` asks for the pictures of
one page, in a link that needs neither script nor cookie.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest

from heritage.site.listing import PARAMETERS

HEADER = "Save-Data"
ASKED = "anh"


def spares(request: HttpRequest) -> bool:
    """Whether the page is made without pictures. Decided once, before the address is tidied."""
    known: bool | None = getattr(request, "spares_pictures", None)
    if known is None:
        on = request.META.get("HTTP_SAVE_DATA", "").split(";")[0].strip().lower() == "on"
        known = on and request.GET.get(ASKED) != "1"
        request.spares_pictures = known  # type: ignore[attr-defined]
    return known


def with_pictures(request: HttpRequest) -> str:
    """The address of the same page with its pictures, relative to it."""
    chosen = sorted((key, value) for key, value in request.GET.items() if key in PARAMETERS)
    return f"?{urlencode([*chosen, (ASKED, '1')])}"
