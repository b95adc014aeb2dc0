"""Sheets with every kind of mistake: each gives a row of the report, and nothing changes."""

import io
import json

import pytest
from django.core.management import call_command
from openpyxl import Workbook

from heritage.exchange.loading import check
from heritage.exchange.models import Load
from heritage.exchange.reading import SourceFile
from heritage.exchange.staged import Landing
from heritage.records.models import Identifier
from tests.integration.exchange.conftest import (
    EDITION,
    FESTIVAL,
    ITEM,
    PEOPLE,
    PLACE,
    WORD,
    sheet,
)

pytestmark = pytest.mark.django_db

PRODUCER = {"id": "bau", "name_vi": "Bàu Trúc", "kind": "village", "phone": "0259 388 8888"}
PRODUCT = {
    "id": "binh", "title_vi": "Bình", "producer_id": "bau", "category": "pottery",
    "price_kind": "fixed", "price_min_vnd": "1000", "stock": "in_stock",
}  # fmt: skip
LIBRARY = {"id": "lib", "kind": "legal", "number": "1/QĐ", "title_vi": "Quyết định", "date": "2019"}
NOTICE = {"id": "nt", "topic": "law", "title_vi": "Luật", "body_vi": "x", "published": "2025-01-02"}

ROWS: list[tuple[str, dict[str, str], str, str]] = [
    ("people", PEOPLE | {"id": ""}, "id", "id_missing"),
    ("people", PEOPLE | {"id": "a;b"}, "id", "id_malformed"),
    ("people", PEOPLE | {"id": "p" * 65}, "id", "id_malformed"),
    ("people", PEOPLE | {"name_vi": ""}, "name_vi", "cell_empty"),
    ("people", PEOPLE | {"name_en": "", "summary_en": "x"}, "name_en", "told_text_missing"),
    ("people", PEOPLE | {"name_vi": "x" * 300}, "name_vi", "text_too_long"),
    ("people", PEOPLE | {"name_vi": "Ch\u0007ăm"}, "name_vi", "text_control_character"),
    ("people", PEOPLE | {"name_vi": "Ch\u202eăm"}, "name_vi", "text_control_character"),
    ("people", PEOPLE | {"languages": "vn"}, "languages", "language_country"),
    ("people", PEOPLE | {"languages": "tiếng"}, "languages", "language_malformed"),
    ("people", PEOPLE | {"autonym_script": "Chăm"}, "autonym_script", "script_malformed"),
    ("people", PEOPLE | {"population_2019": "nhiều"}, "population_2019", "integer_malformed"),
    ("people", PEOPLE | {"populations": "2009"}, "populations", "population_malformed"),
    ("people", PEOPLE | {"permanent_id": "xyz"}, "permanent_id", "permanent_id_malformed"),
    ("people", PEOPLE | {"audience": "ai đó"}, "audience", "choice_unknown"),
    ("people", PEOPLE | {"state": "xong"}, "state", "choice_unknown"),
    ("people", PEOPLE | {"slug_vi": "Có Dấu"}, "slug_vi", "slug_malformed"),
    ("place", PLACE | {"kind": "quán"}, "kind", "choice_unknown"),
    ("place", PLACE | {"people_ids": "chamm"}, "people_ids", "reference_dangling"),
    ("place", PLACE | {"people_ids": "cham;cham"}, "people_ids", "reference_repeated"),
    ("place", PLACE | {"people_ids": "ok-place"}, "people_ids", "reference_of_another_kind"),
    ("place", PLACE | {"latitude": "48.9", "longitude": "2.3"}, "latitude", "coordinates_outside"),
    ("place", PLACE | {"latitude": "108.9", "longitude": "11"}, "latitude", "coordinates_swapped"),
    ("place", PLACE | {"longitude": ""}, "longitude", "coordinates_half"),
    ("place", PLACE | {"latitude": "bắc"}, "latitude", "decimal_malformed"),
    ("festival", FESTIVAL | {"ich_type": "vui"}, "ich_type", "term_unknown"),
    ("festival", FESTIVAL | {"calendar": ""}, "calendar", "cell_empty"),
    ("festival", FESTIVAL | {"calendar": "maya"}, "calendar", "choice_unknown"),
    ("festival", FESTIVAL | {"typical_months": "13"}, "typical_months", "month_malformed"),
    ("festival", FESTIVAL | {"duration_days": "ba"}, "duration_days", "integer_malformed"),
    ("festival", FESTIVAL | {"inscription": "2017"}, "inscription", "inscription_malformed"),
    ("festival", FESTIVAL | {"inscription": "làng:2017"}, "inscription", "inscription_kind"),
    ("festival", FESTIVAL | {"inscription": "national:1950"}, "inscription", "inscription_year"),
    ("edition", EDITION | {"festival_id": "katee"}, "festival_id", "reference_dangling"),
    ("edition", EDITION | {"start_date": "31/02/2024"}, "start_date", "date_impossible"),
    ("edition", EDITION | {"start_date": "02/17/2024"}, "start_date", "date_month_first"),
    ("edition", EDITION | {"end_date": "2024-10-01"}, "end_date", "end_before_start"),
    ("edition", EDITION | {"year": "2023"}, "year", "year_differs"),
    ("edition", EDITION | {"source_note": ""}, "source_note", "cell_empty"),
    ("edition", EDITION | {"programme": "[{"}, "programme", "programme_malformed"),
    ("item", ITEM | {"created": "khoảng 1955"}, "created", "edtf_not_edtf"),
    ("item", ITEM | {"created": "1918/1909"}, "created", "edtf_reversed"),
    ("item", ITEM | {"rights": "của tôi"}, "rights", "term_unknown"),
    ("item", ITEM | {"related_ids": "khong-co"}, "related_ids", "reference_dangling"),
    ("item", ITEM | {"title_vi": "LÔ héi truyÒn thèng"}, "title_vi", "encoding_tcvn3"),
    ("item", ITEM | {"title_vi": "Lá»… há»™i KatÃª"}, "title_vi", "encoding_double"),
    ("word", WORD | {"language": "vn"}, "language", "language_country"),
    ("word", WORD | {"part_of_speech": "từ"}, "part_of_speech", "choice_unknown"),
    ("producer", PRODUCER | {"phone": "912345678"}, "phone", "phone_lost_zero"),
    ("producer", PRODUCER | {"email": "a b"}, "email", "email_malformed"),
    ("product", PRODUCT | {"price_min_vnd": ""}, "price_min_vnd", "price_missing"),
    ("product", PRODUCT | {"price_max_vnd": "900"}, "price_max_vnd", "price_reversed"),
    ("product", PRODUCT | {"for_sale": "tùy"}, "for_sale", "yes_no_malformed"),
    ("library", LIBRARY | {"cited_by_ids": "cham"}, "cited_by_ids", "reference_of_another_kind"),
    ("notice", NOTICE | {"published": "45000"}, "published", "date_excel_number"),
]  # fmt: skip
"""Sheet, row, the column in which it is wrong, the code of the message."""

