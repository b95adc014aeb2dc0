"""The press: a card as JSON comes in, a PNG goes out. A program of its own, run by `press.py`.

It knows nothing of the archive. What it needs of memory is given back when it ends, and whatever a
title might do to it, it does to nobody else.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from pathlib import Path

import typst
from PIL import Image

HERE = Path(__file__).parent
INKS = 96
"""Colours of a picture: flat inks and the edges between them."""
SECONDS = 10
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 44"><g fill="none" stroke-width="8">'
    '<path stroke="#a23026" d="M0 8h44M0 36h44"/><path stroke="#dda032" d="M0 22h44"/>'
    '<path stroke="#191d33" d="M8 0v44M22 0v44M36 0v44"/><path stroke="#a23026" '
    'd="M16 8h12M16 36h12"/><path stroke="#dda032" d="M2 22h12M30 22h12"/></g></svg>'
)
"""The mark of the archive, as in templates/site/parts/mark.svg."""


def printed(card: str) -> bytes:
    """The picture of a card."""
    given = json.dumps(json.loads(card) | {"mark": MARK})
    drawn = typst.compile(
        (HERE / "card.typ").read_bytes(),
        format="png",
        ppi=72,
        font_paths=typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[HERE / "fonts"],
        ),
        sys_inputs={"card": given},
    )
    image = Image.open(io.BytesIO(drawn)).convert("RGB")
    flat = image.quantize(INKS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    found = io.BytesIO()
    flat.save(found, "PNG", optimize=True)
    return found.getvalue()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.buffer.write(printed(sys.stdin.read()))
