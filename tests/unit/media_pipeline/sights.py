"""Pictures for tests of recipes, and how what came out looks."""

import io
import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from media_pipeline.facts import Facts, Kind
from media_pipeline.recipes import pictures, zoom
from media_pipeline.recipes.recipe import Made
from tests.conftest import SHARED

IMAGES = SHARED / "data" / "media" / "images"
PHOTOGRAPH = Facts("image/jpeg", Kind.IMAGE)
DRAWING = Facts("image/svg+xml", Kind.IMAGE)
CORNERS = ("#c03020", "#20a040", "#2040c0", "#e0d040")
"""Top left, top right, bottom left, bottom right."""
TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How an upright picture is stored so that this orientation shows it upright."""


def corners(width: int = 90, height: int = 60) -> Image.Image:
    """A picture of four colours, upright."""
    image = Image.new("RGB", (width, height))
    w, h = width // 2, height // 2
    for number, colour in enumerate(CORNERS):
        image.paste(colour, (number % 2 * w, number // 2 * h, (number % 2 + 1) * w, height))
    return image


def stored(orientation: int, path: Path, mode: str = "RGB", **how: Any) -> Path:
    """The four corners in a file, upright for who follows its orientation."""
    image = corners()
    if mode == "LAB":
        own, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        changed = ImageCms.profileToProfile(image, own, lab, outputMode="LAB")
        assert changed is not None
        image = changed
    turn = TURNS[orientation]
    image = image if turn is None else image.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.save(path, exif=exif, **how)
    return path


def opened(path: Path) -> Image.Image:
    """A picture in memory, with what its file says of itself."""
    with Image.open(path) as image:
        image.load()
        return image


def picture(path: Path, into: Path, facts: Facts = PHOTOGRAPH, **options: Any) -> Made:
    """What the recipe `picture` makes of it."""
    into.mkdir(exist_ok=True)
    return pictures.make(path, facts, into, options)


def pyramid(path: Path, into: Path, facts: Facts = PHOTOGRAPH) -> Image.Image:
    """What the recipe `zoom` makes of it: the largest page."""
    into.mkdir(exist_ok=True)
    zoom.make(path, facts, into, {})
    return opened(into / zoom.NAME)


def both(path: Path, folder: Path, facts: Facts = PHOTOGRAPH) -> Mapping[str, Image.Image]:
    """The largest derivative in each form."""
    made = picture(path, folder / "picture", facts)
    largest = max((one for one in made.files if one.name[0].isdigit()), key=lambda one: one.width)
    stem = largest.name.split(".")[0]
    return {
        "avif": opened(folder / "picture" / f"{stem}.avif"),
        "jpg": opened(folder / "picture" / f"{stem}.jpg"),
        "pyramid": pyramid(path, folder / "zoom", facts),
    }


def seen(path: Path) -> Image.Image:
    """The file as Pillow sees it: first frame, upright, in sRGB, on white."""
    with Image.open(path) as image:
        image.seek(0)
        profile = image.info.get("icc_profile")
        found = ImageOps.exif_transpose(image)
    if profile and found.mode in ("RGB", "L"):
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        own = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(found, given, own, outputMode="RGB")
        assert changed is not None
        found = changed
    found = found.convert("RGBA")
    paper = Image.new("RGBA", found.size, "white")
    paper.alpha_composite(found)
    return paper.convert("RGB")


def apart_by(one: Image.Image, other: Image.Image) -> float:
    """By how much two pictures of one size differ: mean of all values, of 255."""
    assert one.size == other.size
    pairs = zip(one.convert("RGB").tobytes(), other.convert("RGB").tobytes(), strict=True)
    return sum(abs(a - b) for a, b in pairs) / (one.width * one.height * 3)


def at_corners(image: Image.Image) -> list[tuple[int, int, int]]:
    """The colours in the middle of each quarter."""
    rgb = image.convert("RGB")
    found = []
    for y, x in itertools.product((1, 3), (1, 3)):
        value = rgb.getpixel((rgb.width * x // 4, rgb.height * y // 4))
        assert isinstance(value, tuple)
        found.append((int(value[0]), int(value[1]), int(value[2])))
    return found
