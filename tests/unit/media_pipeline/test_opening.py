"""Whatever is sent: it is known what it is, or there is a named reason."""

import json
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from media_pipeline.facts import Kind
from media_pipeline.opening import decoding, sniffing
from media_pipeline.opening.kinds import SOUND_ONLY, TAKEN
from media_pipeline.opening.looking import look
from media_pipeline.reasons import Reason, RefusedError
from tests.unit.media_pipeline.files import facts, facts_of, pdf, picture, reason_of, refusal_of


def test_a_file_without_bytes(tmp_path: Path) -> None:
    assert reason_of(tmp_path, b"") is Reason.EMPTY


def test_a_file_with_too_many_bytes(tmp_path: Path) -> None:
    refusal = refusal_of(tmp_path, b"0123456789", bytes=9)
    assert refusal.reason is Reason.TOO_BIG
    assert refusal.params == {"bytes": 10, "limit": 9}


def test_a_limit_that_does_not_exist_is_a_mistake_of_ours(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="pixel"):
        facts_of(tmp_path, picture(), pixel=3)


def test_the_name_decides_nothing(tmp_path: Path) -> None:
    """A PDF that is called a picture is a PDF, a picture that is called a program is a picture."""
    assert facts_of(tmp_path, pdf(), "photo.jpg").media_type == "application/pdf"
    assert facts_of(tmp_path, picture(), "setup.exe").media_type == "image/jpeg"


def test_what_was_found_survives_the_way_to_a_row(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(picture())
    said = look({"path": str(tmp_path / "a.jpg"), "name": "a.jpg", "limits": {}})
    assert json.loads(json.dumps(said)) == {**said, "codecs": []}
    assert facts(tmp_path / "a.jpg").kind is Kind.IMAGE


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (b"PK\x03\x04rest of it", "application/zip"),
        (b"\x1f\x8b\x08\0rest", "application/gzip"),
        (b"MZ\x90\0\x03\0\0\0", "application/vnd.microsoft.portable-executable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        (b"<!DOCTYPE html><p>words", "text/html"),
        (b"  \n<script>alert(1)</script>", "text/html"),
        (b"<?xml version='1.0'?><!-- a note --><rss/>", "application/xml"),
        (b"#!/bin/sh\nrm -rf /", "text/x-script"),
        ("Lễ hội Katê".encode(), "text/plain"),
        (b"#EXTM3U\nhttp://127.0.0.1/", "application/vnd.apple.mpegurl"),
        (b"\0\0\0\x18ftypcrx \0\0\0\0", "image/x-canon-cr3"),
    ],
)
def test_what_is_known_and_not_wanted_is_named(tmp_path: Path, said: bytes, found: str) -> None:
    refusal = refusal_of(tmp_path, said)
    assert (refusal.reason, refusal.params) == (Reason.UNWANTED, {"found": found})


def test_what_is_not_known_shows_how_it_begins(tmp_path: Path) -> None:
    refusal = refusal_of(tmp_path, bytes(range(1, 40)))
    assert refusal.reason is Reason.UNKNOWN
    assert "01 02 03" in refusal.detail


def test_where_it_lies_is_not_in_what_decoders_say(tmp_path: Path) -> None:
    refusal = refusal_of(tmp_path, picture("PNG")[:400], "cồng chiêng.png")
    assert str(tmp_path) not in refusal.detail


def test_a_mistake_of_ours_is_not_the_fault_of_the_file() -> None:
    with pytest.raises(AttributeError), decoding.decoder():
        decoding.reason_of(None)  # type: ignore[arg-type]


def test_whatever_decoders_raise_is_the_fault_of_the_file() -> None:
    with pytest.raises(RefusedError) as refusal, decoding.decoder():
        json.loads("{")
    assert refusal.value.reason is Reason.DAMAGED
    with pytest.raises(RefusedError) as refusal, decoding.decoder():
        raise MemoryError
    assert refusal.value.reason is Reason.TOO_MUCH_MEMORY


def test_a_disk_that_fails_is_not_the_fault_of_the_file() -> None:
    with pytest.raises(FileNotFoundError), decoding.decoder():
        Path("/nowhere/to/be/found").stat()


def test_every_type_that_sound_is_called_is_in_the_table() -> None:
    assert set(SOUND_ONLY) | set(SOUND_ONLY.values()) <= set(TAKEN)


BEGINNINGS = [
    *(mark for mark, found in sniffing.STARTS if found in TAKEN),
    b"",
    b"RIFF\x20\0\0\0WAVEfmt ",
    b"RIFF\x20\0\0\0WEBPVP8 ",
    b"FORM\0\0\0\x20AIFFCOMM",
    b"\0\0\0\x18ftypavif",
    b"\0\0\0\x18ftypheic",
    b"\0\0\0\x18ftypmp42",
    b"ID3\x03\0\0\0\0\0\0",
    b"%PDF-1.7\n",
    b"WEBVTT\n",
    b"\x1a\x45\xdf\xa3\x42\x82\x84webm",
    b"BM\x40\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0",
    b"<svg xmlns='http://www.w3.org/2000/svg'",
]


@settings(
    max_examples=300,
    deadline=None,
    derandomize=True,  # what brings a native library down here brings pytest down
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(start=some.sampled_from(BEGINNINGS), rest=some.binary(max_size=600))
def test_any_bytes_are_facts_or_a_refusal(tmp_path: Path, start: bytes, rest: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = facts_of(tmp_path, start + rest)
        except RefusedError:
            return
    assert found.media_type in TAKEN
    json.dumps(found.as_json(), allow_nan=False)
