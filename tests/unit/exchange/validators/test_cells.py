"""What officers type into cells, and what they are told when it cannot be understood."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.exchange.validators import cells
from heritage.exchange.validators.cells import Coordinates, Inscription
from heritage.exchange.validators.problems import Fault
from heritage.exchange.validators.table_model import Row, Table


def code(result: object) -> str | None:
    return result.code if isinstance(result, Fault) else None


PARSERS = [
    cells.parse_date,
    cells.parse_integer,
    cells.parse_decimal,
    cells.parse_yes_no,
    cells.parse_months,
    cells.parse_list,
    cells.parse_edtf,
    cells.parse_phone,
    cells.parse_email,
    cells.parse_language,
    cells.parse_language_tag,
    cells.parse_languages,
    cells.parse_inscription,
]


@pytest.mark.parametrize("parser", PARSERS)
@given(text=st.text(max_size=40))
def test_no_cell_makes_a_parser_fail(parser, text: str) -> None:
    result = parser(text)
    if isinstance(result, Fault):
        assert result.at("bang.csv", 2, "cot", text).message("vi")


@pytest.mark.parametrize("parser", PARSERS)
def test_an_empty_cell_is_no_fault(parser) -> None:
    assert parser("  ") in (None, ())
    assert code(cells.required(" ")) == "cell_empty"
    assert cells.required("0") is None


@pytest.mark.parametrize(
    "text", ["2024-02-17", "17/02/2024", "17-2-2024", "17.02.2024", "2024-02-17 00:00:00"]
)
def test_days_as_people_write_them(text: str) -> None:
    assert cells.parse_date(text) == date(2024, 2, 17)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("02/17/2024", "date_month_first"),
        ("17/02/24", "date_short_year"),
        ("45339", "date_excel_number"),
        ("30/02/2024", "date_impossible"),
        ("mồng 8 tháng Giêng", "date_malformed"),
    ],
)
def test_days_that_are_none(text: str, fault: str) -> None:
    assert code(cells.parse_date(text)) == fault


@pytest.mark.parametrize("text", ["250000", "250.000", "250,000", "250 000", "250000.0", "២៥០០០០"])
def test_prices_as_people_write_them(text: str) -> None:
    assert cells.parse_integer(text) == 250000


def test_whole_numbers_keep_to_their_range() -> None:
    assert cells.parse_integer("0", minimum=0) == 0
    assert code(cells.parse_integer("-1", minimum=0)) == "number_too_small"
    assert code(cells.parse_integer("13", maximum=12)) == "number_too_large"
    assert code(cells.parse_integer("250.5")) == "integer_malformed"
    assert code(cells.parse_integer("250 nghìn")) == "integer_malformed"
    assert code(cells.parse_integer("9" * 5000)) == "integer_malformed"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13.98", "13.98"),
        ("13,98", "13.98"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("-2", "-2"),
    ],
)
def test_decimals_with_a_point_or_a_comma(text: str, number: str) -> None:
    assert cells.parse_decimal(text) == Decimal(number)


def test_decimals_that_are_none() -> None:
    for text in ("1.2.3.4,5,6", "NaN", "1e5", "5 kg", "Infinity"):
        assert code(cells.parse_decimal(text)) == "decimal_malformed", text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", True),
        ("Có", True),
        ("x", True),
        ("X", True),
        ("no", False),
        ("KHÔNG", False),
        ("không", False),
    ],
)
def test_yes_and_no(text: str, value: bool) -> None:
    assert cells.parse_yes_no(text) is value


def test_maybe_is_neither() -> None:
    assert code(cells.parse_yes_no("có thể")) == "yes_no_malformed"


def test_lists_and_months() -> None:
    assert cells.parse_list(" bana; hre ;;gia-rai;") == ("bana", "hre", "gia-rai")
    assert cells.parse_months("11;12;1") == (11, 12, 1)
    assert cells.parse_months("tháng 4, Tháng 5") == (4, 5)
    assert code(cells.parse_months("13")) == "month_malformed"
    assert code(cells.parse_months("Giêng")) == "month_malformed"
    assert code(cells.parse_months("1;1")) == "month_repeated"


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("13.98", "108.30"),
        ("8,69", "106,61"),
        ("16.53", "111.61"),
        ("10.38", "114.37"),
        ("9.93", "103.48"),
    ],
)
def test_places_on_the_mainland_and_the_islands(latitude: str, longitude: str) -> None:
    assert isinstance(cells.parse_coordinates(latitude, longitude), Coordinates)


@pytest.mark.parametrize(
    ("latitude", "longitude", "fault"),
    [
        ("108.30", "13.98", "coordinates_swapped"),
        ("13.98", "", "coordinates_half"),
        ("13.98, 108.30", "", "coordinates_in_one_cell"),
        ("13°58'48\"N", "108°18'E", "coordinates_in_degrees"),
        ("1398", "10830", "coordinates_lost_point"),
        ("48.85", "2.35", "coordinates_outside"),
        ("bắc", "đông", "coordinates_malformed"),
        ("0", "0", "coordinates_outside"),
    ],
)
def test_coordinates_that_cannot_be(latitude: str, longitude: str, fault: str) -> None:
    result = cells.parse_coordinates(latitude, longitude)
    assert isinstance(result, Fault)
    assert result.code == fault
    assert result.at("f", 2, "latitude", latitude).message("vi")


def test_exchanged_coordinates_are_named_the_right_way_round() -> None:
    result = cells.parse_coordinates("108.30", "13.98")
    assert isinstance(result, Fault)
    assert "latitude 13.98, longitude 108.30" in result.at("f", 2, None, "").message("en")


def test_telephone_numbers() -> None:
    assert cells.parse_phone("0000 000 000") == "0000 000 000"
    assert cells.parse_phone("+84  912.345.678") == "+84 912.345.678"
    lost = cells.parse_phone("912345678")
    assert isinstance(lost, Fault)
    assert lost.params["meant"] == "0912345678"
    assert code(cells.parse_phone("113")) == "phone_length"
    assert code(cells.parse_phone("0912345678; 0987654321")) == "phone_malformed"


def test_e_mail_addresses() -> None:
    assert cells.parse_email("ha-ri@example.vn ") == "ha-ri@example.vn"
    for text in ("ha-ri", "a@b@c.vn", "a b@c.vn", "a@b.vn\nBcc: c@d.vn"):
        assert code(cells.parse_email(text)) == "email_malformed", text


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("KM", "km"),
        ("cjm-cham", "cjm-Cham"),
        ("hre-x-1960", "hre-x-1960"),
        ("vi-vn", "vi-VN"),
        ("sl-rozaj-1994", "sl-rozaj-1994"),
        ("x-kontum", "x-kontum"),
    ],
)
def test_language_tags_in_their_usual_form(text: str, tag: str) -> None:
    assert cells.parse_language_tag(text) == tag


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("vn", "language_country"),
        ("kh", "language_country"),
        ("km_KH", "language_underscore"),
        ("tiếng Khmer", "language_malformed"),
        ("k", "language_malformed"),
        ("km-x", "language_malformed"),
        ("de-1996-1996", "language_malformed"),
        ("vi;km", "language_malformed"),
    ],
)
def test_language_tags_that_are_none(text: str, fault: str) -> None:
    assert code(cells.parse_language_tag(text)) == fault


def test_several_languages_and_languages_alone() -> None:
    assert cells.parse_languages("bdq;ren; vi") == ("bdq", "ren", "vi")
    assert code(cells.parse_languages("vi;vi")) == "language_repeated"
    assert cells.parse_language("km") == "km"
    assert code(cells.parse_language("km-KH")) == "language_not_alone"


def test_inscriptions() -> None:
    assert cells.parse_inscription("national:2014; unesco_representative:2022") == (
        Inscription("national", 2014),
        Inscription("unesco_representative", 2022),
    )
    assert code(cells.parse_inscription("2014")) == "inscription_malformed"
    assert code(cells.parse_inscription("provincial:2014")) == "inscription_kind"
    assert code(cells.parse_inscription("national:1014")) == "inscription_year"
    assert code(cells.parse_inscription("national:2014;national:2014")) == "inscription_repeated"


def test_archive_dates_name_the_mistake() -> None:
    assert code(cells.parse_edtf("1909-1918")) == "edtf_dash"
    assert code(cells.parse_edtf("khoảng 1955")) == "edtf_not_edtf"


def test_text_is_composed_silently_and_bounded() -> None:
    assert cells.parse_text("Le\u0302\u0303 ho\u0323\u0302i", max_length=6) == "Lễ hội"
    assert code(cells.parse_text("Lễ hội", max_length=5)) == "text_too_long"
    assert code(cells.parse_text("Lễ\u202ehội", max_length=50)) == "text_control_character"
    assert code(cells.parse_text("Leã hoäi", max_length=50)) == "encoding_vni"


def test_mangled_cells_are_reported_with_their_places() -> None:
    table = Table("bang.csv", ["id", "tên"], [Row(2, ("1", "Lễ hội")), Row(7, ("2", "Lá»… há»™i"))])
    (problem,) = cells.text_problems(table)
    assert (problem.row, problem.column, problem.code) == (7, "tên", "encoding_double")
    assert "Lễ hội" in problem.message("vi")
