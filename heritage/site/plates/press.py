"""The press: places the motifs of a plate on its sheet and prints them as SVG."""

from __future__ import annotations

from collections import Counter
from random import Random
from xml.sax.saxutils import escape

from heritage.site.plates.art import Art, Part, Pt, Sub
from heritage.site.plates.captions import CAPTIONS
from heritage.site.plates.inks import PALETTES, style
from heritage.site.plates.marks import area, brush, gouge, poly
from heritage.site.plates.motifs import MOTIFS
from heritage.site.plates.proof import path, path_data, render
from heritage.site.plates.shared import Shared
from heritage.site.plates.sheet import HEIGHT, MARGIN, WIDTH, Placed, Plate
from heritage.site.plates.thrift import FINE, Knife, gather, uncovered, visible


def _edge(rng: Random, inset: float) -> list[Pt]:
    """The outline of the block: nearly straight, cut by hand."""
    a, b, c, d = inset, inset, WIDTH - inset, HEIGHT - inset
    out: list[Pt] = []
    for (x0, y0), (x1, y1), n in (
        ((a, b), (c, b), 9),
        ((c, b), (c, d), 7),
        ((c, d), (a, d), 9),
        ((a, d), (a, b), 7),
    ):
        out.append((x0 + rng.uniform(-2, 2), y0 + rng.uniform(-2, 2), 1))
        for i in range(1, n):
            t = i / n
            w = rng.uniform(-2.2, 2.2)
            out.append(
                (
                    x0 + (x1 - x0) * t + (w if x0 == x1 else 0),
                    y0 + (y1 - y0) * t + (w if y0 == y1 else 0),
                )
            )
    return out


def _salt(rng: Random, n: int = 70) -> list[Sub]:
    """Specks the roller missed."""
    out: list[Sub] = []
    for _ in range(n):
        x, y, r = rng.uniform(40, WIDTH - 40), rng.uniform(40, HEIGHT - 40), rng.uniform(0.8, 2.1)
        out.append(poly((x - r, y), (x + r * 0.3, y - r), (x + r, y + r * 0.6)))
    return out


def _chatter(rng: Random) -> Art:
    """Ridges the knife left standing just outside the block."""
    a = Art()
    marks: list[Sub] = []
    for _ in range(22):
        t, ln, o = rng.uniform(0.03, 0.93), rng.uniform(10, 46), MARGIN - rng.uniform(5, 11)
        side = rng.randrange(4)
        if side % 2 == 0:
            y = o if side == 0 else HEIGHT - o
            marks.append(gouge(t * WIDTH, y, t * WIDTH + ln, y + rng.uniform(-1, 1), 1.8))
        else:
            x = o if side == 1 else WIDTH - o
            marks.append(gouge(x, t * HEIGHT, x + rng.uniform(-1, 1), t * HEIGHT + ln, 1.8))
    return a.add("key", marks)


def _spec(p: Placed) -> str:
    return f"{p.motif}{sorted(p.options.items())}{sorted(p.inks.items())}"


def compose(plate: Plate, knife: Knife = FINE) -> str:
    """The plate as an SVG document, cut with a fine knife or a broad one."""
    inks, caption = plate.inks, CAPTIONS[plate.slug]
    if inks not in PALETTES:
        raise ValueError(f"{plate.slug}: no inks for {inks}")
    rng = Random(plate.slug)
    scope, clip = f"plate-{inks}", f"block-{plate.slug}"
    stands = Counter(_spec(p) for p in plate.scene)
    drawn: dict[str, Art] = {}
    scene = Art()
    for p in plate.scene:
        if p.motif not in MOTIFS:
            raise ValueError(f"{plate.slug}: no motif {p.motif}")
        spec = _spec(p)
        if spec not in drawn:
            drawn[spec] = MOTIFS[p.motif](**p.options)
        place = scene.use if stands[spec] > 1 else scene.put
        place(drawn[spec], p.x, p.y, p.scale, flip=p.flip, rot=p.rot, inks=p.inks)
    shared = Shared(plate.slug, scope, scene, knife)
    scene = gather(uncovered(visible(shared.single(scene), knife))).add(
        "paper", _salt(rng) if knife is FINE else []
    )
    body = "\n".join(
        path(q, knife.grain) if isinstance(q, Part) else shared.ref(q) for q in scene.parts
    )
    edge = _edge(rng, MARGIN)
    rim = Art().add(
        "key",
        [
            brush([edge[i], edge[(i + 1) % len(edge)]], [rng.uniform(3, 5.5), rng.uniform(3, 5.5)])
            for i in range(len(edge))
        ],
    )
    return (
        f"<!-- Kho tư liệu sống, CC BY 4.0 -->\n"
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" class="{scope}"'
        f' role="img" aria-labelledby="t-{plate.slug} d-{plate.slug}">\n'
        f'<title id="t-{plate.slug}">{escape(caption.title["vi"])}</title>\n'
        f'<desc id="d-{plate.slug}">{escape(caption.alt["vi"])}</desc>\n'
        f"<style>{style(inks, scope)}</style>\n{shared.defs()}"
        f'<clipPath id="{clip}"><path d="{path_data([area(edge)])}"/></clipPath>\n'
        f'<path class="p" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>\n<g clip-path="url(#{clip})">\n'
        f'<g transform="scale({1 / knife.grain:g})">\n{body}\n</g>\n</g>\n'
        f"{render(rim)}\n{render(_chatter(rng))}\n</svg>\n"
    )
