"""The mark on an answer by which a browser may keep it, and the bounds within which it does.

There are three ways to answer: `ALLOWED`, a page that is the same for everybody; nothing, and the
page is not kept, or dropped where it was kept; `NONE`, somebody is signed in, and this browser
keeps nothing at all.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse

HEADER = "X-Offline-Copy"
ALLOWED = "allowed"
NONE = "none"

KEPT_FOR = timedelta(days=14)
"""Since the archive last said that a page still holds."""
PAGES = 40
"""Pages kept beside the calendar and the page that is shown without a network."""
ASKED_EVERY = timedelta(minutes=10)
"""While somebody reads; and at once when the network comes back."""


def allow(response: HttpResponse) -> None:
    """Mark a page that anybody may be given; other answers are no page and stay unmarked."""
    if settings.OFFLINE_COPIES and response.get("Content-Type", "").startswith("text/html"):
        response[HEADER] = ALLOWED


def refuse(response: HttpResponse) -> None:
    """Mark an answer to somebody who is signed in."""
    response[HEADER] = NONE
