"""How often one network may send or try something, without keeping anybody's address."""

from __future__ import annotations

import ipaddress
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from heritage.feedback.models import Knock

SALT = "heritage.feedback.knocks"
WINDOW = timedelta(hours=1)
LIMITS = {"send": 20, "code": 20, "export": 20}
"""Times within the window by what is done; `code`: wrong codes; `export`: files of searches
that the worker makes. A school may share one address."""
OF_ALL = {"send": 600, "export": 200}
"""Times for all networks together: more than officers could read, and few enough that borrowed
machines do not fill the disk. Whoever has a code may always ask."""
PREFIXES = {4: 24, 6: 48}
"""Bits of an address that are counted as one network: an IPv6 host has the rest to itself."""


class TooManyKnocksError(Exception):
    """The network, or all of them together, has done it too often within the window."""


def network_of(address: str) -> str:
    """The digest of the network an address belongs to; what is no address is one network."""
    try:
        known = ipaddress.ip_address(address)
        mapped = getattr(known, "ipv4_mapped", None) or known
        network = str(ipaddress.ip_network((mapped, PREFIXES[mapped.version]), strict=False))
    except ValueError:
        network = ""
    return salted_hmac(SALT, network, algorithm="sha256").hexdigest()


def knock(purpose: str, address: str) -> None:
    """Count one time more. Raises TooManyKnocksError."""
    forget_knocks()
    # Written before counting: of two at the same time at least one sees the other.
    this = Knock.objects.create(purpose=purpose, network=network_of(address))
    if not _allowed(purpose, this.network, LIMITS[purpose]):
        this.delete()
        raise TooManyKnocksError


def refuse_knocker(purpose: str, address: str) -> None:
    """Raises TooManyKnocksError where the network has used up what it may; counts nothing."""
    if not _allowed(purpose, network_of(address), LIMITS[purpose] - 1):
        raise TooManyKnocksError


def _allowed(purpose: str, network: str, limit: int) -> bool:
    since = timezone.now() - WINDOW
    known = Knock.objects.filter(purpose=purpose, at__gt=since)
    if purpose in OF_ALL and known.count() > OF_ALL[purpose]:
        return False
    return known.filter(network=network).count() <= limit


def forget_knocks() -> None:
    """Delete what was counted before the window."""
    Knock.objects.filter(at__lte=timezone.now() - WINDOW).delete()
