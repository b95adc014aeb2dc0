"""The sheets of peoples, places and persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from heritage.peoples.models import People, Person, Place, PlaceUnit, PopulationCount
from heritage.records.sheet_parts import peoples, tags, title, upkeep
from heritage.records.sheets import (
    CellError,
    Cells,
    Fact,
    Lookups,
    Sheet,
    Special,
    Texts,
    Told,
    family,
    join,
    register,
    split,
)

CENSUS_YEAR = 2019
CENSUS_SOURCE = "Tổng điều tra dân số và nhà ở 1/4/2019"
_LARGEST_COUNT = 2_000_000_000


def _count(column: str, text: str, maximum: int = _LARGEST_COUNT) -> int:
    digits = text.replace(".", "").replace(" ", "").replace(",", "")
    if not (digits.isascii() and digits.isdigit()) or int(digits) > maximum:
        raise CellError(column, text, "integer_malformed")
    return int(digits)


def _read_populations(children: Sequence[PopulationCount], look: Lookups) -> Cells:
    census = next((child for child in children if child.year == CENSUS_YEAR), None)
    others = [child for child in children if child is not census]
    return {
        "population_2019": str(census.number) if census else "",
        "population_2019_source": census.source if census else "",
        "populations": join(f"{child.year}:{child.number}" for child in others),
        "population_sources": join(child.source for child in others),
    }


def _build_populations(cells: Cells, look: Lookups) -> list[dict[str, Any]]:
    rows = []
    if cells["population_2019"]:
        number = _count("population_2019", cells["population_2019"])
        source = cells["population_2019_source"] or CENSUS_SOURCE
        rows.append({"year": CENSUS_YEAR, "number": number, "source": source})
    sources = split(cells["population_sources"])
    for position, entry in enumerate(split(cells["populations"])):
        year, mark, number_text = entry.partition(":")
        if not mark:
            raise CellError("populations", entry, "population_malformed")
        source = sources[position] if position < len(sources) else ""
        if not source:
            raise CellError("population_sources", entry, "cell_empty")
        rows.append(
            {
                "year": _count("populations", year, 2200),
                "number": _count("populations", number_text),
                "source": source,
            }
        )
    return rows


UNIT_COLUMNS = (
    ("province_before_2025", "before", "province"),
    ("district_before_2025", "before", "district"),
    ("commune_before_2025", "before", "commune"),
    ("province_from_2025", "today", "province"),
    ("commune", "today", "commune"),
)
"""Column, era and level of the units a place lies in, the larger before the smaller."""
_ABOVE: dict[str, tuple[str, ...]] = {
    "province": (),
    "district": ("province",),
    "commune": ("district", "province"),
}


def _read_units(children: Sequence[PlaceUnit], look: Lookups) -> Cells:
    cells, codes = {}, []
    for column, era, level in UNIT_COLUMNS:
        units = [child for child in children if (child.era, child.level) == (era, level)]
        cells[column] = join(child.name_as_recorded for child in units)
        codes += [look.unit_code(child.unit_id) for child in units]
    cells["unit_codes"] = join(codes)
    return cells


def _build_units(cells: Cells, look: Lookups) -> list[dict[str, Any]]:
    """The units by the names given, each looked for within the province of its era.

    Codes, where there are any, stand for the same units in the same order and decide.
    """
    codes = split(cells["unit_codes"])
    rows: list[dict[str, Any]] = []
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for column, era, level in UNIT_COLUMNS:
        for name in split(cells[column]):
            if not name:
                continue
            code = codes[len(rows)] if len(rows) < len(codes) else ""
            if code:
                unit = look.unit_by_code(level, code, "unit_codes")
            else:
                within = next(
                    (found[era, above] for above in _ABOVE[level] if found[era, above]), []
                )
                unit = look.unit(level, name, era, within, column)
            if unit is not None:
                found[era, level].append(unit)
            rows.append({"era": era, "level": level, "unit_id": unit, "name_as_recorded": name})
    if len(codes) > len(rows):
        raise CellError(
            "unit_codes", cells["unit_codes"], "list_too_long", other="commune", count=len(rows)
        )
    return rows


PEOPLE = Sheet(
    kind="people",
    label="Dân tộc",
    file="peoples",
    model=People,
    columns=(
        title("name", "Tên dân tộc", "Chăm"),
        Fact(name="autonym", field="autonym", sample="Cam"),
        Fact(name="autonym_script", field="autonym_script", reads="script", sample="Latn"),
        Texts(
            relation="names",
            field="name",
            where={"use": "alternative"},
            columns=(family("alternative_names", "Tên gọi khác", "Được hiển thị."),),
        ),
        Texts(
            relation="names",
            field="name",
            where={"use": "search_only"},
            columns=(
                family("search_only_names", "Tên chỉ để tìm", "Không bao giờ hiện trên trang."),
            ),
        ),
        Fact(name="gso_code", field="gso_code", sample="14"),
        Fact(name="languages", field="languages", reads="languages", sample="cjm;vi"),
        Special(
            relation="populations",
            reader=_read_populations,
            builder=_build_populations,
            columns=(
                family("population_2019", "Dân số 2019", sample="178948"),
                family("population_2019_source", "Nguồn dân số 2019"),
                family("populations", "Dân số các năm khác", "Năm:số người, ví dụ 2009:161729."),
                family("population_sources", "Nguồn dân số các năm khác"),
            ),
        ),
        Told(name="provinces", field="provinces"),
        Told(name="summary", field="summary"),
        Told(name="history", field="history", markdown=True),
        Told(name="culture", field="culture", markdown=True),
        Told(name="festivals", field="festivals_told", markdown=True),
        Told(name="customs", field="customs_told", markdown=True),
        tags(),
        *upkeep(),
    ),
)

PLACE = Sheet(
    kind="place",
    label="Địa danh",
    file="places",
    model=Place,
    columns=(
        title("name", "Tên địa danh", "Bàu Trúc"),
        Fact(name="kind", field="place_kind", sample="village"),
        peoples(),
        Special(
            relation="unit_links",
            reader=_read_units,
            builder=_build_units,
            columns=(
                family("province_before_2025", "Tỉnh trước 1/7/2025", sample="Ninh Thuận"),
                family("district_before_2025", "Huyện trước 1/7/2025"),
                family("commune_before_2025", "Xã trước 1/7/2025"),
                family("province_from_2025", "Tỉnh hiện nay", sample="Khánh Hòa"),
                family("commune", "Xã, phường hiện nay", sample="Ninh Phước"),
                family(
                    "unit_codes",
                    "Mã đơn vị hành chính",
                    "Để trống thì máy tìm theo tên; theo thứ tự các cột trên.",
                ),
            ),
        ),
        Fact(name="latitude", field="latitude", reads="latitude", sample="11.53"),
        Fact(name="longitude", field="longitude", reads="longitude", sample="108.92"),
        Told(name="summary", field="summary"),
        tags(),
        *upkeep(),
    ),
)

PERSON = Sheet(
    kind="person",
    label="Nhân vật",
    file="persons",
    model=Person,
    columns=(
        title("name", "Tên nhân vật", "Nguyễn Văn A"),
        Fact(name="other_names", field="other_names"),
        Told(name="roles", field="roles", sample="nghệ nhân"),
        peoples(),
        Fact(name="living", field="living", sample="yes"),
        Told(name="biography", field="biography", markdown=True),
        tags(),
        *upkeep(),
    ),
)

register(PEOPLE, PLACE, PERSON)
