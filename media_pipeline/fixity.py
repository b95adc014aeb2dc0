"""Whether the bytes of originals are still the bytes that came: read again, a few every day.

Fixity checking as the NDSA Levels of Digital Preservation ask for it (level 2 and above).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from media_pipeline.models import Original
from media_pipeline.storing import digest, originals


@dataclass(frozen=True)
class Checked:
    """One original, looked at."""

    original: Original
    fixity: Original.Fixity
    detail: str = ""


def verify(within: datetime.timedelta, share: float = 1.0) -> Iterator[Checked]:
    """Read again, oldest first, what was not read for as long as `within`.

    `share` < 1 reads at most that part of all bytes: called once a day with 1/30, everything is
    read within 30 days, and no day is busier than another. At least one file is read.
    """
    budget = share * sum(Original.objects.values_list("bytes", flat=True).iterator())
    before = timezone.now() - within
    for original in Original.objects.filter(checked_at__lte=before).order_by("checked_at"):
        yield check(original)
        budget -= original.bytes
        if share < 1 and budget <= 0:
            return


def check(original: Original) -> Checked:
    """Read one original again, and write down what was found."""
    detail = ""
    try:
        sha256, total = digest(originals(), original.stored_name)
    except FileNotFoundError:
        fixity = Original.Fixity.MISSING
    else:
        fixity = Original.Fixity.WHOLE if sha256 == original.pk else Original.Fixity.CHANGED
        if fixity == Original.Fixity.CHANGED:
            detail = f"{sha256}, {total} bytes"
    original.fixity, original.checked_at = fixity, timezone.now()
    original.save(update_fields=["fixity", "checked_at"])
    return Checked(original, fixity, detail)
