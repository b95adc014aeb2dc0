"""What engines are given of a document is the analysis of all its pieces together."""

from dataclasses import fields, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from search.analysis.columns import columns
from search.documents import Document, Passage, analysed
from search.indexing import digest_of
from tests.unit.search.test_analysis_scan import TEXTS

PASSAGES = st.lists(st.builds(Passage, TEXTS), max_size=3).map(tuple)


@given(PASSAGES, PASSAGES, st.integers(0, 4))
def test_joined_columns_are_those_of_the_whole(
    titles: tuple[Passage, ...], body: tuple[Passage, ...], lead: int
) -> None:
    tokens = analysed(Document("a", 1, 1, "item", titles, body, lead))
    assert tokens.title == columns(passage.text for passage in titles)
    assert tokens.lead == columns(passage.text for passage in (*titles, *body[:lead]))
    assert tokens.text == columns(passage.text for passage in (*titles, *body))


def test_titles_are_kept_whole_beside() -> None:
    titles = (Passage("Đua bò"), Passage("Ox race"), Passage("ĐUA  BÒ"), Passage("!"))
    assert analysed(Document("a", 1, 1, "item", titles)).whole_titles == (
        "đua bò",
        "dua bo",
        "ox race",
    )


def test_whatever_changes_of_a_document_is_written() -> None:
    one = Document("a", 1, 1, "item", (Passage("Hội"),), (Passage("đua"), Passage("bò")))
    changes: dict[str, Any] = {
        "audience": 2,
        "kind": "word",
        "titles": (),
        "body": (),
        "lead": 1,
        "aside": (Passage("Bảy Núi"),),
        "facets": {"people": ("khmer",)},
        "sorts": {"newest": 1},
        "weight": 3,
        "stored": {"a": 1},
    }
    assert {*changes, "id", "version"} == {one.name for one in fields(Document)}
    changed = [replace(one, **{name: value}) for name, value in changes.items()]
    assert len({digest_of(each) for each in (one, *changed)}) == len(changes) + 1
    assert digest_of(replace(one, version=2)) == digest_of(one)
