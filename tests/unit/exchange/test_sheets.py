"""The declared sheets hold everything the models hold, and their headers are unmistakable."""

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from heritage.exchange.schema import bound_sheets, recognise
from heritage.records.sheets import CellError, Fact, Terms, Told, join, split
from heritage.records.things import kinds

DERIVED = {
    "identifier", "created_earliest", "created_latest", "coordinate_decimals",
}  # fmt: skip
"""Columns that follow from others."""


def test_every_kind_has_a_sheet():
    assert set(kinds()) <= set(bound_sheets())


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_everything_a_model_holds_is_in_its_sheet(kind):
    sheet, model = bound_sheets()[kind], kinds()[kind]
    told = {column.field for column in sheet.told}
    facts = {column.field for column in sheet.facts}
    assert set(model.told_fields) - told == set()
    assert {field.name for field in model.fact_fields()} - facts - told - DERIVED == set()
    relations = {family.relation for family in sheet.families}
    relations |= {tags.relation for tags in sheet.tags}
    relations |= {terms.field for terms in sheet.terms}
    relations |= {
        str(sheet.field(sheet.sheet.owner).remote_field.related_name)  # type: ignore[union-attr]
        for sheet in bound_sheets().values()
        if sheet.is_child and sheet.field(sheet.sheet.owner).related_model is model
    }
    assert set(model.fact_relations()) - relations == set()


@pytest.mark.parametrize("kind", sorted(bound_sheets()))
def test_columns_of_a_sheet_have_names_and_headings_of_their_own(kind):
    sheet = bound_sheets()[kind]
    assert len(set(sheet.names)) == len(sheet.names)
    assert len({cell.heading for cell in sheet.cells}) == len(sheet.cells)
    for cell in sheet.cells:
        assert sheet.name_of(cell.name) == cell.name
        assert sheet.name_of(cell.heading) == cell.name
        assert sheet.name_of(cell.heading.upper()) == cell.name


def test_every_sheet_is_recognised_by_its_own_header():
    for sheet in bound_sheets().values():
        assert recognise(sheet.names)[0] is sheet
        assert recognise([cell.heading for cell in sheet.cells])[0] is sheet


def test_the_columns_of_the_given_sheets_are_all_known():
    for path in (settings.BASE_DIR / "demo" / "content").glob("*.csv"):
        header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
        sheet, _near = recognise(header)
        assert sheet is not None, path.name
        assert all(sheet.name_of(column) for column in header), path.name


def test_names_of_old_columns_mean_the_new():
    word = bound_sheets()["word"]
    assert word.name_of("headword_rumi") == "headword"
    assert word.name_of("headword_akhar_thrah") == "headword_native"
    assert word.name_of("example_km") == "example"
    product = bound_sheets()["product"]
    assert product.name_of("Tên sản phẩm") == "title_vi"
    assert product.name_of("Tên sản phẩm (tiếng Anh)") == "title_en"


@hypothesis_settings(deadline=None)
@given(st.lists(st.text(alphabet="ab;\\ é", min_size=1).map(str.strip).filter(bool), max_size=5))
def test_a_list_of_values_survives_its_cell(values):
    assert split(join(values)) == values


def test_columns_are_of_the_models():
    for sheet in bound_sheets().values():
        for column in sheet.columns:
            if isinstance(column, (Fact, Told, Terms)):
                sheet.field(column.field)


def test_an_error_may_name_any_parameter():
    error = CellError("languages", "vn", "language_country", code="x", part="vn")
    assert error.params == {"code": "x", "part": "vn"}
