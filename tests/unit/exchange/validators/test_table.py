"""Sheets as offices bring them: CSV in every dialect, Excel in every mood, and hostile ones."""

import csv
import io
import re
import time
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from heritage.exchange.validators import csv_tables, limits, xlsx_guard
from heritage.exchange.validators.cells import text_problems
from heritage.exchange.validators.table import Table, TableReading, read_table


def read_text(text: str) -> TableReading:
    return read_table(text.encode(), "bang.csv")


def codes(reading: TableReading) -> list[str]:
    return [problem.code for problem in reading.problems]


def table_of(reading: TableReading) -> Table:
    assert reading.problems == []
    assert reading.table is not None
    return reading.table


def workbook_bytes(rows: list[list[Any]], prepare: Any = None) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    if prepare:
        prepare(book, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(data: bytes, changes: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changes.get(name) or old.read(name))
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name])
    return stream.getvalue()


PLAIN = workbook_bytes([["id", "tên"], ["1", "Lễ hội"]])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_of_every_office(delimiter: str, end: str) -> None:
    text = end.join(
        [delimiter.join(["id", "tên", "tags"]), delimiter.join(["1", "Lễ hội", '"a;b,c"']), ""]
    )
    table = table_of(read_text(text))
    assert table.header == ["id", "tên", "tags"]
    assert list(table.records()) == [(2, {"id": "1", "tên": "Lễ hội", "tags": "a;b,c"})]


def test_a_header_of_one_column_and_the_line_excel_writes_for_itself() -> None:
    assert table_of(read_text("tên\na;b\n")).rows[0].cells == ("a;b",)
    assert table_of(read_text("sep=;\r\nid;tên\r\n1;a,b\r\n")).rows[0].cells == ("1", "a,b")


def test_rows_are_numbered_as_the_spreadsheet_shows_them() -> None:
    text = 'id,mô tả\n1,"dòng một\ndòng ""hai"""\n\n2,x\n3\n'
    reading = read_text(text)
    assert reading.table is not None
    assert [(row.number, row.cells) for row in reading.table.rows] == [
        (2, ("1", 'dòng một\ndòng "hai"')),
        (4, ("2", "x")),
    ]
    assert [(problem.row, problem.code) for problem in reading.problems] == [(5, "row_too_short")]


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ("id,tên\n1,a,b\n", "row_too_long", 2),
        ("id,tên\n1\n", "row_too_short", 2),
        ("id,,tên\n1,2,3\n", "header_empty", 1),
        ("id,Tên,tên\n1,2,3\n", "header_repeated", 1),
        (",,\n1,2,3\n", "header_missing", 1),
        ("id,tên\n", "no_rows", None),
        ('id,tên\n1,"a\n2,b\n', "quotes_unbalanced", 2),
        ('id,tên\n1,a\n2,"a"b\n', "quotes_unbalanced", 3),
        (",".join(f"c{n}" for n in range(300)) + "\n", "too_many_columns", 1),
        ("id,tên\n1," + "a" * 40_000 + "\n", "cell_too_long", 2),
        ("id,tên\n1," + "a" * 200_000 + "\n", "cell_too_long", 2),
    ],
)
def test_csv_that_is_no_table(text: str, code: str, row: int | None) -> None:
    (problem,) = read_text(text).problems
    assert (problem.code, problem.row) == (code, row)
    assert problem.message("vi")
    assert problem.message("en")


def test_a_table_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_tables, "MAX_ROWS", 3)
    assert codes(read_text("id\n1\n2\n3\n")) == []
    assert codes(read_text("id\n1\n2\n3\n4\n")) == ["too_many_rows"]
    assert codes(read_table(b"a" * (limits.MAX_FILE_BYTES + 1), "bang.csv")) == ["file_too_large"]


@given(
    st.lists(
        st.lists(
            st.text(alphabet='aễ ",;\t\n=1', max_size=6).map(str.strip), min_size=2, max_size=2
        ),
        max_size=5,
    )
)
def test_what_python_writes_is_read_back(rows: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["id", "tên"], *rows])
    reading = read_text(stream.getvalue())
    assert reading.table is not None
    assert [list(row.cells) for row in reading.table.rows] == [row for row in rows if any(row)]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_problems(data: bytes) -> None:
    reading = read_table(data, "bang.csv")
    assert reading.table or reading.problems


