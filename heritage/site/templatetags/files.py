"""What templates ask of files: how long, whether looking closer shows more, what a row shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template import Context

from heritage.records.things import HeritageObject
from heritage.site.media.anchors import line_anchor, page_anchor
from heritage.site.media.closer import closer
from heritage.site.media.showing import ShownPicture
from heritage.site.media.shown import Form, Shown
from heritage.site.media.taking import may_be_taken

register = template.Library()


@register.filter
def worth_zooming(shown: ShownPicture, thing: HeritageObject) -> bool:
    """Whether the whole picture shows what the page cannot."""
    return closer(shown, thing)


@register.simple_tag
def rates() -> tuple[str, ...]:
    """How fast a recording is heard: slow enough to write down, fast enough to find a place."""
    return ("0.5", "0.75", "1", "1.25", "1.5", "2")


@register.filter
def clock(seconds: float) -> str:
    """A length or a moment as players write it: `3:05`, `1:02:07`. The same in every language."""
    minutes, left = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


@register.filter
def in_seconds(seconds: float) -> str:
    """The same for scripts, whose decimals have a point in every language."""
    return f"{seconds:.3f}".rstrip("0").rstrip(".")


@register.simple_tag
def anchor_of_line(shown: Shown, transcript: Any, cue: Mapping[str, Any]) -> str:
    """Where somebody lands who was sent to a line."""
    return line_anchor(shown.id, transcript.language, cue["start"])


@register.simple_tag
def anchor_of_page(shown: Shown, number: int) -> str:
    """Where somebody lands who was sent to a page of a document."""
    return page_anchor(shown.id, number)


@register.simple_tag(takes_context=True)
def form_to_take(context: Context, shown: Shown) -> Form | None:
    """The file that is offered beside its licence; None where nothing says that it may be taken."""
    thing, d = context.get("thing"), context.get("d")
    if thing is None or d is None or d.labels or not may_be_taken(shown, thing):
        return None
    return shown.whole


@register.filter
def any_photograph(things: Iterable[Any]) -> bool:
    """Whether a row of these shows a photograph."""
    return any(getattr(thing, "photo", None) for thing in things)


@register.filter
def any_picture(things: Iterable[Any]) -> bool:
    """Whether a row of these shows a print of ours or a piece of cloth."""
    return any(
        not getattr(thing, "photo", None)
        and (getattr(thing, "picture", None) or getattr(thing, "weave", ""))
        for thing in things
    )
