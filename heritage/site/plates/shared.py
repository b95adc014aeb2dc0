"""What stands on a plate more than once: cut once, and repeated by reference."""

from __future__ import annotations

import math

from heritage.site.plates.art import Art, Part, Use
from heritage.site.plates.proof import render
from heritage.site.plates.thrift import Knife, gather, uncovered, visible


def _flat(art: Art) -> Art:
    """The drawing with every use put in place."""
    out = Art()
    for part in art.parts:
        if isinstance(part, Use):
            out.put_at(_flat(part.art), part.at, part.inks)
        else:
            out.add(part.ink, part.subs)
    return out


class Shared:
    """What a plate prints more than once: cut at its largest size, kept under an id."""

    def __init__(self, slug: str, scope: str, scene: Art, knife: Knife) -> None:
        self.knife = knife
        self.scope = scope
        self.known: dict[int, str] = {}
        count: dict[str, int] = {}
        size: dict[str, float] = {}
        self.arts: dict[str, Art] = {}
        for u in (p for p in scene.parts if isinstance(p, Use)):
            key = self._key(u)
            count[key] = count.get(key, 0) + 1
            size[key] = max(size.get(key, 0.0), math.hypot(u.at[0], u.at[1]))
        self.size = {k: size[k] for k, n in count.items() if n > 1}
        self.ids = {k: f"{slug}-{i}" for i, k in enumerate(self.size)}

    def _key(self, u: Use) -> str:
        if id(u.art) not in self.known:
            self.known[id(u.art)] = render(_flat(u.art), self.knife.grain)
        key = self.known[id(u.art)] + repr(sorted(u.inks.items()))
        self.arts.setdefault(key, Art().put_at(_flat(u.art), (1, 0, 0, 1, 0, 0), u.inks))
        return key

    def single(self, scene: Art) -> Art:
        """The scene with lone uses drawn out."""
        out = Art()
        for p in scene.parts:
            if isinstance(p, Part):
                out.add(p.ink, p.subs)
            elif self._key(p) in self.size:
                out.parts.append(p)
            else:
                out.put_at(_flat(p.art), p.at, p.inks)
        return out

    def defs(self) -> str:
        """The repeated drawings, cut at their largest size."""
        if not self.size:
            return ""
        groups = []
        for key, k in self.size.items():
            art = gather(
                uncovered(
                    visible(
                        Art().put_at(self.arts[key], (k, 0, 0, k, 0, 0), {}),
                        self.knife,
                        frame=False,
                    )
                )
            )
            drawn = render(art, self.knife.grain)
            groups.append(f'<g id="{self.ids[key]}" class="{self.scope}">\n{drawn}\n</g>\n')
        return "<defs>\n" + "".join(groups) + "</defs>\n"

    def ref(self, u: Use) -> str:
        """One place of a repeated drawing."""
        key = self._key(u)
        k = self.size[key]
        x, y = round(u.at[4] * self.knife.grain), round(u.at[5] * self.knife.grain)
        m = [round(v / k, 3) + 0.0 for v in u.at[:4]]
        where = (
            f"translate({x} {y})"
            if m == [1, 0, 0, 1]
            else f"matrix({' '.join(f'{v:g}' for v in m)} {x} {y})"
        )
        return f'<use href="#{self.ids[key]}" transform="{where}"/>'