@pytest.mark.needs_shared
def test_every_sheet_of_the_content_pack_is_read_without_a_problem(shared: Path) -> None:
    for path in sorted((shared / "content").glob("*.csv")):
        table = table_of(read_table(path.read_bytes(), path.name))
        assert text_problems(table) == [], path.name


def test_excel_cells_become_what_the_officer_means() -> None:
    def formats(_book: Any, sheet: Any) -> None:
        sheet["G2"].number_format = "00000"
        sheet["H2"].number_format = "mm/yyyy"
        sheet["I2"].number_format = "yyyy"

    moment = datetime(2024, 2, 17)
    data = workbook_bytes(
        [
            list("abcdefghijkl"),
            [
                date(2024, 2, 17),
                5.0,
                0.1 + 0.2,
                "007",
                True,
                84912345678,
                7,
                moment,
                moment,
                moment.replace(hour=19, minute=30),
                None,
                " Lê\u0303 ",
            ],
        ],
        formats,
    )
    (row,) = table_of(read_table(data, "bang.xlsx")).rows
    assert row.cells == (
        "2024-02-17",
        "5",
        "0.3",
        "007",
        "yes",
        "84912345678",
        "00007",
        "2024-02",
        "2024",
        "2024-02-17 19:30",
        "",
        "Lễ",
    )


def test_an_empty_row_of_a_workbook_keeps_its_number() -> None:
    table = table_of(read_table(workbook_bytes([["id"], ["1"], [None], ["3"]]), "bang.xlsx"))
    assert [row.number for row in table.rows] == [2, 4]


def with_results(data: bytes, results: dict[str, str]) -> bytes:
    """The workbook as a spreadsheet saves it: beside each formula what it showed.

    `results`: of each cell the rest of its element, `<v>…</v>`, and its type where it has one.
    """
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.read(name).decode()
    for cell, result in results.items():
        kind, _, value = result.rpartition("|")
        typed = f' t="{kind}"' if kind else ""
        part, count = re.subn(
            rf'<c r="{cell}"([^>]*)>(<f>[^<]*</f>)<v ?/></c>',
            rf'<c r="{cell}"\1{typed}>\2{value}</c>',
            part,
        )
        assert count == 1
    return repacked(data, {name: part.encode()})


def test_of_a_formula_the_result_is_read_that_the_spreadsheet_showed() -> None:
    def dates(book: Any, sheet: Any) -> None:
        sheet["B3"].number_format = "yyyy-mm-dd"

    rows: list[list[Any]] = [
        ["a", "b"],
        ["=1+1", "x"],
        ['=A2&"!"', "=TODAY()"],
        ["=NA()", "=1=1"],
        ['=""', None],
    ]
    data = with_results(
        workbook_bytes(rows, dates),
        {
            "A2": "<v>2</v>",
            "A3": "str|<v>2!</v>",
            "B3": "<v>45339</v>",
            "A4": "e|<v>#N/A</v>",
            "B4": "b|<v>1</v>",
            "A5": "str|<v></v>",
        },
    )
    reading = read_table(data, "bang.xlsx")
    assert [(p.row, p.column, p.code) for p in reading.problems] == [(4, "a", "cell_is_error")]
    assert reading.table is not None
    assert [row.cells for row in reading.table.rows] == [("2", "x"), ("2!", "2024-02-17")]


def test_a_formula_without_a_result_is_refused_by_the_name_of_its_cell() -> None:
    data = workbook_bytes([["a", "b"], ["x", "=1+1"], ["#REF!", "y"], ["z", "w"]])
    reading = read_table(data, "bang.xlsx")
    assert [(p.row, p.column, p.code) for p in reading.problems] == [
        (2, "b", "cell_is_formula"),
        (3, "a", "cell_is_error"),
    ]
    for language in ("vi", "en"):
        assert "B2" in reading.problems[0].message(language)
        assert "=1+1" in reading.problems[0].message(language)
    assert reading.table is not None
    assert [row.cells for row in reading.table.rows] == [("z", "w")]


def test_sheets_are_chosen_by_name_and_hidden_ones_passed_over() -> None:
    def prepare(book: Any, sheet: Any) -> None:
        sheet.title = "Nháp"
        sheet.sheet_state = "hidden"
        book.create_sheet("Lễ hội").append(["id"])
        book["Lễ hội"].append(["9"])

    data = workbook_bytes([["x"], ["1"]], prepare)
    assert table_of(read_table(data, "b.xlsx")).header == ["id"]
    assert table_of(read_table(data, "b.xlsx", sheet="Nháp")).header == ["x"]
    (problem,) = read_table(data, "b.xlsx", sheet="Phong tục").problems
    assert problem.code == "sheet_unknown"
    assert "Lễ hội" in problem.message("vi")