KEYS = {"edition": "festival_id", "word": "headword"}


def mistaken_sheets() -> list[SourceFile]:
    """One file a kind with its mistakes in rows of their own, and the things they refer to."""
    by_kind: dict[str, list[dict[str, str]]] = {}
    for position, (kind, row, _column, _code) in enumerate(ROWS):
        own = dict(row)
        if own.get("id") and ";" not in own["id"] and len(own["id"]) <= 64:
            own["id"] = f"{own['id']}-{position}"
        if kind == "word":
            own["headword"] = f"palei {position}"
        if kind == "edition" and own["start_date"] == EDITION["start_date"]:
            own["start_date"] = f"2024-10-{position % 28 + 1:02}"
            own["end_date"] = own["end_date"] and (
                "2024-09-01" if own["end_date"] == "2024-10-01" else "2024-11-30"
            )
        by_kind.setdefault(kind, []).append(own)
    files = [sheet(f"{kind}.csv", *rows) for kind, rows in by_kind.items()]
    good = [
        sheet("ok-people.csv", PEOPLE),
        sheet("ok-place.csv", PLACE, PLACE | {"id": "ok-place"}),
        sheet("ok-festival.csv", FESTIVAL),
        sheet("ok-producer.csv", PRODUCER),
    ]
    return [*files, *good]


def test_every_mistake_gives_its_row_in_the_report_and_nothing_changes(archive):
    outcome = check(mistaken_sheets(), Landing())
    found = {(problem.file, problem.column, problem.code) for problem in outcome.problems}
    wanted = {(f"{kind}.csv", column, code) for kind, _row, column, code in ROWS}
    assert wanted - found == set()
    assert len(outcome.problems) >= len(ROWS) >= 40
    assert len({problem.code for problem in outcome.problems}) >= 35
    assert not Identifier.objects.exists()


def test_no_mistake_is_reported_twice_or_in_the_wrong_row(archive):
    outcome = check(mistaken_sheets(), Landing())
    places = [(one.file, one.row, one.column, one.code) for one in outcome.problems]
    assert len(places) == len(set(places))
    assert all(one.row is not None and one.row > 1 for one in outcome.problems)
    assert not [one for one in outcome.problems if one.file.startswith("ok-")]


def test_every_message_says_what_to_do_in_both_languages(archive):
    for problem in check(mistaken_sheets(), Landing()).problems:
        assert problem.message("vi") != problem.message("en")
        assert "{" not in problem.message("vi") + problem.message("en")


def codes(*files: SourceFile) -> list[str]:
    return [problem.code for problem in check(list(files), Landing()).problems]


def problems(*files: SourceFile) -> list[tuple[str | None, str]]:
    return [(problem.column, problem.code) for problem in check(list(files), Landing()).problems]


