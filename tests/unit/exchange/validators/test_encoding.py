"""Whatever encoding a file comes in, no name is mangled silently."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.exchange.validators.encoding import Decoded, decode
from heritage.exchange.validators.problems import Problem

SHEET = "id,tên\n1,Lễ hội đâm trâu của người Ba Na\n2,Tết Chôl Chnăm Thmây ở Sóc Trăng\n"
KHMER = "id,ឈ្មោះ\n1,ពិធីបុណ្យអុំទូក\n"


def windows_1258(text: str) -> bytes:
    """Encode as Vietnamese Windows does: tone marks as characters of their own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    encoded = []
    for character in text:
        letters = unicodedata.normalize("NFD", character)
        tone = "".join(mark for mark in letters if mark in tones)
        base = "".join(mark for mark in letters if mark not in tones)
        encoded.append(unicodedata.normalize("NFC", base) + tone)
    return "".join(encoded).encode("cp1258")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("text", [SHEET, KHMER])
def test_utf8_is_read_with_and_without_its_mark(codec: str, text: str) -> None:
    assert decode(text.encode(codec)) == Decoded(text, codec)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"\xef\xbb\xbf \r\n", "file_empty"),
        (SHEET.encode("utf-16"), "encoding_wide"),
        (SHEET.encode("utf-16-le"), "encoding_wide"),
        (KHMER.encode("utf-16-be"), "encoding_wide"),
        (KHMER.encode("utf-32"), "encoding_wide"),
        (SHEET.encode("utf-32-le"), "encoding_wide"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\x01", "encoding_binary"),
        (windows_1258(SHEET), "encoding_windows1258_bytes"),
        ("id,tªn\n1,LÔ héi ®©m tr©u cña ng­êi Ba Na\n".encode("latin-1"), "encoding_tcvn3_bytes"),
        ("id,teân\n1,Leã hoäi ñaâm traâu cuûa ngöôøi\n".encode("latin-1"), "encoding_vni_bytes"),
        ("id,tªn\n1,LÔ héi ®©m tr©u cña ng­êi Ba Na\n".encode(), "encoding_tcvn3"),
        ("id,teân\n1,Leã hoäi ñaâm traâu cuûa ngöôøi\n".encode(), "encoding_vni"),
        (SHEET.encode().decode("latin-1").encode(), "encoding_double"),
        ("id,titre\n1,Les fêtes thaï du thé à Hué\n".encode("latin-1"), "encoding_unknown"),
        ("id,名\n1,祭りの名前\n".encode("shift-jis"), "encoding_unknown"),
        ((SHEET + SHEET).encode()[:-20] + b"\xe1\n", "encoding_damaged"),
    ],
)
def test_what_is_no_utf8_is_named_and_never_guessed(data: bytes, code: str) -> None:
    problem = decode(data, "bang.csv")
    assert isinstance(problem, Problem)
    assert (problem.file, problem.code) == ("bang.csv", code)


def test_the_way_out_of_a_font_encoding_is_unikey() -> None:
    problem = decode("Leã hoäi".encode())
    assert isinstance(problem, Problem)
    for message in (problem.message("vi"), problem.message("en")):
        assert "Unikey" in message
        assert "Chuyển mã" in message
        assert "VNI Windows" in message


def test_one_old_cell_does_not_condemn_a_file() -> None:
    text = SHEET * 20 + "3,Leã hoäi\n"
    assert isinstance(decode(text.encode()), Decoded)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_problem(data: bytes) -> None:
    found = decode(data)
    if isinstance(found, Decoded):
        assert found.text.encode() in (data, data[3:])
    else:
        assert found.message("vi")


@pytest.mark.needs_shared
def test_every_file_of_the_content_pack_is_accepted(shared: Path) -> None:
    for path in (shared / "content").glob("*.csv"):
        assert isinstance(decode(path.read_bytes(), path.name), Decoded), path.name
