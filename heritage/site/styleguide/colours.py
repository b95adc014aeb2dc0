"""The colours of tokens.css and how they stand out from the ground, by WCAG's formula."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

SHOWN = ("ink", "quiet", "link", "indigo", "madder", "turmeric", "mark", "field", "on-field")
Oklch = tuple[float, float, float]


@dataclass(frozen=True)
class Ink:
    """A colour by its name in the stylesheet, and its contrast with what it stands on."""

    name: str
    on: str
    contrast: float


def inks(dark: bool) -> list[Ink]:
    """The colours of a scheme."""
    values = tokens(dark)
    pairs = [(name, "field" if name == "on-field" else "ground") for name in SHOWN]
    return [Ink(name, on, round(contrast(values[name], values[on]), 1)) for name, on in pairs]


def tokens(dark: bool) -> dict[str, Oklch]:
    """Opaque colours of the stylesheet, as it says them; the dark ones over the light ones."""
    css = (Path(settings.BASE_DIR) / "static" / "site" / "css" / "tokens.css").read_text("utf-8")
    light, _media, rest = css.partition("@media (prefers-color-scheme: dark)")
    found = _said(light)
    return found | _said(rest.partition("@supports")[0]) if dark else found


def _said(css: str) -> dict[str, Oklch]:
    pattern = r"--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)"
    return {name: (float(x), float(y), float(z)) for name, x, y, z in re.findall(pattern, css)}


def contrast(one: Oklch, other: Oklch) -> float:
    """WCAG 2's ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Oklch) -> float:
    """Relative luminance; Oklab to linear sRGB by Ottosson's matrices (2020)."""
    light, chroma, hue = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long, medium, short = (
        (light + x * a + y * b) ** 3
        for x, y in (
            (0.3963377774, 0.2158037573),
            (-0.1055613458, -0.0638541728),
            (-0.0894841775, -1.2914855480),
        )
    )
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return sum(
        weight * min(1.0, max(0.0, value))
        for weight, value in ((0.2126, red), (0.7152, green), (0.0722, blue))
    )
