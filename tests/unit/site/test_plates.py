"""The prints in git are those of the scenes; each can be read, carried and credited."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings

from heritage.site.plates.captions import CAPTIONS
from heritage.site.plates.edition import PLATES
from heritage.site.plates.press import compose
from heritage.site.plates.sheet import Plate
from heritage.site.plates.thrift import BROAD

FOLDER = Path(settings.BASE_DIR) / "static" / "site" / "plates"
PAGE_BYTES, ROW_BYTES = 18_000, 8_000

each_plate = pytest.mark.parametrize("plate", PLATES, ids=lambda plate: plate.slug)


@each_plate
def test_prints_are_up_to_date(plate: Plate) -> None:
    assert (FOLDER / f"{plate.slug}.svg").read_bytes() == compose(plate).encode()
    assert (FOLDER / f"{plate.slug}-small.svg").read_bytes() == compose(plate, BROAD).encode()


def test_no_print_is_left_of_a_plate_that_is_gone() -> None:
    printed = {path.stem.removesuffix("-small") for path in FOLDER.iterdir()}
    assert printed == {plate.slug for plate in PLATES}


@each_plate
def test_a_print_is_light_enough_for_a_first_view(plate: Plate) -> None:
    sizes = [
        len(gzip.compress((FOLDER / f"{name}.svg").read_bytes()))
        for name in (plate.slug, f"{plate.slug}-small")
    ]
    assert sizes[0] < PAGE_BYTES
    assert sizes[1] < ROW_BYTES


@each_plate
def test_what_a_plate_shows_is_told_in_vietnamese_and_english(plate: Plate) -> None:
    caption = CAPTIONS[plate.slug]
    for words in (caption.title, caption.alt):
        assert words["vi"]
        assert words["en"]
        assert words["en"] != words["vi"]


def test_every_caption_has_its_plate() -> None:
    assert set(CAPTIONS) == {plate.slug for plate in PLATES}
