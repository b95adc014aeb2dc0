"""A document as an office scans it: grey pages, a little askew, with a layer of words above them.

What stands on them are the archive's own summaries (`demo/content/library.csv`), not the articles.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import pyvips
import typst

HERE = Path(__file__).parent
FACES = HERE.parent / "share" / "fonts"
LIBRARY = HERE.parents[2] / "demo" / "content" / "library.csv"
SHEETS = (("lib-seed-003", "lib-seed-000"), ("lib-seed-001", "lib-seed-002"), ("lib-seed-004",))
"""What stands on each page: the document it belongs to first, then others on the same matter."""
ASKEW = (0.7, -0.45, 1.1)
"""Degrees, clockwise, by which each page lay in the machine."""
DOTS = 170
"""An inch."""


def write(target: Path, aside: Path, sheets: Sequence[Sequence[str]] = SHEETS) -> None:
    """A PDF of one page for each of `sheets`. The same text gives the same bytes."""
    with LIBRARY.open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    given: dict[str, Any] = {
        "archive": "Kho tư liệu sống",
        "title": "Tóm tắt bài viết về Đề án 414",
        "note": "Trang mẫu do kho dựng bằng máy, trông như bản quét; không phải văn bản gốc.",
        "askew": ASKEW,
        "pages": [[_told(rows[document]) for document in sheet] for sheet in sheets],
    }
    pages: bytes | list[bytes] = _typeset(given | {"layer": "ink"}, "png", aside)
    for number, page in enumerate(pages if isinstance(pages, list) else [pages]):
        _scanned(page, number).jpegsave(str(aside / f"{number}.jpg"), Q=58, keep="none")
    target.write_bytes(_typeset(given | {"layer": "words"}, "pdf", aside))


def _told(row: dict[str, str]) -> dict[str, str]:
    issued = f"{row['issuer_vi']}, {'/'.join(reversed(row['date'].split('-')))}"
    return {"title": row["title_vi"], "issued": issued, "summary": row["summary_vi"]}


def _typeset(given: dict[str, Any], form: Literal["pdf", "png"], root: Path) -> Any:
    shutil.copyfile(HERE / "scan.typ", root / "scan.typ")
    return typst.compile(
        root / "scan.typ",
        root=root,
        format=form,
        ppi=DOTS,
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[FACES]
        ),
        sys_inputs={"scan": json.dumps(given)},
    )


def _scanned(page: bytes, number: int) -> pyvips.Image:
    """Paper that has yellowed to grey, toner that is not quite black, glass that was not clean."""
    ink = pyvips.Image.new_from_buffer(page, "").extract_band(1).cast("float")
    wide, high = ink.width, ink.height
    lain = ink.similarity(angle=ASKEW[number], background=255, interpolate=_EVEN)
    lain = lain.crop((lain.width - wide) // 2, (lain.height - high) // 2, wide, high)
    toner = lain.gaussblur(0.7) + pyvips.Image.gaussnoise(
        wide, high, mean=0, sigma=9, seed=number
    ).gaussblur(0.6)
    cloud = pyvips.Image.gaussnoise(9, 12, mean=0, sigma=1.9, seed=40 + number)
    cloud = cloud.resize(wide / 8, vscale=high / 11, kernel="cubic").crop(0, 0, wide, high)
    across = pyvips.Image.xyz(wide, high)[0]
    fold = (across * (-14.0 / wide)).exp() * 70
    specks = pyvips.Image.gaussnoise(wide // 2, high // 2, mean=0, sigma=1, seed=80 + number)
    specks = (specks > 4.05).resize(2, kernel="linear").embed(0, 0, wide, high, extend="copy")
    grey = toner * (212 / 255) + 18 + cloud - fold - specks * 0.4
    return grey.cast("uchar").copy(interpretation="b-w")


_EVEN = pyvips.Interpolate.new("bicubic")
