"""What derivatives say of themselves: what all files made of the same bytes agree on.

The same photograph may hang with two things, one of them closed: neither puts a word into the
other's copies.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from heritage.peoples.models import Term
from media_pipeline.models import Original
from media_pipeline.queue import tell

if TYPE_CHECKING:
    from heritage.media.models import MediaFile


@transaction.atomic
def say_credits(original: Original) -> None:
    """Have its derivatives say what its files say today; those that say something else are made
    anew."""
    from heritage.media.models import MediaFile

    if connection.features.has_select_for_update:
        # Who hangs the same bytes elsewhere at this moment waits, and then sees this file, too.
        list(Original.objects.select_for_update(no_key=True).filter(pk=original.pk))
    files = MediaFile.objects.filter(original=original).select_related("rights", "standing__rights")
    tell(original, agreed([options_of(file) for file in files]))


def options_of(file: MediaFile) -> dict[str, Any]:
    """What one file asks of the recipes (`media_pipeline.recipes.credit`, `crops`)."""
    told = file.told
    rights: Term | None = told.rights
    return {
        "title": told.title,
        "credit": told.credit,
        "rights": rights.label_vi if rights is not None else "",
        "rights_url": rights.uri if rights is not None else "",
        "focus": file.focus,
    }


def agreed(asked: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What all of them ask, word for word."""
    if not asked:
        return {}
    first, *others = asked
    return {
        name: value
        for name, value in first.items()
        if value and all(one.get(name) == value for one in others)
    }
