"""A drawing (SVG) as pixels. typst draws it: no program to start, no library of markup in C."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import typst

from media_pipeline.reasons import Reason, RefusedError

SIDE = 2560
"""Pixels of the longer side. A drawing has no size of its own; this is that of a large screen."""
SHEET = """
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#let side = {side} * 1pt
#context {{
  let own = measure(image("drawing.svg"))
  let scale = side / calc.max(own.width.pt(), own.height.pt()) / 1pt
  image("drawing.svg", width: own.width * scale, height: own.height * scale)
}}
"""


def drawn(original: Path, aside: Path) -> Path:
    """The drawing as a PNG in the folder `aside`, on white, letters in the faces typst brings.

    What it is drawn from stands alone in its folder, so it reaches no other file; that it reaches
    for none has been seen when it was opened. Raises RefusedError: DAMAGED.
    """
    (root := aside / "drawing").mkdir()
    shutil.copyfile(original, root / "drawing.svg")
    sheet = root / "sheet.typ"
    sheet.write_text(SHEET.format(side=json.dumps(SIDE)))
    path = aside / "drawn.png"
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    try:
        typst.compile(sheet, output=path, root=root, format="png", ppi=72, font_paths=faces)
    except typst.TypstError as error:
        raise RefusedError(Reason.DAMAGED, str(error)) from error
    return path