def test_merged_cells_and_text_outside_the_header_are_reported() -> None:
    merged = workbook_bytes(
        [["a", "b"], ["1", "2"], ["3", "4"]], lambda _book, sheet: sheet.merge_cells("A2:A3")
    )
    assert codes(read_table(merged, "b.xlsx")) == ["cells_merged"]
    outside = read_table(workbook_bytes([["a"], ["1", "2"]]), "b.xlsx")
    assert codes(outside) == ["cell_outside_header"]
    assert codes(read_table(workbook_bytes([["a"]]), "b.xlsx")) == ["no_rows"]
    assert codes(read_table(workbook_bytes([]), "b.xlsx")) == ["header_missing"]


BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % (n + 1, n, n, n, n) for n in range(97, 117))
    + b"]><sst>&u;</sst>"
)
FAR_ROW = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData></worksheet>'
)
FAR_COLUMN = FAR_ROW.replace(b'"99999999999"', b'"1"').replace(b"A99999999999", b"ZZZZZZZ1")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (repacked(PLAIN, {"xl/sharedStrings.xml": BILLION_LAUGHS}), "xlsx_entities"),
        (
            repacked(PLAIN, {"xl/theme/theme1.xml": BILLION_LAUGHS.decode().encode("utf-16")}),
            "xlsx_entities",
        ),
        (
            repacked(PLAIN, {"xl/styles.xml": b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'}),
            "xlsx_entities",
        ),
        (repacked(PLAIN, {"xl/media/a.bin": b"\0" * 5_000_000}), "xlsx_bomb"),
        (repacked(PLAIN, {"xl/media/a.bin": b"\0" * (limits.MAX_ZIP_BYTES + 1)}), "xlsx_bomb"),
        (repacked(PLAIN, {f"xl/x{n}": b"" for n in range(limits.MAX_ZIP_ENTRIES)}), "xlsx_bomb"),
        (repacked(PLAIN, {"xl/embeddings/a.xlsx": PLAIN}), "xlsx_nested"),
        (repacked(PLAIN, {"../evil.txt": b"x"}), "xlsx_damaged"),
        (repacked(PLAIN, {"XL/workbook.xml": b"<x/>"}), "xlsx_damaged"),
        (repacked(PLAIN, {"xl/worksheets/sheet1.xml": b"<a>" * 100_000}), "xlsx_damaged"),
        (repacked(PLAIN, {"xl/worksheets/sheet1.xml": FAR_ROW}), "xlsx_damaged"),
        (repacked(PLAIN, {"xl/worksheets/sheet1.xml": FAR_COLUMN}), "xlsx_damaged"),
        (repacked(PLAIN, {"xl/workbook.xml": b"<workbook/>"}), "xlsx_damaged"),
        (repacked(PLAIN, {"xl/workbook.bin": b"x"}), "xlsx_binary_workbook"),
        (PLAIN[: len(PLAIN) // 2], "xlsx_damaged"),
        (PLAIN[:200] + b"\xff" * 50 + PLAIN[250:], "xlsx_damaged"),
        (b"PK\x03\x04junk", "xlsx_damaged"),
        (b"<html>", "xlsx_not_a_workbook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"),
            "xls_old_format",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + b"\0" * 600
            + "EncryptedPackage".encode("utf-16-le"),
            "xlsx_encrypted",
        ),
        (b"%PDF-1.7\n", "file_is_pdf"),
    ],
)
def test_a_hostile_or_wrong_workbook_is_refused_quickly_and_explained(
    data: bytes, code: str
) -> None:
    started = time.monotonic()
    reading = read_table(data, "bang.xlsx")
    assert time.monotonic() - started < 5
    assert codes(reading) == [code]
    assert reading.table is None
    assert reading.problems[0].message("vi")


def test_a_zip_that_is_something_else_is_named() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    assert codes(read_table(stream.getvalue(), "bang.ods")) == ["xlsx_is_ods"]
    assert codes(read_table(repacked(stream.getvalue(), {"mimetype": b"x"}), "b.zip")) == [
        "xlsx_is_ods"
    ]


def test_a_workbook_cannot_hold_more_elements_than_people_type(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xlsx_guard, "MAX_XML_ELEMENTS", 20)
    assert codes(read_table(PLAIN, "bang.xlsx")) == ["xlsx_bomb"]
