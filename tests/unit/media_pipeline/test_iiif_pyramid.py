"""Pictures that are made from a pyramid look as they were asked for."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
import pyvips
from PIL import Image, ImageColor

from media_pipeline.iiif.asked import Version, asked
from media_pipeline.iiif.bounds import Limits
from media_pipeline.iiif.pyramid import Pyramid
from tests.unit.media_pipeline.sights import CORNERS, apart_by, at_corners, corners, pyramid

RED, GREEN, BLUE, YELLOW = (ImageColor.getrgb(colour) for colour in CORNERS)
NEAR = 16


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Pyramid:
    folder = tmp_path_factory.mktemp("large")
    corners(3001, 1999).save(folder / "large.png")
    pyramid(folder / "large.png", folder)
    return Pyramid.at(folder / "pyramid.tif")


def given(of: Pyramid, parameters: str, version: Version = Version.THREE) -> Image.Image:
    region, size, rotation, file = parameters.split("/")
    found = of.given(asked(version, of.size, Limits(), (region, size, rotation, file)))
    image = Image.open(io.BytesIO(found))
    image.load()
    return image


def colours(image: Image.Image) -> list[str]:
    """By name, those in the middle of each quarter."""
    names = {"red": RED, "green": GREEN, "blue": BLUE, "yellow": YELLOW}
    found = []
    for seen in at_corners(image):
        near = [
            name
            for name, wanted in names.items()
            if max(abs(a - b) for a, b in zip(seen, wanted, strict=False)) <= NEAR
        ]
        found.append(near[0] if near else str(seen))
    return found


def test_what_it_holds(large: Pyramid) -> None:
    assert large.levels == ((3001, 1999), (1500, 999), (750, 499), (375, 249))
    assert large.tile == 512


@pytest.mark.parametrize(
    ("parameters", "size", "wanted"),
    [
        ("full/max/0/default.jpg", (3001, 1999), "red green blue yellow"),
        ("full/300,/0/default.png", (300, 200), "red green blue yellow"),
        ("full/375,249/0/default.webp", (375, 249), "red green blue yellow"),
        ("full/,7/0/default.png", (11, 7), "red green blue yellow"),
        ("full/^4000,/0/default.jpg", (4000, 2664), "red green blue yellow"),
        ("square/max/0/default.jpg", (1999, 1999), "red green blue yellow"),
        ("0,0,1400,900/70,45/0/default.png", (70, 45), "red red red red"),
        ("1600,1100,1400,800/max/0/default.jpg", (1400, 800), "yellow yellow yellow yellow"),
        ("pct:50,0,50,100/100,/0/default.png", (100, 133), "green green yellow yellow"),
        ("full/300,200/90/default.jpg", (200, 300), "blue red yellow green"),
        ("full/300,200/180/default.jpg", (300, 200), "yellow blue green red"),
        ("full/300,200/270/default.jpg", (200, 300), "green yellow red blue"),
        ("full/300,200/!0/default.jpg", (300, 200), "green red yellow blue"),
        # Mirrored first, then turned (3.0, 4.6).
        ("full/300,200/!90/default.jpg", (200, 300), "yellow green blue red"),
        ("2900,1900,1,1/max/0/default.png", (1, 1), "yellow yellow yellow yellow"),
    ],
)
def test_regions_sizes_and_turns(
    parameters: str, size: tuple[int, int], wanted: str, large: Pyramid
) -> None:
    image = given(large, parameters)
    assert image.size == size
    assert colours(image) == wanted.split()


def test_other_turns_have_nothing_around_them(large: Pyramid) -> None:
    image = given(large, "full/300,200/22.5/default.png")
    # 300·cos + 200·sin, 300·sin + 200·cos
    assert image.mode == "RGBA"
    assert abs(image.width - 354) <= 2
    assert abs(image.height - 300) <= 2
    assert image.getpixel((1, 1)) == (0, 0, 0, 0)
    assert given(large, "full/300,200/22.5/default.jpg").getpixel((1, 1)) == (255, 255, 255)


def test_qualities(large: Pyramid) -> None:
    assert given(large, "full/300,/0/color.jpg").mode == "RGB"
    grey = given(large, "full/300,/0/gray.png")
    assert grey.mode == "L"
    assert given(large, "full/300,/0/gray.jpg").mode == "L"
    ink = given(large, "full/300,/0/bitonal.png")
    assert ink.mode == "1"
    assert at_corners(ink) == [(0, 0, 0), (255, 255, 255), (0, 0, 0), (255, 255, 255)]
    assert given(large, "full/300,/10/bitonal.png").mode == "LA"


def test_tiles_of_every_level_fit_together(large: Pyramid) -> None:
    """As a viewer asks for them: https://iiif.io/api/image/3.0/implementation/#3-tile-region-parameter-calculation"""
    width, height = large.size
    for factor in (1, 2, 4, 8):
        sheet = Image.new("RGB", (-(-width // factor), -(-height // factor)))
        step = large.tile * factor
        for top in range(0, height, step):
            for left in range(0, width, step):
                wide, high = min(step, width - left), min(step, height - top)
                size = f"{-(-wide // factor)},{-(-high // factor)}"
                tile = given(large, f"{left},{top},{wide},{high}/{size}/0/default.png")
                sheet.paste(tile, (left // factor, top // factor))
        assert colours(sheet) == ["red", "green", "blue", "yellow"]
        small = sheet.resize((150, 100), Image.Resampling.BOX)
        assert apart_by(small, corners(150, 100)) < 2


def test_it_says_nothing_but_pixels(large: Pyramid) -> None:
    for form in ("jpg", "png", "webp"):
        info = given(large, f"full/300,/0/default.{form}").info
        assert not {"exif", "xmp", "icc_profile", "photoshop"} & set(info), form


def test_another_file_of_the_same_name_is_another_picture(tmp_path: Path) -> None:
    corners().save(tmp_path / "one.png")
    pyramid(tmp_path / "one.png", tmp_path)
    before = Pyramid.at(tmp_path / "pyramid.tif")
    corners(60, 90).save(tmp_path / "two.png")
    pyramid(tmp_path / "two.png", tmp_path)
    after = Pyramid.at(tmp_path / "pyramid.tif")
    assert before.print != after.print
    assert after.size == (60, 90)


BOUNDED = """
import resource, sys
from pathlib import Path
from media_pipeline.iiif.asked import Version, asked
from media_pipeline.iiif.bounds import Limits
from media_pipeline.iiif.pyramid import Pyramid
resource.setrlimit(resource.RLIMIT_DATA, (256 * 2**20,) * 2)
pyramid = Pyramid.at(Path(sys.argv[1]))
parameters = tuple(sys.argv[2].split("/"))
print(len(pyramid.given(asked(Version.THREE, pyramid.size, Limits(), parameters))))
"""


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pyramid of 144 megapixels, without two equal rows."""
    folder = tmp_path_factory.mktemp("huge")
    waves = pyvips.Image.sines(12_000, 12_000, hfreq=40, vfreq=30).linear(100, 128)
    noisy = (waves + pyvips.Image.gaussnoise(12_000, 12_000, sigma=9, seed=1)).cast("uchar")
    image = noisy.bandjoin([noisy, noisy]).copy(interpretation="srgb")
    image.tiffsave(str(folder / "huge.tif"), compression="jpeg", tile=True)
    pyramid(folder / "huge.tif", folder).close()
    return folder / "pyramid.tif"


@pytest.mark.slow
@pytest.mark.parametrize(
    "parameters",
    [
        "full/max/0/default.jpg",
        "full/max/90/default.webp",
        "full/^max/!270/default.png",
        "full/2048,1536/33.3/default.webp",
        "full/2048,1536/45/bitonal.png",
        "0,0,12000,400/8192,400/0/default.png",
        "0,0,10,10/^8192,1536/90/gray.webp",
    ],
)
def test_nothing_takes_more_than_256_megabytes(parameters: str, huge: Path) -> None:
    command = [sys.executable, "-c", BOUNDED, str(huge), parameters]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 1000
