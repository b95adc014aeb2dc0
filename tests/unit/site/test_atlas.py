"""The map itself: where things lie on it, and marks that a finger can tell apart."""

from __future__ import annotations

import random
import re
from itertools import combinations
from math import hypot
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from heritage.site.atlas.frames import ACROSS, COUNTRY, FRAMES, PROVINCES
from heritage.site.atlas.marks import APART, Point, marks_of
from heritage.site.atlas.projection import HEIGHT, WIDTH, project
from heritage.site.atlas.regions import REGION_OF, REGIONS, code_of

SHEET = Path(settings.BASE_DIR) / "static" / "site" / "map" / "viet-nam.svg"


def test_a_degree_is_as_long_to_the_north_as_to_the_east_at_the_parallel() -> None:
    x, y = project(16, 108)
    assert project(15, 108)[1] - y == pytest.approx(100)
    # cos 16° = 0.96126
    assert project(16, 109)[0] - x == pytest.approx(96.126, abs=0.001)


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [
        ("15", 22.486, 103.975),  # Lào Cai
        ("01", 21.028, 105.854),  # Hà Nội
        ("46", 16.467, 107.590),  # Huế
        ("51", 14.350, 108.000),  # Kon Tum
        ("56", 11.565, 108.989),  # Phan Rang
        ("86", 9.934, 106.342),  # Trà Vinh
        ("91", 10.289, 103.984),  # Phú Quốc
    ],
)
def test_towns_lie_in_their_provinces(code: str, latitude: float, longitude: float) -> None:
    x, y = project(latitude, longitude)
    province = PROVINCES[code]
    assert province.west < x < province.east
    assert province.north < y < province.south
    across, down = FRAMES[REGION_OF[code].slug].place(latitude, longitude)
    assert 0 < across < ACROSS
    assert 0 < down < FRAMES[REGION_OF[code].slug].down


def test_every_province_of_today_is_in_one_region() -> None:
    codes = [code for region in REGIONS for code in region.provinces]
    assert len(codes) == len(set(codes)) == len(PROVINCES) == 34
    assert set(codes) == set(PROVINCES)


def test_a_province_is_known_by_code_or_by_name_however_it_is_spelled() -> None:
    assert code_of("56", "") == code_of(None, "Khánh Hoà") == code_of("", "khánh hòa") == "56"
    assert code_of("58", "Ninh Thuận") == ""


def test_the_sheet_has_the_land_and_both_archipelagos_where_they_are() -> None:
    text = SHEET.read_text()
    assert len(text) < 16_000
    shapes = dict(re.findall(r'<path id="([^"]+)" d="([^"]+)"/>', text))
    assert {region.slug for region in REGIONS} <= shapes.keys()
    assert f'viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}"' in text
    for name, (south, west, north, east) in {
        "hoang-sa": (15.7, 111.1, 17.2, 112.9),
        "truong-sa": (6.8, 111.3, 12.1, 117.9),
    }.items():
        spots = [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)", shapes[name])]
        (left, top), (right, bottom) = project(north, west), project(south, east)
        assert len(spots) > 10
        assert all(left < x < right and top < y < bottom for x, y in spots)
        assert all(0 < x < COUNTRY.width and 0 < y < COUNTRY.height for x, y in spots)


points = st.lists(
    st.tuples(st.sampled_from("abc"), st.floats(0, 400), st.floats(0, 500)), min_size=1, max_size=60
)


@given(points)
@given_settings(max_examples=60, deadline=None)
def test_marks_hold_every_point_and_keep_apart(places: list[tuple[str, float, float]]) -> None:
    given = [Point(key, *place) for key, place in enumerate(places)]
    marks = marks_of(given, 400, 500)
    assert sorted(p.key for mark in marks for p in mark.points) == [p.key for p in given]
    assert all(len({p.group for p in mark.points}) == 1 for mark in marks)
    assert all(0 < mark.x < 400 and 0 < mark.y < 500 for mark in marks)
    for one, other in combinations(marks, 2):
        assert hypot(one.x - other.x, one.y - other.y) > APART - 1.5


def test_the_same_places_always_make_the_same_map() -> None:
    chance = random.Random(4)
    given = [
        Point(key, chance.choice("ab"), chance.uniform(0, 400), chance.uniform(0, 400))
        for key in range(50)
    ]
    turned = list(reversed(given))
    assert marks_of(given, 400, 400) == marks_of(turned, 400, 400)


def test_a_village_alone_is_where_it_is() -> None:
    (mark,) = marks_of([Point(1, "a", 120.0, 80.0)], 400, 400)
    assert (mark.x, mark.y) == (120.0, 80.0)


def test_more_than_a_list_can_hold_is_one_mark() -> None:
    given = [Point(key, "a", key * 3.0, 200.0) for key in range(100)]
    assert len(marks_of(given, 400, 400, most=40)) == 1
