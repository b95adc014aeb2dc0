"""Of a PDF a reader gets pictures and words, and nothing that could do anything."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw, ImageFont

from media_pipeline.apart import MB, Bounds, apart
from media_pipeline.facts import Facts, Kind
from media_pipeline.reasons import Reason, RefusedError
from media_pipeline.recipes import ocr
from media_pipeline.recipes import pages as recipe
from media_pipeline.recipes.pagetext import Source, tidied
from media_pipeline.recipes.recipe import Made
from tests.unit.media_pipeline.pdfs import RED, pdf, stream, words

FACTS = Facts("application/pdf", Kind.DOCUMENT)


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "made"


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for programs, before which there are none."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    ocr.languages.cache_clear()
    ocr._installed.cache_clear()
    yield folder
    ocr.languages.cache_clear()
    ocr._installed.cache_clear()


def make(document: bytes, into: Path, **options: Any) -> Made:
    original = into.with_suffix(".pdf")
    original.write_bytes(document)
    into.mkdir()
    return recipe.make(original, FACTS, into, options)


def texts(into: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((into / "text.json").read_text())["texts"]
    return found


def scan(words: str) -> bytes:
    """A page that is a picture of words."""
    sheet = Image.new("L", (1240, 1754), "white")
    font = ImageFont.load_default(48)
    ImageDraw.Draw(sheet).multiline_text((120, 200), words, "black", font)
    import io

    held = io.BytesIO()
    sheet.save(held, "PDF", resolution=150)
    return held.getvalue()


def test_each_page_is_a_picture_and_a_small_one(into: Path) -> None:
    made = make(pdf([words("one"), words("two")]), into)
    found = {file.name: (file.width, file.height, file.page) for file in made.files if file.page}
    assert found == {
        "page-1.webp": (1200, 1698, 1),
        "page-1-240.webp": (240, 340, 1),
        "page-2.webp": (1200, 1698, 2),
        "page-2-240.webp": (240, 340, 2),
    }
    for name, (width, height, _) in found.items():
        with Image.open(into / name) as picture:
            assert picture.size == (width, height)
            assert picture.format == "WEBP"
    assert made.learned["pages"] == made.learned["drawn"] == made.learned["with_text"] == 2


def test_letters_are_sharp_and_colours_stay(into: Path) -> None:
    make(pdf([words("plain"), RED]), into)
    with Image.open(into / "page-1.webp") as plain:
        assert plain.convert("RGB").getpixel((10, 10)) == (255, 255, 255)
        assert len(plain.convert("L").getcolors() or ()) <= 16
    with Image.open(into / "page-2.webp") as coloured:
        red, green, blue = coloured.convert("RGB").getpixel((500, 1200))  # type: ignore[misc]
        assert red > 230
        assert max(green, blue) < 40


@pytest.mark.parametrize(
    ("box", "size"),
    [
        ("0 0 35000 35000", (1200, 1200)),
        ("0 0 200 35000", (28, 4800)),
        ("0 0 35000 200", (1200, 7)),
        ("0 0 20 30", (160, 240)),
        ("100 100 695 942", (1200, 1698)),
    ],
)
def test_a_page_of_any_size_is_drawn_at_one_that_is_bounded(
    into: Path, box: str, size: tuple[int, int]
) -> None:
    made = make(pdf([RED], box), into)
    width, height = made.files[0].width, made.files[0].height
    assert (width, height) == pytest.approx(size, abs=1)


def test_only_so_many_pages_are_drawn_but_all_are_read(into: Path) -> None:
    made = make(pdf([words(f"page {number}") for number in range(5)]), into, pages=2)
    assert made.learned["drawn"] == 2
    assert made.learned["pages"] == 5
    assert (into / "text.txt").read_text().split("\f") == [f"page {number}" for number in range(5)]


def test_words_come_as_they_are_typed_today() -> None:
    assert tidied("Le\u0302\u0303 ho\u0323\u0302i  \r\nKa\ufffe\r\ntê\x07\r\n\r\n\r\n\r\nend ") == (
        "Lễ hội\nKatê\n\nend"
    )


def test_where_words_come_from_is_said_of_each_page(into: Path, bin_folder: Path) -> None:
    del bin_folder
    made = make(pdf([words("typed"), "", RED]), into)
    assert [(one["source"], one["text"]) for one in texts(into)] == [
        ("layer", "typed"),
        ("blank", ""),
        ("not_read", ""),
    ]
    assert made.learned["ocr"] == ""
    assert made.learned["not_read"] == 1
    assert made.learned["confidence"] is None


def test_what_was_filled_into_a_form_is_seen(into: Path) -> None:
    look = stream("0 0 1 rg 0 0 200 40 re f", "/Type /XObject /Subtype /Form /BBox [0 0 200 40]")
    field = (
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (x) /F 4 /Rect [100 100 300 140] "
        "/AP << /N 6 0 R >> >>"
    )
    form = pdf(
        [""], page="/Annots [5 0 R]", catalog="/AcroForm << /Fields [5 0 R] >>", extra=(field, look)
    )
    make(form, into)
    with Image.open(into / "page-1.webp") as picture:
        assert picture.convert("RGB").getpixel((400, 1450))[2] > 200  # type: ignore[index]


def test_nothing_that_does_anything_is_carried_over(into: Path) -> None:
    script = "<< /S /JavaScript /JS (app.alert\\('SECRET'\\)) >>"
    link = (
        "<< /Type /Annot /Subtype /Link /Rect [0 0 300 300] "
        "/A << /S /URI /URI (https://example.org/SECRET) >> >>"
    )
    made = make(
        pdf(
            [words("seen")],
            page="/Annots [6 0 R]",
            catalog="/OpenAction 5 0 R /Names << /JavaScript << /Names [(a) 5 0 R] >> >>",
            extra=(script, link),
        ),
        into,
        credit="Viện Dân tộc học",
    )
    assert "V8" not in pdfium.PDFIUM_INFO.flags
    assert {path.name for path in into.iterdir()} == {file.name for file in made.files}
    for path in into.iterdir():
        assert b"SECRET" not in path.read_bytes()
    with Image.open(into / "page-1.webp") as picture:
        assert not picture.getexif()
        assert set(picture.info) <= {"loop", "background", "xmp"}
        assert "Viện Dân tộc học".encode() in picture.info["xmp"]


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    document = pdf([words("one"), RED])
    make(document, tmp_path / "first")
    make(document, tmp_path / "second")
    for path in (tmp_path / "first").iterdir():
        assert path.read_bytes() == (tmp_path / "second" / path.name).read_bytes()


def test_a_page_that_cannot_be_opened_does_not_cost_the_others(into: Path) -> None:
    # The second page says that it is a font.
    broken = pdf([words("one"), words("two")]).replace(
        b"/Type /Page /Parent", b"/Type /Font/Parent"
    )
    whole = pdf([words("one"), words("two")])
    at = whole.rindex(b"/Type /Page /Parent")
    made = make(whole[:at] + broken[at:], into)
    assert made.learned["drawn"] + made.learned["failed"] == 2
    assert texts(into)[0]["text"] == "one"


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"%PDF-1.7\nnothing", Reason.DAMAGED),
        (b"dear sir", Reason.DAMAGED),
        (pdf([]), Reason.DAMAGED),
    ],
)
def test_what_is_no_document_is_refused_with_the_words_of_the_reader(
    into: Path, document: bytes, reason: Reason
) -> None:
    with pytest.raises(RefusedError) as refusal:
        make(document, into)
    assert refusal.value.reason == reason
    assert refusal.value.detail


COLUMNS = "level page_num block_num par_num line_num word_num left top width height conf text"
TABLE = """1\t1\t0\t0\t0\t0\t0\t0\t2000\t1000\t-1\t
5\t1\t1\t1\t1\t1\t200\t100\t400\t50\t96.5\tLễ
5\t1\t1\t1\t1\t2\t700\t100\t400\t50\t90.0\t"hội
5\t1\t1\t1\t2\t1\t200\t200\t400\t50\t80.0\tKatê
5\t1\t1\t1\t2\t2\t200\t200\t400\t50\t95.0\t \n5\t1\t2\t1\t1\t1\t200\t900\t400\t50\t70.0\t1979
"""


def test_recognised_words_keep_their_lines_places_and_doubts() -> None:
    found = ocr.understood(COLUMNS.replace(" ", "\t") + "\n" + TABLE, 7)
    assert found.text == 'Lễ "hội\nKatê\n\n1979'
    said = found.as_json()
    assert said["words"][0] == ["Lễ", 0.96, 0.1, 0.1, 0.2, 0.05]
    assert said["reviewed"] is False
    assert said["confidence"] == pytest.approx(0.84, abs=0.01)
    assert said["page"] == 7


@pytest.mark.parametrize(
    ("script", "words"),
    [("echo no data >&2; exit 1", "no data"), ("kill -9 $$", "crashed"), ("sleep 9", "took more")],
)
def test_a_page_tesseract_fails_at_is_left_unread(
    into: Path, bin_folder: Path, monkeypatch: pytest.MonkeyPatch, script: str, words: str
) -> None:
    monkeypatch.setattr(ocr, "SECONDS", 0.3)
    fake = bin_folder / "tesseract"
    fake.write_text(
        f"#!/bin/sh\nPATH={os.defpath}\n"
        f'[ "$1" = --list-langs ] && {{ echo vie; exit; }}\nexec 0<&-\n{script}\n'
    )
    fake.chmod(0o755)
    made = make(pdf([RED]), into)
    assert made.learned["ocr"] == "vie"
    (page,) = texts(into)
    assert page["source"] == Source.NOT_READ
    assert words in page["detail"]


@pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not installed here")
def test_a_scanned_page_is_read_where_tesseract_is_installed(into: Path) -> None:
    made = make(scan("Gongs of the highlands\nwere recorded in 1979"), into)
    (page,) = texts(into)
    assert page["source"] == Source.RECOGNISED
    assert page["reviewed"] is False
    assert "1979" in page["text"]
    assert made.learned["confidence"] > 0.7


def test_nothing_is_recognised_if_nobody_wants_it(into: Path) -> None:
    make(scan("Gongs"), into, ocr=False)
    assert texts(into)[0]["source"] == Source.NOT_READ


@pytest.mark.slow
def test_a_page_that_draws_itself_without_end_stays_within_the_bounds(tmp_path: Path) -> None:
    """Each of twelve forms shows the next ten times: a million million rectangles."""
    forms = [
        stream(
            f"/X{level + 1} Do " * 10 if level < 12 else RED,
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
            f"/Resources << /XObject << /X{level + 1} {5 + level} 0 R >> >>",
        )
        for level in range(1, 13)
    ]
    document = pdf(["/X1 Do"], extra=forms)
    document = document.replace(
        b"/Resources << /Font << /F 4 0 R >> >>", b"/Resources << /XObject << /X1 5 0 R >> >>"
    )
    original = tmp_path / "in.pdf"
    original.write_bytes(document)
    (tmp_path / "made").mkdir()
    asked = {
        "recipe": "pages",
        "original": str(original),
        "facts": FACTS.as_json(),
        "into": str(tmp_path / "made"),
        "options": {},
    }
    with pytest.raises(RefusedError) as refusal:
        apart("make", asked, Bounds(400 * MB, 4))
    # PDFium has no words for too little memory: it stops where it is.
    assert refusal.value.reason in (Reason.TOO_SLOW, Reason.TOO_MUCH_MEMORY, Reason.CRASHED)
