"""Khmer without spaces: words are cut where people cut them, and the list is what it says."""

import gzip
import itertools
import json
import re

import pytest

from search.analysis import khmer
from search.analysis.khmer_words import khmer_words, segment
from search.analysis.scan import scan
from tests.conftest import SHARED


def spelled(text: str) -> list[str]:
    return [khmer.cluster_forms(found[0]).exact for found in khmer.CLUSTER.finditer(text)]


@pytest.mark.parametrize(
    ("cluster", "exact", "folded"),
    [
        ("ម\u17c9ោ", "ម\u17c9ោ", "មោ"),
        ("ក\u17b6\u17d2\u179a", "ក\u17d2\u179a\u17b6", "ក\u17d2\u179a\u17b6"),
        ("ស\u17d2\u179a\u17d2\u178a", "ស\u17d2\u178f\u17d2\u179a", "ស\u17d2\u178f\u17d2\u179a"),
        ("ម\u17cc", "ម\u17cc", "ម"),
        ("ក\u17b6\u17cc\u17d2\u1799", "ក\u17cc\u17d2\u1799\u17b6", "ក\u17d2\u1799\u17b6"),
        ("ក\u17cb\u17cb", "ក\u17cb", "ក"),
        ("ក\u17d2", "ក", "ក"),
    ],
)  # fmt: skip
def test_a_cluster_has_one_spelling(cluster: str, exact: str, folded: str) -> None:
    assert khmer.cluster_forms(cluster) == (exact, folded)


def test_every_listed_word_is_spelled_normally_and_found_as_one_word() -> None:
    for word in khmer_words():
        clusters = spelled(word)
        assert "".join(clusters) == word
        assert segment(clusters) == [(0, len(clusters))]


@pytest.mark.needs_shared
def test_the_list_is_the_published_one_in_normal_spelling() -> None:
    published = SHARED / "data/khmer-wordlist/words-pruned-37k.txt.gz"
    entries = gzip.decompress(published.read_bytes()).decode().splitlines()
    sound = [entry for entry in entries if re.fullmatch(f"[{khmer.RUN}\u200b]+", entry)]
    words = {"".join(spelled(entry)) for entry in sound}
    assert len(entries) - len(sound) == 90
    assert khmer_words() == {word for word in words if len(word) > 1}


@pytest.mark.needs_shared
def test_words_end_where_people_end_them() -> None:
    """F1 of the ends of Khmer words in the LibreOffice help; people wrote U+200B or a blank there.

    It is 0.905; 0.88 if the ends before blanks, which nobody can miss, are left out.
    """
    help_pages = SHARED / "data/text/khmer_libreoffice_help.jsonl.gz"
    with gzip.open(help_pages, "rt", encoding="utf-8") as pages:
        texts = [json.loads(page)["text"] for page in pages]
    lines = dict.fromkeys(line for text in texts for line in text.split("\n"))
    theirs, ours = set(), set()
    for number, line in enumerate(itertools.islice(lines, 0, None, 45)):
        for word in re.finditer(f"[{khmer.RUN}]+", line):
            theirs.add((number, len(line[: word.end()].replace("\u200b", ""))))
        tokens = scan(line.replace("\u200b", ""))
        ours |= {(number, token.end) for token in tokens if token.clusters}
    assert number > 500
    assert 2 * len(theirs & ours) / (len(theirs) + len(ours)) >= 0.89
