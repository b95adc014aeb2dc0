"""What need not be cut: marks nobody sees, marks under others, outlines with too many knots.

A mark too small for a knife is left out, as is what lies outside the block or whole under a later
solid. The picture stays the same; the file becomes a third.
"""

from __future__ import annotations

from dataclasses import dataclass

from heritage.site.plates.art import Art, Part, Pt, Sub, Use
from heritage.site.plates.marks import inside
from heritage.site.plates.sheet import HEIGHT, MARGIN, WIDTH


@dataclass(frozen=True)
class Knife:
    """How finely a print is cut. Lengths are in units of the plate."""

    grain: float
    """Coordinates are whole numbers of 1/grain unit."""
    length: float
    """The shortest mark,"""
    area: float
    """the smallest,"""
    width: float
    """and the narrowest."""
    near: float
    """Smooth knots of an outline that are nearer to each other than this are one."""
    flat: float
    """A knot that moves the line by less than this is left out."""


FINE = Knife(grain=2, length=5, area=16, width=1.6, near=9, flat=0.9)
"""For a print as large as the page."""
BROAD = Knife(grain=0.5, length=16, area=120, width=4.8, near=20, flat=2.5)
"""For the small print of a list, where one pixel is some five units."""


def visible(art: Art, knife: Knife, frame: bool = True) -> Art:
    """Leave out what falls outside the block, and what the knife could not cut.

    Far motifs are full of such marks: a few units long, or a hair wide.
    """
    out = Art()
    for part in art.parts:
        if isinstance(part, Use):
            if not frame or not _outside(*_reach(part)):
                out.parts.append(part)
            continue
        keep = []
        for s in part.subs:
            xs, ys = [p[0] for p in s.pts], [p[1] for p in s.pts]
            w, h = max(xs) - min(xs), max(ys) - min(ys)
            if frame and _outside(min(xs), min(ys), max(xs), max(ys)):
                continue
            if max(w, h) >= knife.length and _size(s) >= max(knife.area, knife.width * max(w, h)):
                keep.append(s if s.gouge else _thin(s, knife))
        out.add(part.ink, keep)
    return out


def _outside(x0: float, y0: float, x1: float, y1: float) -> bool:
    return x1 < MARGIN - 4 or x0 > WIDTH - MARGIN + 4 or y1 < MARGIN - 4 or y0 > HEIGHT - MARGIN + 4


def uncovered(art: Art) -> Art:
    """Leave out what a later solid covers whole: it would be cut for nobody."""
    cover: list[tuple[tuple[float, float, float, float], Sub]] = []
    kept: list[Part | Use] = []
    for part in reversed(art.parts):
        if isinstance(part, Use):
            kept.append(part)
            continue
        subs = []
        for s in part.subs:
            x0, y0, x1, y1 = _box(s)
            if not any(
                b[0] < x0
                and b[1] < y0
                and x1 < b[2]
                and y1 < b[3]
                and all(inside(p[0], p[1], c.pts) for p in s.pts)
                for b, c in cover
            ):
                subs.append(s)
        cover.extend((_box(s), s) for s in part.subs if not s.gouge and _size(s) > 900)
        if subs:
            kept.append(Part(part.ink, subs))
    return Art(kept[::-1])


def gather(art: Art, back: int = 24) -> Art:
    """Print together what shares an ink: a part joins an earlier one of its ink when
    nothing painted in between touches it. The picture stays the same, the file shrinks."""
    done: list[tuple[Part | Use, list[tuple[float, float, float, float]]]] = []
    for part in art.parts:
        if isinstance(part, Use):
            done.append((part, [_reach(part)]))
            continue
        boxes = [_box(s) for s in part.subs]
        home = None
        for k in range(len(done) - 1, max(-1, len(done) - 1 - back), -1):
            earlier, other = done[k]
            if isinstance(earlier, Part) and earlier.ink == part.ink:
                home = k
                break
            if any(
                a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
                for a in boxes
                for b in other
            ):
                break
        if home is None:
            done.append((Part(part.ink, list(part.subs)), boxes))
        else:
            found = done[home][0]
            assert isinstance(found, Part)
            found.subs.extend(part.subs)
            done[home][1].extend(boxes)
    return Art([p for p, _ in done])


def _reach(use: Use) -> tuple[float, float, float, float]:
    """The box a use fills on the plate."""
    boxes = [
        _box(s)
        for p in Art().put_at(use.art, use.at, {}).parts
        if isinstance(p, Part)
        for s in p.subs
    ]
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _box(s: Sub) -> tuple[float, float, float, float]:
    xs, ys = [p[0] for p in s.pts], [p[1] for p in s.pts]
    return min(xs) - 2, min(ys) - 2, max(xs) + 2, max(ys) + 2


def _thin(s: Sub, knife: Knife) -> Sub:
    """The same outline with fewer knots: corners stay, smooth knots go where they
    crowd or where leaving them out moves the line too little."""
    out: list[Pt] = [s.pts[0]]
    n = len(s.pts)
    for i in range(1, n):
        p, a, b = s.pts[i], out[-1], s.pts[(i + 1) % n]
        d = abs(b[0] - a[0]) + abs(b[1] - a[1])
        off = (
            abs((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])) / d
            if d
            else knife.near
        )
        if len(p) > 2 or (abs(p[0] - a[0]) + abs(p[1] - a[1]) > knife.near and off > knife.flat):
            out.append(p)
    return Sub(tuple(out)) if len(out) > 3 else s


def _size(s: Sub) -> float:
    """The area of an outline, roughly, in square units."""
    p = s.pts
    a = abs(sum(p[i - 1][0] * p[i][1] - p[i][0] * p[i - 1][1] for i in range(len(p)))) / 2
    return a * 2 / 3 if s.gouge else a
