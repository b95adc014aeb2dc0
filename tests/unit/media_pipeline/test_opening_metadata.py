"""What a picture says of itself is kept; what of that is broken never refuses it."""

import datetime
import io
import json
from pathlib import Path

import pytest
from PIL import Image

from media_pipeline.facts import Facts
from media_pipeline.opening import moments, xmp
from media_pipeline.opening.plain import TOTAL_LIMIT, Budget, text
from tests.unit.media_pipeline.files import exif, facts, facts_of, picture

TAKEN_AT, OFFSET, COMMENT = 36867, 36881, 37510
VIETNAM = datetime.timezone(datetime.timedelta(hours=7))


def taken(folder: Path, written: str, offset: str = "") -> datetime.datetime | None:
    inner = {TAKEN_AT: written} | ({OFFSET: offset} if offset else {})
    return facts_of(folder, picture(exif=exif({}, inner))).captured_at


def test_when_it_was_taken(tmp_path: Path) -> None:
    assert taken(tmp_path, "2019:03:30 10:15:00") == datetime.datetime(2019, 3, 30, 10, 15)
    assert taken(tmp_path, "2019:03:30 10:15:00", "+07:00") == datetime.datetime(
        2019, 3, 30, 10, 15, tzinfo=VIETNAM
    )


@pytest.mark.parametrize(
    "written",
    [
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "2019:02:31 10:00:00",
        "1970:01:01 00:00:00",
        "yesterday",
    ],
)
def test_a_clock_that_was_never_set_says_nothing(tmp_path: Path, written: str) -> None:
    assert taken(tmp_path, written) is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("D:20190330101500+07'00'", datetime.datetime(2019, 3, 30, 10, 15, tzinfo=VIETNAM)),
        ("D:20190330101500Z", datetime.datetime(2019, 3, 30, 10, 15, tzinfo=datetime.UTC)),
        ("D:20190330101500-00'00'", datetime.datetime(2019, 3, 30, 10, 15, tzinfo=datetime.UTC)),
        ("D:19900428000000+99'00'", datetime.datetime(1990, 4, 28)),
        ("yesterday", None),
    ],
)
def test_moments_of_documents(said: str, meant: datetime.datetime | None) -> None:
    assert moments.of_pdf(said) == meant


def test_exif_in_vietnamese(tmp_path: Path) -> None:
    """Cameras say ASCII and mean UTF-8; Windows says UTF-16."""
    tags = {
        315: "Nguyễn Văn Á".encode(),
        0x9C9B: "Lễ hội Katê".encode("utf-16-le"),
    }
    said = exif(tags, {COMMENT: b"UNICODE\0" + "Tháp Pô Klông".encode("utf-16")})
    found = facts_of(tmp_path, picture(exif=said)).metadata["exif"]
    assert found["Artist"] == "Nguyễn Văn Á"
    assert found["XPTitle"] == "Lễ hội Katê"
    assert found["UserComment"] == "Tháp Pô Klông"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_where_it_was_taken(tmp_path: Path, kind: str) -> None:
    made = exif({})
    made.get_ifd(0x8825).update({1: "N", 2: (11.0, 33.0, 56.52), 3: "W", 4: (108.0, 59.0, 17.88)})
    gps = facts_of(tmp_path, picture(kind, exif=made.tobytes())).metadata["gps"]
    assert (gps["latitude"], gps["longitude"]) == (11.5657, -108.9883)


@pytest.mark.parametrize(
    "block", [b"Exif\0\0" + b"\xff" * 60, b"Exif\0\0II*\0\x08\0\0\0\xff\xff", b"no"]
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_broken_exif_refuses_nothing(tmp_path: Path, kind: str, block: bytes) -> None:
    found = facts_of(tmp_path, picture(kind, exif=block))
    assert found.width == 64
    json.dumps(found.as_json(), allow_nan=False)


@pytest.mark.needs_shared
def test_positions_of_real_photographs(shared: Path) -> None:
    for path in sorted((shared / "data/media/images/exif_gps").iterdir()):
        gps = facts(path).metadata["gps"]
        assert (round(gps["latitude"]), round(gps["longitude"])) == (43, 12)


@pytest.mark.needs_shared
def test_all_that_is_found_fits_in_a_row(shared: Path) -> None:
    """No NUL, no NaN, no megabytes; from every picture that was collected."""
    for name in ("exif_camera", "heic", "jpeg", "png", "png16"):
        for path in sorted((shared / "data/media/images" / name).iterdir()):
            if path.name != "ultrahdr.jpg":
                said = json.dumps(found_in(path), allow_nan=False, ensure_ascii=False)
                assert "\\u0000" not in said
                assert len(said) < 2 * TOTAL_LIMIT


def found_in(path: Path) -> dict[str, object]:
    found: Facts = facts(path)
    return dict(found.metadata)


def test_xmp_and_iptc(tmp_path: Path) -> None:
    packet = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
      photoshop:DateCreated="2019-03-30T10:15:00+07:00"><dc:title><rdf:Alt>
      <rdf:li xml:lang="x-default">Dệt thổ cẩm</rdf:li></rdf:Alt></dc:title><dc:subject><rdf:Bag>
      <rdf:li>Chăm</rdf:li><rdf:li>dệt</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF>
      </x:xmpmeta>"""
    found = facts_of(tmp_path, picture(xmp=packet.encode()))
    assert found.metadata["xmp"]["dc:title"] == "Dệt thổ cẩm"
    assert found.metadata["xmp"]["dc:subject"] == ["Chăm", "dệt"]
    assert found.captured_at == datetime.datetime(2019, 3, 30, 10, 15, tzinfo=VIETNAM)


def test_xmp_is_not_trusted() -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    assert xmp.read(entity) == {}
    assert xmp.read(b"<x:xmpmeta") == {}
    assert xmp.read(b"<?xml version='1.0' encoding='ebcdic-none'?><x/>") == {}
    deep = b"<a>" * 30_000 + b"</a>" * 30_000
    assert xmp.read(deep) == {}


def test_strings_as_they_were_meant() -> None:
    assert text("Ká»¹ thuáº\xadt".encode("latin-1", "ignore")) != ""
    assert text("Đồng bào".encode().decode("latin-1")) == "Đồng bào"
    assert text(b"a\0b\x07c\xe9 \0\0") == "abcé"
    assert text("\ud800x") == "?x"


def test_numbers_and_private_formats() -> None:
    budget = Budget()
    assert budget.plain({"a": float("nan"), "b": float("inf"), "c": 2**70}) == {"c": str(2**70)}
    assert budget.plain({"note": b"\xff" * 5000}) == {"note": {"bytes": 5000}}
    assert budget.plain({"x": object()}) == {}


def test_what_is_kept_is_bounded() -> None:
    said = Budget().plain({str(n): "x" * 20_000 for n in range(300)})
    assert len(json.dumps(said)) < 1.2 * TOTAL_LIMIT


def test_a_comment_of_a_megabyte(tmp_path: Path) -> None:
    said = io.BytesIO()
    Image.new("L", (9, 9)).save(said, "PNG", exif=exif({270: "x" * 1_000_000}).tobytes())
    found = facts_of(tmp_path, said.getvalue())
    assert len(json.dumps(found.metadata)) < 20_000
