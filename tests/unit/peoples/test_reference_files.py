"""The shipped reference files hold together: nothing doubled, nothing unnamed, nothing dangling."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from heritage.peoples.models.vocabulary import Scheme
from heritage.peoples.reference import terms, units
from heritage.peoples.reference.shipped import day, read

SHEET_CODES = {
    Scheme.ICH_LAW_2024: {
        "bieu_dat_truyen_khau",
        "nghe_thuat_trinh_dien",
        "tap_quan_xa_hoi_tin_nguong",
        "le_hoi_truyen_thong",
        "tri_thuc_dan_gian",
        "nghe_thu_cong",
    },
    Scheme.RIGHTS: {
        "in_copyright",
        "cc_by",
        "cc_by_nc",
        "public_domain",
        "community_restricted",
    },
    Scheme.CUSTOM_THEME: {
        "life_cycle",
        "house",
        "food",
        "costume",
        "music_dance",
        "belief",
        "law",
        "craft",
        "farming",
        "oral_literature",
        "writing",
    },
    Scheme.NOTICE_TOPIC: {
        "policy",
        "law",
        "health",
        "gender",
        "children",
        "disaster",
        "forest",
        "science_technology",
        "education",
        "jobs",
    },
    Scheme.WORD_DOMAIN: {
        "animal",
        "body",
        "community",
        "craft",
        "family",
        "farming",
        "festival",
        "food",
        "greeting",
        "home",
        "house",
        "kinship",
        "language",
        "music",
        "nature",
        "number",
        "people",
        "quality",
        "religion",
        "time",
    },
    Scheme.PRODUCT_CATEGORY: {
        "textile",
        "pottery",
        "basketry",
        "food",
        "drink",
        "instrument",
        "jewellery",
        "wood",
        "mat",
        "souvenir",
    },
}


def vocabulary(scheme: Scheme) -> list[dict[str, str]]:
    return read(terms.FOLDER / f"{scheme.value}.csv")


@pytest.fixture(scope="module")
def rows():
    return read(units.FILE)


@pytest.mark.parametrize("scheme", Scheme)
def test_every_term_is_named_in_vietnamese_and_english_once(scheme):
    found = vocabulary(scheme)
    assert all(row["label_vi"] and row["label_en"] for row in found)
    for column in ("code", "label_vi", "label_en"):
        assert max(Counter(row[column] for row in found).values()) == 1


@pytest.mark.parametrize("scheme", SHEET_CODES)
def test_every_code_of_the_sheets_is_a_term(scheme):
    assert SHEET_CODES[scheme] <= {row["code"] for row in vocabulary(scheme)}


def test_each_type_of_an_older_or_other_scheme_maps_to_a_type_of_the_law():
    law = {f"ich-law-2024/{row['code']}" for row in vocabulary(Scheme.ICH_LAW_2024)}
    for scheme in (Scheme.ICH_CIRCULAR_2010, Scheme.ICH_UNESCO_2003):
        targets = [set(row["maps_to"].split(";")) for row in vocabulary(scheme)]
        assert all(targets)
        assert set.union(*targets) == law


def test_the_law_takes_over_the_day_the_older_types_end():
    (starts,) = {day(row["valid_from"]) for row in vocabulary(Scheme.ICH_LAW_2024)}
    (ends,) = {day(row["valid_to"]) for row in vocabulary(Scheme.ICH_CIRCULAR_2010)}
    assert (starts, ends) == (date(2025, 7, 1), date(2025, 6, 30))


def test_rights_are_identified_by_published_addresses_except_the_communitys_own():
    without = [row["code"] for row in vocabulary(Scheme.RIGHTS) if not row["uri"]]
    assert without == ["community_restricted"]
    known = ("http://rightsstatements.org/vocab/", "http://creativecommons.org/")
    addresses = [row["uri"] for row in vocabulary(Scheme.RIGHTS) if row["uri"]]
    assert all(
        uri.startswith(known) and uri.endswith("/1.0/" if known[0] in uri else "/")
        for uri in addresses
    )


def test_units_are_counted_as_the_law_counts_them(rows):
    def count(digits: int, on: date) -> int:
        return sum(
            len(row["code"]) == digits
            and (day(row["valid_from"]) or date.min) <= on <= (day(row["valid_to"]) or date.max)
            for row in rows
        )

    assert [count(digits, date(2025, 6, 30)) for digits in (2, 3, 5)] == [63, 696, 10035]
    assert [count(digits, date(2025, 7, 1)) for digits in (2, 3, 5)] == [34, 0, 3321]
    assert [count(digits, date(2026, 4, 30)) for digits in (2, 3, 5)] == [34, 0, 3321]


def test_a_code_names_one_unit_at_a_time(rows):
    periods: dict[str, list[tuple[date, date]]] = {}
    for row in rows:
        period = (day(row["valid_from"]) or date.min, day(row["valid_to"]) or date.max)
        periods.setdefault(row["code"], []).append(period)
    for code, known in periods.items():
        known.sort()
        overlapping = [1 for one, other in pairwise(known) if other[0] <= one[1]]
        assert not overlapping, code


def test_only_four_old_communes_have_no_known_successor(rows):
    lost = [
        f"{row['type']} {row['name']}"
        for row in rows
        if len(row["code"]) == 5 and row["valid_to"] and not row["successors"]
    ]
    assert lost == [
        "Xã Thượng Bình",
        "Xã Trung Môn",
        "Phường Xuân Hòa",
        "Phường Phú Bình",
    ]
