"""A drawing as SVG path data, in whole numbers and as short as the format allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from heritage.site.plates.art import Art, Part, Sub


def _join(nums: Iterable[int]) -> str:
    """Whole numbers, written as short as SVG path data allows."""
    out = ""
    for v in nums:
        out += str(v) if not out or v < 0 else f" {v}"
    return out


def _more(nums: Iterable[int]) -> str:
    """Further pairs right after a move: the line command is understood."""
    out = _join(nums)
    return out if out.startswith("-") else " " + out


def _turns_left(pts: Sequence[tuple[int, ...]]) -> bool:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(pts, [*pts[1:], pts[0]], strict=True)) < 0


def path_data(subs: Iterable[Sub], grain: float = 1) -> str:
    """Outlines as SVG path data: relative whole numbers in units of `1 / grain`,
    all turning the same way (so that overlaps never cancel)."""
    d = ""
    cx = cy = 0  # where the last outline began: "m" counts from there
    for sub in subs:
        pts = [(round(p[0] * grain), round(p[1] * grain), len(p) > 2) for p in sub.pts]
        if _turns_left(pts):
            pts = [pts[0], *pts[:0:-1]]
        x, y = pts[0][:2]
        d += (
            "m"
            + _join((x - cx, y - cy))
            + (_gouge_data(pts) if sub.gouge else _area_data(pts))
            + "z"
        )
        cx, cy = x, y
    return d


def _gouge_data(pts: Sequence[tuple[int, int, bool]]) -> str:
    a, c1, b, c2 = pts
    run, wide = abs(b[0] - a[0]) + abs(b[1] - a[1]), abs(c1[0] - c2[0]) + abs(c1[1] - c2[1])
    if run < 48 or (run < 130 and wide < 13):  # too short, or too fine, to show its curve
        p, q = ((round((a[k] + b[k]) / 4 + c[k] / 2) for k in (0, 1)) for c in (c1, c2))
        px, py = p
        qx, qy = q
        return _more((px - a[0], py - a[1], b[0] - px, b[1] - py, qx - b[0], qy - b[1]))
    return "q" + _join(
        (
            c1[0] - a[0],
            c1[1] - a[1],
            b[0] - a[0],
            b[1] - a[1],
            c2[0] - b[0],
            c2[1] - b[1],
            a[0] - b[0],
            a[1] - b[1],
        )
    )


def _area_data(pts: Sequence[tuple[int, int, bool]]) -> str:
    n = len(pts)
    if all(p[2] for p in pts):
        return _more(
            v for i in range(1, n) for v in (pts[i][0] - pts[i - 1][0], pts[i][1] - pts[i - 1][1])
        )

    def tan(i: int) -> tuple[int, int]:
        """A third of the tangent at a knot; none at a corner."""
        if pts[i % n][2]:
            return 0, 0
        a, b = pts[i % n - 1], pts[(i + 1) % n]
        return round((b[0] - a[0]) / 6), round((b[1] - a[1]) / 6)

    d = last = ""
    for i in range(n):
        p, q, tq = pts[i], pts[(i + 1) % n], tan(i + 1)
        dx, dy = q[0] - p[0], q[1] - p[1]
        if p[2] and q[2]:
            cmd, body = "l", _join((dx, dy))
        elif last in ("c", "s"):
            cmd, body = "s", _join((dx - tq[0], dy - tq[1], dx, dy))
        else:
            cmd, body = "c", _join((*tan(i), dx - tq[0], dy - tq[1], dx, dy))
        d += body if cmd == last and body[0] == "-" else (" " + body if cmd == last else cmd + body)
        last = cmd
    return d


def render(art: Art, grain: float = 1) -> str:
    """A drawing as SVG path elements in units of `1 / grain`; the class is the
    first letter of the ink. (Uses are the press's business.)"""
    return "\n".join(path(p, grain) for p in art.parts if isinstance(p, Part))


def path(part: Part, grain: float = 1) -> str:
    """One part as a path element."""
    return f'<path class="{part.ink[0]}" d="{path_data(part.subs, grain)}"/>'
