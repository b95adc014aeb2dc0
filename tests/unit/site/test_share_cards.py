"""What is printed on a share picture: letters that can be drawn, shaped as they are written."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from PIL import Image, ImageChops

from heritage.site.share.letters import drawable
from heritage.site.share.printer import printed

CARD = {
    **dict.fromkeys(("kicker", "native", "date", "line", "plate", "name", "subname"), ""),
    "names": [],
    "lang": "km",
    "tall": True,
    "own_script": False,
    "band": '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"/>',
}


def ink(**said: Any) -> tuple[int, int]:
    """Width and height of what a title covers."""
    page = Image.open(io.BytesIO(printed(json.dumps(CARD | said)))).convert("L")
    words = page.crop((290, 30, 1200, 480))
    box = ImageChops.invert(words).point(lambda grey: 255 if grey > 60 else 0).getbbox()
    assert box is not None
    return box[2] - box[0], box[3] - box[1]


@pytest.mark.parametrize(("beside", "below"), [("កក", "ក្ក"), ("ꨆꨆ", "ꨆꨶ")], ids=["Khmer", "Cham"])
def test_letters_that_stand_below_others_do(beside: str, below: str) -> None:
    (wide, low), (narrow, high) = ink(title=beside), ink(title=below)
    assert narrow < wide * 0.8
    assert high > low


def test_a_long_title_is_small_and_whole() -> None:
    title = "Nghi lễ cúng cơm mới và mừng nhà rông mới của cộng đồng người Ba Na ở xã Vĩnh Sơn "
    width, height = ink(title=title * 2, tall=False, lang="vi")
    assert width <= 900
    assert height < 440


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Lễ hội 🎉 Katê", "Lễ hội Katê"),
        ("Katê\u202egnuhp", "Katêgnuhp"),
        ("Lễ\nhội\t Katê", "Lễ hội Katê"),
        ("Bahnar ơ̆", "Bahnar ơ̆"),
        ("漢字", ""),
        ("a" * 20, "a" * 10 + "…"),
        ("រាជារាជារាក្ក", "រាជារាជារា…"),
    ],
)
def test_what_cannot_be_drawn_is_left_out(title: str, shown: str) -> None:
    assert drawable(title, 11 if title.startswith("រ") else 10 if title[0] == "a" else 40) == shown
