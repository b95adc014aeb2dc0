"""The still that stands for a film until it is played."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PIL import Image, ImageStat

from media_pipeline.reasons import Reason, RefusedError
from media_pipeline.recipes.credit import Credit
from media_pipeline.recipes.programs import asking, run
from media_pipeline.recipes.recipe import DerivedFile

PLACES = (0.1, 0.3, 0.5, 0.7, 0.0)
"""Parts of the length at which to look, in this order: films begin in the dark or with a title."""
AMONG = 50
"""Pictures of which the most ordinary is taken: no flash, nobody's thumb."""
TELLING = 12.0
"""Standard deviation of the lightness (0 to 255) from which there is something to see."""
QUALITY = 80
WIDEST = 1280


def make(film: Path, seconds: float, target: Path, credit: Credit) -> DerivedFile:
    """Draw a still of a film that we made. Raises RefusedError if there is no picture in it.

    It is taken from the small film and not from the original: that is turned already, its colours
    are those of a screen, and no stranger's bytes are read once more.
    """
    with tempfile.TemporaryDirectory(prefix="poster-") as folder:
        best: tuple[float, Image.Image] | None = None
        for number, part in enumerate(PLACES):
            still = _still(film, part * seconds, Path(folder) / f"{number}.png")
            if still is None:
                continue
            telling = ImageStat.Stat(still.convert("L")).stddev[0]
            if best is None or telling > best[0]:
                best = telling, still
            if telling >= TELLING:
                break
    if best is None:
        raise RefusedError(Reason.DAMAGED, "no picture came out of the decoder")
    still = best[1]
    still.thumbnail((WIDEST, WIDEST))
    still.save(
        target, "JPEG", quality=QUALITY, progressive=True, optimize=True, xmp=credit.as_xmp()
    )
    return DerivedFile(target.name, "image/jpeg", still.width, still.height)


def _still(film: Path, second: float, target: Path) -> Image.Image | None:
    run(
        asking(
            *("-protocol_whitelist", "file", "-ss", f"{second:.3f}", "-i", f"file:{film}"),
            *("-map", "0:v:0", "-vf", f"thumbnail={AMONG}", "-frames:v", "1"),
            *("-f", "image2", "-update", "1", f"file:{target}"),
        )
    )
    if not target.is_file():  # nothing comes after that second
        return None
    with Image.open(target) as still:
        return still.convert("RGB")
