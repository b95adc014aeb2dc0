"""Two kinds of file in one are not taken; odd words in a picture are."""

import io
import tarfile
from pathlib import Path

import pytest
from PIL import Image

from media_pipeline.reasons import Reason
from tests.unit.media_pipeline.files import facts_of, picture, refusal_of, zipped


def also(folder: Path, said: bytes) -> str:
    refusal = refusal_of(folder, said)
    assert refusal.reason is Reason.POLYGLOT, refusal
    return str(refusal.params["also"])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP"])
def test_a_picture_that_is_a_zip_as_well(tmp_path: Path, kind: str) -> None:
    """GIFAR: Java took the applet out of what the page showed as a picture."""
    assert also(tmp_path, picture(kind) + zipped()) == "application/zip"


def test_unpackers_do_not_mind_bytes_after_it(tmp_path: Path) -> None:
    assert also(tmp_path, picture() + zipped() + b"\n") == "application/zip"


def test_a_zip_without_files_in_it_unpacks_to_nothing(tmp_path: Path) -> None:
    assert facts_of(tmp_path, picture() + b"PK\x05\x06" + bytes(18)).media_type == "image/jpeg"


def test_four_letters_are_no_zip(tmp_path: Path) -> None:
    said = picture() + b"PK\x05\x06 and other words " * 3
    assert facts_of(tmp_path, said).media_type == "image/jpeg"


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (b"Rar!\x1a\x07\x01\0", "application/vnd.rar"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "application/x-7z-compressed"),
    ],
)
def test_a_picture_with_another_archive_behind_it(tmp_path: Path, mark: bytes, name: str) -> None:
    assert also(tmp_path, picture() + mark + bytes(50)) == name


def test_a_gif_that_is_a_script(tmp_path: Path) -> None:
    """The width reads `/*`; what follows the picture closes the comment."""
    said = picture("GIF")
    assert also(tmp_path, said[:6] + b"/*" + said[8:] + b"*/=1;alert(1)") == "text/javascript"
    assert also(tmp_path, said[:6] + b"='" + said[8:] + b"';alert(1)") == "text/javascript"


def test_a_jpeg_that_is_a_script(tmp_path: Path) -> None:
    said = b"\xff\xd8\xff\xe0\x2f\x2aJFIF\0" + bytes(0x2F2A - 7) + picture()[2:]
    assert facts_of(tmp_path, said).width == 64  # a length that happens to read so
    assert also(tmp_path, said + b"*/=alert(1)/*") == "text/javascript"


def test_a_picture_in_whose_comment_a_pdf_begins(tmp_path: Path) -> None:
    said = io.BytesIO()
    Image.new("L", (9, 9)).save(said, "JPEG", comment=b"%PDF-1.4 1 0 obj")
    assert also(tmp_path, said.getvalue()) == "application/pdf"


def test_a_pdf_that_begins_as_markup(tmp_path: Path) -> None:
    assert also(tmp_path, b"<html><script>alert(1)</script>\n%PDF-1.4\n") == "text/html"


def test_a_picture_with_dicom_in_front(tmp_path: Path) -> None:
    said = picture("TIFF")
    assert also(tmp_path, said[:128] + b"DICM" + said[132:]) == "application/dicom"


def test_a_picture_that_is_the_name_of_a_file_in_a_tar(tmp_path: Path) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("GIF89a\x10\x01x"))
    assert also(tmp_path, made.getvalue()) == "application/x-tar"


@pytest.mark.parametrize(
    "words",
    [
        b"<script>alert(1)</script>",
        b"<?php system($_GET[0]); ?>",
        b"<svg onload=alert(1)>",
        b"<!DOCTYPE html><html>",
    ],
)
def test_words_in_a_comment_are_normal(tmp_path: Path, words: bytes) -> None:
    said = io.BytesIO()
    Image.new("L", (9, 9)).save(said, "JPEG", comment=words)
    assert facts_of(tmp_path, said.getvalue()).media_type == "image/jpeg"
    assert facts_of(tmp_path, picture() + words).media_type == "image/jpeg"


def test_a_film_behind_a_photograph_is_what_telephones_make(tmp_path: Path) -> None:
    said = picture() + b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"
    assert facts_of(tmp_path, said).media_type == "image/jpeg"
