"""What the recipe `zoom` makes: a pyramid, whatever the size, within the bounds."""

from pathlib import Path

import pytest
import pyvips
from PIL import Image, ImageSequence

from media_pipeline.apart import apart
from media_pipeline.facts import Facts, Kind
from media_pipeline.iiif.pyramid import Pyramid
from media_pipeline.recipes.book import ZOOM
from media_pipeline.recipes.zoom import NAME, TILE
from tests.unit.media_pipeline.sights import apart_by, corners, pyramid


def test_pages_are_halves_of_halves_in_tiles(tmp_path: Path) -> None:
    corners(3001, 1999).save(tmp_path / "large.png")
    pyramid(tmp_path / "large.png", tmp_path)
    with Image.open(tmp_path / NAME) as image:
        pages = [page.size for page in ImageSequence.Iterator(image)]
        tags = vars(image)["tag_v2"]
        assert (tags[322], tags[323], tags[259]) == (TILE, TILE, 7)  # TIFF/EP: tiles, JPEG
        assert not {270, 271, 272, 305, 306, 315, 34675, 34665, 34853, 700} & set(tags)
    assert pages == [(3001, 1999), (1500, 999), (750, 499), (375, 249)]


def test_a_small_picture_has_one_page(tmp_path: Path) -> None:
    corners().save(tmp_path / "small.png")
    found = pyramid(tmp_path / "small.png", tmp_path)
    assert found.size == (90, 60)
    assert apart_by(found, corners()) < 4


@pytest.mark.slow
def test_four_hundred_megapixels_go_through_within_the_bounds(tmp_path: Path) -> None:
    side, lying = 20_000, 6
    waves = pyvips.Image.sines(side, side, hfreq=40, vfreq=30).linear(100, 128).cast("uchar")
    scan = waves.bandjoin([waves.fliphor(), waves.linear(0.5, 60).cast("uchar")])
    scan = scan.copy(interpretation="srgb")
    scan.set_type(pyvips.GValue.gint_type, "orientation", lying)
    scan.tiffsave(str(tmp_path / "scan.tif"), compression="jpeg", tile=True)
    (tmp_path / "into").mkdir()
    asked = {
        "recipe": "zoom",
        "original": str(tmp_path / "scan.tif"),
        "facts": Facts("image/tiff", Kind.IMAGE, side, side).as_json(),
        "into": str(tmp_path / "into"),
        "options": {},
    }
    done = apart("make", asked, ZOOM.bounds)
    assert done.value["files"][0]["width"] == side
    with Image.open(tmp_path / "into" / NAME) as image:
        assert image.size == (side, side)


@pytest.mark.parametrize(
    "size", [(1, 1), (2, 90), (128, 128), (256, 256), (511, 512), (513, 1), (4000, 60)]
)
def test_what_is_written_can_be_read(size: tuple[int, int], tmp_path: Path) -> None:
    corners(*size).save(tmp_path / "odd.png")
    pyramid(tmp_path / "odd.png", tmp_path)
    found = Pyramid.at(tmp_path / NAME)
    assert found.size == size
    for level in range(len(found.levels)):
        pyvips.Image.tiffload(str(found.path), page=level).avg()
