"""Which pictures one may want to look at more closely than a page shows them."""

from __future__ import annotations

from collections.abc import Iterable

from heritage.archive.models import Item
from heritage.records.things import HeritageObject
from heritage.site.media.showing import ShownPicture
from heritage.site.media.shown import Shown

SHOWN = 2000
"""Pixels across that a large screen shows of a picture on its page, more or less."""
READ_CLOSELY = frozenset({Item.Kind.MANUSCRIPT, Item.Kind.MAP})
"""Of these the letters are what one comes for, however many pixels there are."""


def closer(shown: ShownPicture, thing: HeritageObject) -> bool:
    """Whether there is more in the picture than the page of `thing` shows."""
    if not shown.zoom:
        return False
    return shown.full_width > SHOWN or getattr(thing, "item_kind", "") in READ_CLOSELY


def any_closer(files: Iterable[Shown], thing: HeritageObject) -> bool:
    """Whether one of them has more, so that the page brings what looks closer."""
    return any(isinstance(one, ShownPicture) and closer(one, thing) for one in files)
