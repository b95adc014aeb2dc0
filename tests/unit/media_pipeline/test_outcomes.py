"""Each of the 539 files that were collected comes out as the table says."""

from pathlib import Path

import pytest

from media_pipeline.apart import MB
from tests.unit.media_pipeline.outcomes import Outcome, all_found, expected, found, listed

pytestmark = pytest.mark.needs_shared


def test_the_table_has_all_files_and_no_others() -> None:
    assert list(expected()) == listed()


@pytest.mark.slow
@pytest.mark.torture
def test_every_file_comes_out_as_the_table_says(
    capsys: pytest.CaptureFixture[str], rounds: int
) -> None:
    """One file in three, or with many rounds all of them."""
    table = list(expected().items())[:: 1 if rounds >= 10 else 3]
    outcomes = all_found([file for file, _ in table])
    assert [short(one) for one in outcomes] == [short(one) for _, one in table]
    hostile = [one for one in outcomes if one.file.startswith("hostile/")]
    with capsys.disabled():
        print()
        for one in sorted(hostile, key=lambda one: -one.memory)[:3]:
            print(f"{one.file}: {one.memory // MB} MB, {one.seconds:.2f} s")


SAMPLE = [
    "audio/tagged/full.m4a",
    "captions/friday.vtt",
    "hostile/images/decompression_bomb.gif",
    "hostile/images/truncated_image.png",
    "hostile/pdf/bug1020226.pdf",
    "hostile/svg_xml/SVG_XSS_nested_svg.svg",
    "hostile/video/ssrf_ffmpeg.avi",
    "filenames/ảnh.jpg.exe.jpg",
    "images/exif_orientation/Portrait_6.jpg",
    "images/heic/IMG_5195.HEIC",
    "images/jpeg/ultrahdr.jpg",
    "images/tiff/g4-multi.tiff",
    "pdf/encrypted/pr6531_1.pdf",
    "video/friday.mov",
]


@pytest.mark.parametrize("file", SAMPLE)
def test_a_few_come_out_as_the_table_says(file: str) -> None:
    assert short(found(file)) == short(expected()[file])


def test_what_is_refused_of_the_harmless_files_has_a_reason_to_read() -> None:
    for one in expected().values():
        if one.verdict != "ready" and not one.file.startswith("hostile/"):
            assert one.said


def short(one: Outcome) -> tuple[str, str, str]:
    """Of hostile files a decoder may say another thing each time: threads race for the error."""
    racing = one.file.startswith("hostile/") and one.verdict != "ready"
    return one.file, one.verdict, "" if racing else one.said


def test_where_files_lie_is_told_to_nobody() -> None:
    assert not any(str(Path.cwd().parent) in one.said for one in expected().values())