def test_a_row_without_an_id_tells_all_its_mistakes_at_once(archive):
    row = {
        "Mã": "",
        "Tên lễ hội": "",
        "Loại hình di sản": "vui",
        "Lịch": "maya",
        "Mã dân tộc": "a;b",
    }
    assert problems(sheet("x.csv", row)) == [
        ("Mã", "id_missing"),
        ("Loại hình di sản", "term_unknown"),
        ("Lịch", "choice_unknown"),
        ("Mã dân tộc", "reference_dangling"),
        ("Mã dân tộc", "reference_dangling"),
        ("Tên lễ hội", "cell_empty"),
    ]


def test_an_edition_without_its_day_tells_all_its_mistakes_at_once(archive):
    row = EDITION | {"festival_id": "katee", "start_date": "", "status": "xong"}
    found = problems(sheet("x.csv", row | {"source_note": ""}))
    assert sorted(found) == [
        ("festival_id", "reference_dangling"),
        ("source_note", "cell_empty"),
        ("start_date", "cell_empty"),
        ("status", "choice_unknown"),
    ]


def test_a_column_that_the_file_lacks_is_named_in_its_own_words(archive):
    row = {"Mã": "k", "Tên lễ hội": "Katê", "Lịch": "Lịch Chăm", "Tháng thường gặp": "9"}
    assert ("Loại hình di sản", "column_missing") in problems(sheet("x.csv", row))


def test_choices_are_named_in_the_words_of_the_templates(archive):
    calendar = check([sheet("x.csv", FESTIVAL | {"calendar": "maya"})], Landing())
    said = [one.message("vi") for one in calendar.problems if one.code == "choice_unknown"]
    assert "lịch Chăm (cham)" in said[0]
    kind = check([sheet("x.csv", FESTIVAL | {"ich_type": "Lễ hội chuyền thống"})], Landing())
    said = [one.message("vi") for one in kind.problems if one.code == "term_unknown"]
    assert "Lễ hội truyền thống (le_hoi_truyen_thong)" in said[0]


def test_the_name_of_a_people_leads_to_its_code(archive):
    found = check(
        [sheet("a.csv", PEOPLE), sheet("b.csv", PLACE | {"people_ids": "CHĂM"})], Landing()
    )
    assert "cham (Chăm)" in found.problems[0].message("vi")


def test_mistakes_of_whole_files(archive):
    utf16 = SourceFile("a.csv", "id,name_vi\ncham,Chăm".encode("utf-16"))
    ragged = SourceFile("b.csv", "id,name_vi,languages\ncham,Chăm,vi,thừa\n".encode())
    nothing = SourceFile("c.csv", b"")
    assert codes(utf16) == ["encoding_wide"]
    assert "row_too_long" in codes(ragged)
    assert codes(nothing) == ["file_empty"]
    assert codes(sheet("x.csv", {"màu": "đỏ", "cỡ": "to"})) == ["kind_unknown"]
    assert codes(sheet("x.csv", {"id": "a", "title_vi": "b", "tags": "c"})) == ["kind_unclear"]
    assert codes(sheet("x.csv", {"id": "a", "name_vi": "b", "kind": "c"})) == ["kind_unclear"]
    assert codes(sheet("x.csv", PEOPLE | {"mầu": "đỏ"})) == ["column_unknown"]
    assert codes(sheet("x.csv", PLACE | {"Loại địa danh": "làng"}), sheet("y.csv", PEOPLE)) == [
        "column_twice"
    ]
    short = {key: text for key, text in ITEM.items() if key != "rights"} | {"people_ids": ""}
    short |= {"place_ids": "", "related_ids": ""}
    assert codes(sheet("x.csv", short)) == ["column_missing"]


def test_the_same_row_twice_is_found_across_files(archive):
    assert codes(sheet("a.csv", PEOPLE), sheet("b.csv", PEOPLE)) == ["id_duplicate"]
    assert codes(sheet("a.csv", WORD), sheet("b.csv", WORD)) == ["key_duplicate"]


def test_another_things_permanent_identifier_is_refused(bring):
    bring(sheet("a.csv", PEOPLE))
    taken = Identifier.objects.get().value
    assert codes(sheet("b.csv", PEOPLE | {"id": "khac", "permanent_id": taken})) == [
        "permanent_id_clash"
    ]


def test_a_workbook_is_read_like_a_sheet_and_formulas_without_results_are_refused(archive):
    workbook = Workbook()
    table = workbook.worksheets[0]
    table.append(["id", "name_vi", "languages"])
    table.append(["cham", "=1+1", "vi"])
    buffer = io.BytesIO()
    workbook.save(buffer)
    assert codes(SourceFile("b.xlsx", buffer.getvalue())) == ["cell_is_formula"]


def test_the_command_reports_in_json_and_fails(archive, tmp_path, capsys):
    for file in mistaken_sheets():
        (tmp_path / file.name).write_bytes(file.data)
    with pytest.raises(SystemExit) as ended:
        call_command("import_content", str(tmp_path), format="json", language="en")
    assert ended.value.code == 1
    report = json.loads(capsys.readouterr().out)
    assert len(report["errors"]) >= 40
    assert set(report["errors"][0]) == {"file", "row", "column", "value", "message"}
    assert not Load.objects.exists()
    assert not Identifier.objects.exists()
