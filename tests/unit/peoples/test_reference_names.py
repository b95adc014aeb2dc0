"""Names of units are understood however they are written."""

import pytest

from heritage.peoples.reference.names import Reading, readings, spelling


@pytest.mark.parametrize(
    ("written", "folded", "type_"),
    [
        ("Hà Giang", "ha giang", None),
        ("tỉnh Hà Giang", "ha giang", "tỉnh"),
        ("TP Cần Thơ", "can tho", "thành phố"),
        ("TP. Cần Thơ", "can tho", "thành phố"),
        ("TP.HCM", "ho chi minh", "thành phố"),
        ("TPHCM", "ho chi minh", None),
        ("thị trấn Phước Dân", "phuoc dan", "thị trấn"),
        ("thị xã Tịnh Biên", "tinh bien", "thị xã"),
        ("P. Bến Nghé", "ben nghe", "phường"),
        ("Đặc khu Lý Sơn", "ly son", "đặc khu"),
        ("phường Lang Biang – Đà Lạt", "lang biang da lat", "phường"),
        ("Thừa Thiên Huế", "hue", None),
        ("xã M’Drắk", "mdrak", "xã"),
    ],
)
def test_a_name_is_read_with_and_without_its_type(written, folded, type_):
    assert Reading(folded, type_) in readings(written)


@pytest.mark.parametrize("name", ["Xa Dung", "Phường Đúc", "Thành Công", "Quan Hóa"])
def test_a_name_that_begins_like_a_type_is_still_a_name(name):
    assert readings(name)[0].type is None


def test_a_type_alone_is_no_name():
    assert [reading.type for reading in readings("tỉnh")] == [None]


def test_the_place_of_a_tone_mark_does_not_matter_but_the_tone_does():
    assert spelling("Xã Hoà An") == spelling("xã Hòa An")
    assert spelling("Xã Hoá An") != spelling("Xã Hòa An")
    assert spelling("Lang Biang - Đà Lạt") == spelling("Lang Biang-Đà Lạt")
