"""Captions: cues are counted, faulty ones left out as browsers do."""

from pathlib import Path

import pytest

from media_pipeline.facts import Kind
from media_pipeline.reasons import Reason
from tests.unit.media_pipeline.files import facts_of, reason_of

CUE = "00:01.000 --> 00:02.500\nCồng chiêng\n\n"


@pytest.mark.parametrize("start", ["WEBVTT\n\n", "\ufeffWEBVTT a title\r\n\r\n", "WEBVTT\r\r"])
def test_webvtt(tmp_path: Path, start: str) -> None:
    found = facts_of(tmp_path, (start + CUE + "99:00:03.000 --> 99:00:04.000\nx").encode())
    assert (found.media_type, found.kind) == ("text/vtt", Kind.CAPTIONS)
    assert (found.pages, found.seconds) == (2, 99 * 3600 + 4)


def test_without_a_cue_it_is_valid(tmp_path: Path) -> None:
    assert facts_of(tmp_path, b"WEBVTT").pages == 0


@pytest.mark.parametrize("start", ["WEBVTTx\n\n", " WEBVTT\n\n", "webvtt\n\n", ""])
def test_without_the_signature_it_is_some_text(tmp_path: Path, start: str) -> None:
    assert reason_of(tmp_path, (start + CUE).encode()) is Reason.UNWANTED


def test_faulty_cues_are_left_out(tmp_path: Path) -> None:
    found = facts_of(tmp_path, ("WEBVTT\n\n" + CUE + "00:61.000 --> now\nx\n").encode())
    assert found.pages == 1
    assert found.metadata["warnings"] == ["1 cues whose times cannot be read"]


def test_only_utf_8(tmp_path: Path) -> None:
    said = (
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + "Cồng chiêng".encode("cp1258", "replace") + b"\xff"
    )
    assert reason_of(tmp_path, said) is Reason.DAMAGED


def test_subrip(tmp_path: Path) -> None:
    said = "1\r\n00:00:01,000 --> 00:00:02,500\r\nCồng chiêng\r\n"
    found = facts_of(tmp_path, said.encode())
    assert (found.media_type, found.pages, found.seconds) == ("application/x-subrip", 1, 2.5)


def test_captions_are_bounded(tmp_path: Path) -> None:
    said = ("WEBVTT\n\n" + CUE * 9).encode()
    assert reason_of(tmp_path, said, pages=8) is Reason.TOO_BIG
    assert reason_of(tmp_path, said, text_bytes=80) is Reason.TOO_BIG
