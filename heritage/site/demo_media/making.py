"""All files of the demo's own media, by name, and how they are made."""

from __future__ import annotations

import multiprocessing
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from heritage.site.demo_media import film, hemp_film, leaf, prints, scan, studio, weaving_film
from heritage.site.demo_media.prints import PRINTS
from heritage.site.demo_media.recordings import RECORDINGS

BESIDE = Path(__file__).parents[3] / "demo" / "media"
"""What is not made but written: the sheet, transcripts and captions."""
FILMS = {"vai-len-khung.mp4": weaving_film, "vai-lanh.mp4": hemp_film}
LEAF, SCAN = "la-buong.jpg", "tom-tat-414.pdf"
NAMES = (LEAF, SCAN, *RECORDINGS, *FILMS, *PRINTS)
"""Of every file that is made."""
FEW = 2
"""Files made by one process."""


def make(name: str, folder: Path) -> Path:
    """Make one file; it is in `folder` whole, or not at all. Raises KeyError for an unknown name.

    The same bytes each time, as long as the packages are the same.
    """
    if name not in NAMES:
        raise KeyError(name)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as inside:
        aside = Path(inside)
        made = aside / name
        if name in RECORDINGS:
            studio.record(RECORDINGS[name](), made, aside)
        elif name in FILMS:
            film.write(FILMS[name].frames(), FILMS[name].heard(), made, aside)
        elif name in PRINTS:
            prints.write(PRINTS[name], made)
        elif name == LEAF:
            leaf.write(made)
        else:
            scan.write(made, aside)
        return made.rename(folder / name)


def make_all(folder: Path, names: Sequence[str] = NAMES) -> Iterator[Path]:
    """Make files one after the other, each as soon as it is there; then what is beside them.

    A few at a time in a process of its own: typst and libvips keep what they held of the last.
    """
    folder.mkdir(parents=True, exist_ok=True)
    spawning = multiprocessing.get_context("spawn")
    for first in range(0, len(names), FEW):
        with ProcessPoolExecutor(1, mp_context=spawning) as pool:
            yield from pool.map(partial(make, folder=folder), names[first : first + FEW])
    for written in sorted(BESIDE.glob("*.csv")) + sorted(BESIDE.glob("*.vtt")):
        if written.parent != folder.resolve():
            shutil.copyfile(written, folder / written.name)
