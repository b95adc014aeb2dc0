"""The small map on the page of a thing."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from heritage.site.atlas.frames import COUNTRY
from heritage.site.atlas.locator import Dot

register = template.Library()


@register.inclusion_tag("site/parts/locator.html", takes_context=True)
def locator(context: Context, dots: list[Dot]) -> dict[str, Any]:
    """The country with `dots` on it; nothing where there are none."""
    return {"request": context["request"], "dots": dots, "regions": COUNTRY.regions}
