"""Vietnamese typed by the keys of Telex or VNI where no keyboard puts the letters together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.folding import fold
from search.analysis.keys import put_together


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("leex hooij", "lễ hội"),
        ("le64 ho65i", "lễ hội"),
        ("dduwowcj", "được"),
        ("d9uo75c", "được"),
        ("nguwowif chawm", "người chăm"),
        ("nguowif chawm", "người chăm"),
        ("lux quets thif chayj ddi ddaau", "lũ quét thì chạy đi đâu"),
        ("bij luwaf qua ddt", "bị lừa qua đt"),
        ("quaf gif giair giuwx", "quà gì giải giữ"),
        ("hoaf binhf", "hòa bình"),
        ("le64 ho65i cha8m", "lễ hội chăm"),
        ("khan8 ra8n2", "khăn rằn"),
        ("ba8t1 d9a62u", "bắt đầu"),
        ("tw lieeuj", "tư liệu"),
        ("uoongs nuwowcs", "uống nước"),
        # A name, a number, a word without keys may stand among them.
        ("leex hooij kate", "lễ hội kate"),
        ("quyeets ddinhj 414", "quyết định 414"),
        ("leex cungs duwaf soc trang", "lễ cúng dừa soc trang"),
    ],
)
def test_what_the_keys_meant(typed: str, meant: str) -> None:
    assert put_together(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        *("le hoi", "lễ hội", "soc trang", "", " ", "414", "BN-2024-0012", "8th century", "H're"),
        *("new", "new view", "b6", "8a8"),
        *("what to wear at a tower", "drums", "mbeng lasei", "handwoven mats for my boutique"),
        *("អកអំបុក", "ꨀꨇꩉ", "people:hre", "a&b"),
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert put_together(text) == text


@given(st.text(st.sampled_from("aeiouydwsfrxj123456789 nghtkqubcl"), max_size=40))
def test_nothing_is_too_odd(text: str) -> None:
    meant = put_together(text)
    assert len(meant.split()) == len(text.split())
    assert fold(meant) == fold(fold(meant))
