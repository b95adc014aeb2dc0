"""How often one address may ask within a minute.

Counted in a cache of its own, of bounded size and shared by all processes, under a keyed digest:
nobody's address is kept. Of two requests in the same moment one may go uncounted, which lets a few
more pass and never refuses one too many.
"""

from __future__ import annotations

import ipaddress
import time
from http import HTTPStatus

from axes.helpers import get_client_ip_address
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from heritage.site.api.problems import Problem

SALT = "heritage.site.api.limits"
WINDOW = 60
"""Seconds."""
LIMITS = {"search": 600, "suggest": 1_200, "export": 60}
"""Requests within the window by what is asked. A class that types has one address in common."""
HOST_BITS = 64
"""Of an IPv6 address; the rest is one subscriber's own to choose from."""


def count(request: HttpRequest, what: str) -> None:
    """Count one time more. Raises Problem (429) where it was too often."""
    now = time.time()
    window = int(now // WINDOW)
    cache, key = caches["limits"], f"{what}-{window}-{_digest(request)}"
    counted = cache.get(key, 0) + 1
    if counted > LIMITS[what]:
        wait = int((window + 1) * WINDOW - now) + 1
        raise Problem(
            HTTPStatus.TOO_MANY_REQUESTS,
            f"More than {LIMITS[what]} requests within a minute came from this address.",
            f"Wait {wait} seconds. Ask for more results at a time (size), keep answers as long as "
            "Cache-Control allows, and send If-None-Match afterwards.",
            retry_after=wait,
        )
    cache.set(key, counted, 2 * WINDOW)


def _digest(request: HttpRequest) -> str:
    address = get_client_ip_address(request) or ""
    try:
        known = ipaddress.ip_address(address)
        known = getattr(known, "ipv4_mapped", None) or known
        if known.version == 6:
            known = ipaddress.ip_network((known, HOST_BITS), strict=False).network_address
        address = str(known)
    except ValueError:
        address = ""
    return salted_hmac(SALT, address, algorithm="sha256").hexdigest()
