"""Nothing that is typed is an error, and every text is found by its words."""

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from search.analysis.query import parse
from search.analysis.scan import scan
from search.documents import Document, Passage
from search.engine import Engine, Request
from tests.contract.search.asking import FIELDS, PEOPLES, ask, document, found
from tests.unit.search.test_analysis_query import QUERIES
from tests.unit.search.test_analysis_scan import ALPHABET, TEXTS

HOSTILE = [
    '"', '""', "'", "''", "'; DROP TABLE texts; --", '" OR 1=1', "x\x00y", "\x00", "\ud800",
    "a\udfffb",
    "{x} : le", "x : le", "- x : le", "f:le", "NEAR(le hoi, 3)", "le NEAR/3 hoi", "le AND", "AND",
    "OR OR OR", "NOT le", "le NOT hoi", "^le", "le +", "le + hoi", "(le", "le))", "*", "**", "le**",
    "-*", "-", "--", "-title:", "title:", 'title:"', "title:*", "people:-x", "people:\ud800",
    "year:*",
    "title:title:le", "/le.*/", "le~2", "le^5", "[1 TO 2]", "{1 TO *}", "_exists_:x", "a && b",
    "!c || d",
    "\\", "\\u0000", "%", "_", "¶", "¶ ¶", '"¶"', "le ¶ hoi", "\u202ele\u2066", "\u200b", "\u17d2",
    "ក្", "់", "ក*", "-ក", "title:ក", "a" * 10_000, "lễ " * 5_000, "-x " * 3_000, "a OR " * 3_000,
    '"' * 10_000, "(" * 10_000, "ក" * 10_000, "😀", "\ufdfa" * 2_000, "-lễ", "- lễ", "\n\n\t",
    "ab*" * 90, "hre " * 90, "ba na OR xơ đăng OR khmer " * 30, "người chăm " * 40,
]  # fmt: skip

SHARED = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)
versions: Iterator[int] = count(1)


class Hostile:
    """Whatever people and machines send."""

    @pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: ascii(typed[:12]))
    def test_is_only_text(self, engine: Engine, typed: str) -> None:
        engine.write([document("a", "Lễ hội", "x y ក", facets={"people": ("x",)})])
        counted = frozenset({"people"})
        for sort in ("", "-newest"):
            answer = ask(engine, typed, counted=counted, sort=sort)
            assert answer.total <= 1
            assert ask(engine, typed, audiences=frozenset()).total == 0
        assert engine.count() == 1

    @given(typed=QUERIES)
    @SHARED
    def test_no_query_is_an_error(self, engine: Engine, typed: str) -> None:
        if not engine.count():
            engine.write([document("a", "Lễ hội", "អុំទូក", facets={"people": ("x",)})])
        answer = ask(engine, typed, synonyms=PEOPLES, counted=frozenset({"people"}), size=1)
        assert answer.total == len(answer.hits)
        assert len(answer.hits) + len(answer.partial) <= 1

    @given(title=TEXTS, body=st.lists(TEXTS, max_size=3), data=st.data())
    @SHARED
    def test_a_text_is_found_by_each_of_its_words(
        self, engine: Engine, title: str, body: list[str], data: st.DataObject
    ) -> None:
        words = [
            text[token.start : token.end]
            for text in (title, *body)
            for token in scan(text)
            if token.exact != "¶"
        ]
        assume(words)
        engine.write([document("a", title, *body, version=next(versions))])
        word = data.draw(st.sampled_from(words))
        # A piece of a text may be read as other words alone: then it has nothing to find.
        query = parse(word)
        assert found(engine, word) == ["a"] or not query.required
        several = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=4))
        assert found(engine, " ".join(several)) == ["a"]

    @given(value=st.text(ALPHABET, min_size=1, max_size=12))
    @SHARED
    def test_a_facet_may_have_any_value(self, engine: Engine, value: str) -> None:
        kept = Document(
            "a", next(versions), 1, "item", facets={value: (value,), "people": (value,)}
        )
        engine.write([kept])
        request = Request(
            parse("", FIELDS),
            chosen={"people": frozenset({value})},
            counted=frozenset({value, "people"}),
        )
        answer = engine.search(request)
        assert answer.total == 1
        assert answer.facets["people"] == {value: 1}

    @given(text=st.text(ALPHABET, max_size=40))
    @SHARED
    def test_what_is_stored_comes_back_as_it_was(self, engine: Engine, text: str) -> None:
        passages = (Passage(text, "vi", text),)
        kept = Document(
            "a",
            next(versions),
            1,
            "item",
            passages,
            passages,
            sorts={text: text},
            stored={text: text},
        )
        engine.write([kept])
        for sort in (text, f"-{text}"):
            (hit,) = ask(engine, "", sort=sort).hits
            assert (hit.stored, hit.titles, hit.body) == ({text: text}, passages, passages)
