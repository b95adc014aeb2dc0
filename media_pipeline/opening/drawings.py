"""Drawings in SVG: taken when they draw, and do nothing else.

A list of what is allowed among SVG's own elements, and not of what is forbidden: SVG grows. What
other namespaces hold (Inkscape's notes, RDF) is never drawn and stays, except those that browsers
act on. Read as: SVG 2 (w3.org/TR/SVG2), its chapter 15 for scripts; CSS Syntax 3 for styles.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from media_pipeline.facts import Facts, Kind
from media_pipeline.opening.limits import Limits
from media_pipeline.opening.plain import Budget
from media_pipeline.opening.strips import demand
from media_pipeline.reasons import Reason, RefusedError

SVG = "http://www.w3.org/2000/svg"
ACTED_ON = {
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/2001/XInclude",
    "http://www.w3.org/2001/xml-events",
    "http://www.w3.org/1999/XSL/Transform",
}
ELEMENTS = """
    svg g defs symbol use switch a view title desc metadata style path rect circle ellipse line
    polyline polygon text tspan tref textPath image linearGradient radialGradient stop pattern
    clipPath mask marker filter font font-face font-face-src font-face-name font-face-format
    glyph glyphRef missing-glyph hkern vkern altGlyph altGlyphDef altGlyphItem color-profile cursor
    animate animateTransform animateMotion animateColor set mpath discard solidColor meshgradient
    meshrow meshpatch flowRoot flowRegion flowPara flowSpan
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
    feSpecularLighting feSpotLight feTile feTurbulence
"""
"""SVG 1.1 and 2, and what Inkscape writes of drafts; not: script, handler, foreignObject, iframe,
audio, video, canvas, embed, object, listener."""
DRAWS = frozenset(ELEMENTS.split())
ANIMATES = {"animate", "animateTransform", "animateMotion", "animateColor", "set"}
REFERS = {"href", "src", "base", "from", "to", "values", "by"}
INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpe?g|gif|webp);base64,|$)", re.IGNORECASE)
"""What may be referred to: another part of the drawing, or a picture that lies in it."""
URL = re.compile(r"url\s*\(\s*[\"']?", re.IGNORECASE)
REACHES = re.compile(
    r"@import|javascript:|expression\s*\(|\bsrc\s*\(|image-set\s*\(|-moz-binding", re.I
)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
LENGTH = re.compile(r"\s*([\d.]+(?:[eE][+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|)\s*$")
PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
"""CSS Values 4, 6.2: 96 pixels an inch."""
DEFAULT = (300.0, 150.0)
"""CSS 2.2, 10.3.2: what a browser gives a drawing that names no size."""
SIZE_LIMIT = 100_000.0


class _Builder(TreeBuilder):
    """Reads processing instructions as well: one of them brings in style sheets."""

    def pi(self, target: str, text: str | None = None) -> None:  # type: ignore[override]
        if target.lower() != "xml":
            raise RefusedError(Reason.ACTIVE, f"<?{target}?>")


def look(path: Path, media_type: str, limits: Limits) -> Facts:
    """Its size in pixels, its title. Raises RefusedError: ACTIVE, or DAMAGED for no sound XML."""
    demand(path.stat().st_size, limits.text_bytes, Reason.TOO_BIG, "bytes")
    root = _parsed(path.read_bytes())
    for part in root.iter():
        _demand_harmless(part)
    if root.tag != f"{{{SVG}}}svg":
        raise RefusedError(Reason.DAMAGED, f"its root is {root.tag!r}, not svg of {SVG}")
    width, height = _size(root)
    budget = Budget()
    said = {
        name: budget.plain("".join(words.itertext()))
        for name in ("title", "desc")
        if (words := root.find(f"{{{SVG}}}{name}")) is not None
    }
    return Facts(
        media_type=media_type,
        kind=Kind.IMAGE,
        width=width,
        height=height,
        pages=1,
        metadata={"tags": said} if said else {},
    )


def _parsed(said: bytes) -> Element:
    """Without entities, without a document type, which is where they are declared."""
    parser: Any = DefusedXMLParser(
        target=_Builder(), forbid_dtd=True, forbid_entities=True, forbid_external=True
    )
    try:
        parser.feed(said)
        root: Element | None = parser.close()
    except DefusedXmlException as error:
        raise RefusedError(Reason.ACTIVE, f"{type(error).__name__}: {error}") from error
    except (ParseError, ValueError, LookupError) as error:  # the last two: of its encoding
        raise RefusedError(Reason.DAMAGED, str(error)) from error
    if root is None:
        raise RefusedError(Reason.DAMAGED, "no element in it")
    return root


def _demand_harmless(element: Element) -> None:
    space, name = _split(element.tag)
    if space in ACTED_ON or (space in ("", SVG) and name not in DRAWS):
        raise RefusedError(Reason.ACTIVE, f"<{name}>")
    if name == "style" and space in ("", SVG):
        _demand_inside("".join(element.itertext()), "<style>")
    moved = element.get("attributeName", "").rpartition(":")[2].lower() if name in ANIMATES else ""
    if moved in REFERS or moved.startswith("on"):
        raise RefusedError(Reason.ACTIVE, f"<{name} attributeName={moved!r}>")
    for key, value in element.attrib.items():
        attribute = _split(key)[1].lower()
        if attribute.startswith("on"):
            raise RefusedError(Reason.ACTIVE, f"{attribute} of <{name}>")
        if attribute in ("href", "src", "base") and not INSIDE.match(value):
            raise RefusedError(Reason.ACTIVE, f"{attribute}={value[:100]!r} of <{name}>")
        _demand_inside(value, f"{attribute} of <{name}>")


def _demand_inside(style: str, where: str) -> None:
    """Refuse what reaches outside in CSS, or in an attribute that takes CSS's `url()`."""
    plain = CSS_ESCAPE.sub(_unescaped, CSS_COMMENT.sub("", style))
    reaching = REACHES.search(plain)
    if reaching:
        raise RefusedError(Reason.ACTIVE, f"{reaching.group(0)!r} in {where}")
    for found in URL.finditer(plain):
        if not INSIDE.match(plain, found.end()):
            raise RefusedError(Reason.ACTIVE, f"{plain[found.start() :][:100]!r} in {where}")


def _unescaped(found: re.Match[str]) -> str:
    code = int(found.group(1), 16) if found.group(1) else ord(found.group(2))
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _split(tag: Any) -> tuple[str, str]:
    space, _, local = str(tag).rpartition("}")
    return space.lstrip("{"), local


def _size(root: Element) -> tuple[int, int]:
    """In pixels: as named, otherwise of the view box, otherwise as browsers do."""
    box = [
        float(number) for number in re.findall(r"-?[\d.]+(?:e[+-]?\d+)?", root.get("viewBox", ""))
    ]
    ratio = box[2] / box[3] if len(box) == 4 and min(box[2:]) > 0 else None
    width, height = (_length(root.get(name)) for name in ("width", "height"))
    if ratio and not (width and height):
        if width or height:
            width, height = width or height * ratio, height or width / ratio  # type: ignore[operator]
        else:
            width, height = box[2:]
    sides = width or DEFAULT[0], height or DEFAULT[1]
    return tuple(max(1, round(min(side, SIZE_LIMIT))) for side in sides)  # type: ignore[return-value]


def _length(said: str | None) -> float | None:
    found = LENGTH.match(said or "")
    try:
        return float(found.group(1)) * PIXELS[found.group(2)] if found else None
    except ValueError:  # "1.2.3"
        return None
