"""Documents: pages, and what stands in them that could act."""

from pathlib import Path

import pytest

from media_pipeline.facts import Kind
from media_pipeline.reasons import Reason
from tests.unit.media_pipeline.files import facts, facts_of, pdf, reason_of, zipped


def test_pages(tmp_path: Path) -> None:
    found = facts_of(tmp_path, pdf(pages=3))
    assert (found.media_type, found.kind, found.pages) == ("application/pdf", Kind.DOCUMENT, 3)
    assert found.metadata["page"] == {"width": 200, "height": 100}
    assert "warnings" not in found.metadata


def test_words_before_it_do_not_matter(tmp_path: Path) -> None:
    assert facts_of(tmp_path, b"\x1b%-12345X@PJL\n" + pdf()).media_type == "application/pdf"


def test_without_pages(tmp_path: Path) -> None:
    assert reason_of(tmp_path, pdf(pages=0)) is Reason.DAMAGED


def test_pages_are_bounded(tmp_path: Path) -> None:
    assert reason_of(tmp_path, pdf(pages=9), pages=8) is Reason.TOO_BIG


def test_an_enormous_page_is_noted(tmp_path: Path) -> None:
    found = facts_of(tmp_path, pdf("0 0 20000 100"))
    assert found.metadata["warnings"] == ["page 1 is 20000 × 100 points"]


def test_what_it_says_of_itself(tmp_path: Path) -> None:
    information = (
        b"3 0 obj<</Title<FEFF0054006800E10070>/CreationDate(D:20190330101500+07'00')>>endobj\n"
    )
    tags = facts_of(tmp_path, pdf(more=information)).metadata["tags"]
    assert tags == {"Title": "Tháp", "CreationDate": "2019-03-30T10:15:00+07:00"}


def test_actions_are_noted_and_not_refused(tmp_path: Path) -> None:
    catalogue = b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
    found = facts_of(tmp_path, pdf(catalogue=catalogue))
    assert found.metadata["active"]["names"] == ["JS", "JavaScript", "OpenAction"]


def test_an_end_that_is_not_there(tmp_path: Path) -> None:
    assert reason_of(tmp_path, b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pag") is Reason.TRUNCATED
    found = facts_of(tmp_path, pdf().removesuffix(b"%%EOF\n"))
    assert "%%EOF" in found.metadata["warnings"][0]


def test_a_zip_at_its_end(tmp_path: Path) -> None:
    """As an attachment a ZIP may lie in a document; it may not be one."""
    assert reason_of(tmp_path, pdf() + zipped()) is Reason.POLYGLOT
    assert facts_of(tmp_path, pdf(more=b"%" + zipped() + b"\n")).pages == 1


@pytest.mark.needs_shared
def test_a_password_is_asked_for(shared: Path, tmp_path: Path) -> None:
    folder = shared / "data/media/pdf/encrypted"
    said = (folder / "libreoffice-writer-password.pdf").read_bytes()
    assert reason_of(tmp_path, said) is Reason.ENCRYPTED
    assert facts(folder / "secHandler.pdf").metadata["active"]["encrypted"] is True
