"""Facets, audiences, sorts and pages."""

from collections.abc import Iterable
from typing import Any

import pytest

from search.documents import Document
from search.engine import MOST_VALUES, Engine
from tests.contract.search.asking import ask, chosen, document, found, pages


def festival(id_: str, people: Iterable[str], *places: str, audience: int = 1) -> Document:
    facets = {"people": tuple(people), "place": places}
    return document(id_, "Lễ hội", facets=facets, audience=audience)


PEOPLED = [
    festival("a", ["khmer"], "an-giang", "tri-ton"),
    festival("b", ["khmer", "cham"], "an-giang"),
    festival("c", ["cham"], "ninh-thuan"),
    festival("d", ["hre"], "quang-ngai"),
    festival("e", [], "an-giang", audience=2),
]
BOTH = frozenset({"people", "place"})


class Narrowing:
    """Part of what is found."""

    def test_facets_are_counted(self, engine: Engine) -> None:
        engine.write([*PEOPLED, document("z", "Dệt vải", facets={"people": ("tay",)})])
        answer = ask(engine, "lễ hội", counted=BOTH)
        assert answer.facets == {
            "people": {"khmer": 2, "cham": 2, "hre": 1},
            "place": {"an-giang": 3, "tri-ton": 1, "ninh-thuan": 1, "quang-ngai": 1},
        }
        assert ask(engine, "lễ hội").facets == {}
        assert ask(engine, "lễ", counted=frozenset({"nothing"})).facets == {"nothing": {}}
        assert ask(engine, "", counted=BOTH).facets["people"]["tay"] == 1

    def test_or_inside_a_facet_and_across(self, engine: Engine) -> None:
        engine.write(PEOPLED)

        def narrowed(**facets: Iterable[str]) -> list[str]:
            return found(engine, "lễ hội", chosen=chosen(**{k: set(v) for k, v in facets.items()}))

        assert narrowed(people=["khmer", "hre"]) == ["a", "b", "d"]
        assert narrowed(people=["cham"], place=["an-giang"]) == ["b"]
        assert narrowed(people=["cham"], place=["an-giang", "ninh-thuan"]) == ["b", "c"]
        assert narrowed(people=["nobody"]) == []
        assert narrowed(nothing=["x"]) == []
        assert narrowed(people=[]) == ["a", "b", "c", "d", "e"]

    def test_counts_ignore_the_choice_in_their_own_facet(self, engine: Engine) -> None:
        engine.write(PEOPLED)
        answer = ask(engine, "lễ hội", chosen=chosen(people={"cham"}), counted=BOTH)
        assert answer.total == 2
        assert answer.facets == {
            "people": {"khmer": 2, "cham": 2, "hre": 1},
            "place": {"an-giang": 1, "ninh-thuan": 1},
        }

    def test_of_very_many_values_the_most_frequent_are_counted(self, engine: Engine) -> None:
        engine.write(
            [
                document(f"{n:04}", "Lễ", "chẵn" * (n % 2 == 0), facets={"place": (f"{n}", "all")})
                for n in range(1_000)
            ]
        )
        for typed, expected in (("lễ", 1_000), ("lễ chẵn", 500)):
            answer = ask(engine, typed, counted=frozenset({"place"}), size=1)
            counts = answer.facets["place"]
            assert counts["all"] == answer.total == expected
            equal = sorted(f"{n}" for n in range(0, 1_000, 1_000 // expected))
            assert set(counts) == {"all", *equal[: MOST_VALUES - 1]}

    def test_what_is_chosen_is_counted_with_its_parts(self, engine: Engine) -> None:
        many = [value for n in range(MOST_VALUES) for value in (f"/{n:03}", f"/{n:03}"[1:])]
        engine.write([document(f"{n}", "Lễ", facets={"place": tuple(many)}) for n in range(2)])
        odd = ("z.[~]", '@&<>#"|(a)\\d', "ខ្មែរ ក្រុង\n", "\ud800{2}^$")
        rare = [value for one in odd for value in (one, f"{one}/x", f"{one}y/x")]
        engine.write([document("rare", "Lễ", facets={"place": (*rare, "", "zzz/x")})])

        def counts(*values: str) -> set[str]:
            answer = ask(engine, "lễ", chosen=chosen(place=set(values)), counted=BOTH)
            return {*answer.facets["place"]} - set(many)

        assert counts() == set()
        for one in odd:
            assert counts(one) == counts(f"{one}/x") == counts(f"{one}/y") == {one, f"{one}/x"}
        assert counts("", "zzz/y", odd[0]) == {"", "zzz/x", odd[0], f"{odd[0]}/x"}
        # Parts do not push out wholes.
        engine.write([document(f"{n}", "Lễ", facets={"place": ("a/b", "c")}) for n in range(2)])
        assert counts() > {"a/b", "c"}

    def test_a_value_given_twice_counts_once(self, engine: Engine) -> None:
        engine.write([document("a", "x", facets={"people": ("cham", "cham")})])
        assert ask(engine, "", counted=BOTH).facets["people"] == {"cham": 1}

    def test_what_may_not_be_seen_is_nowhere(self, engine: Engine) -> None:
        secret: dict[str, Any] = {"audience": 2, "facets": {"people": ("secret",)}}
        engine.write(
            [
                document("a", "Lễ hội đua bò", facets={"people": ("khmer",)}),
                document("b", "Lễ hội đua bò", **secret),
                document("c", "Lễ hội đua", **secret),
            ]
        )
        one = frozenset({1})
        answer = ask(engine, "lễ hội đua bò", audiences=one, counted=BOTH)
        assert [hit.id for hit in answer.hits] == ["a"]
        assert (answer.total, answer.partial, answer.next) == (1, (), None)
        assert answer.facets == {"people": {"khmer": 1}, "place": {}}
        assert found(engine, "", audiences=one) == ["a"]
        assert found(engine, "people:secret", audiences=one) == []
        assert ask(engine, "", audiences=frozenset()).total == 0
        both = ask(engine, "lễ hội đua bò", audiences=frozenset({1, 2, 99}), counted=BOTH)
        assert [hit.id for hit in (*both.hits, *both.partial)] == ["a", "b", "c"]
        assert both.facets["people"] == {"khmer": 1, "secret": 1}
        assert found(engine, "") == ["a", "b", "c"]

    def test_what_is_left_out_is_nowhere(self, engine: Engine) -> None:
        engine.write(
            [
                document("a", "Lễ hội đua bò", facets={"people": ("khmer",)}),
                document("b", "Lễ hội đua bò", facets={"people": ("cham",)}),
                document("c", "Lễ hội đua", facets={"people": ("cham",)}),
            ]
        )
        left_out = frozenset({"b", "c", "never"})
        answer = ask(engine, "lễ hội đua bò", without=left_out, counted=BOTH)
        assert [hit.id for hit in (*answer.hits, *answer.partial)] == ["a"]
        assert (answer.total, answer.facets["people"]) == (1, {"khmer": 1})
        assert found(engine, "", without=left_out) == ["a"]
        assert found(engine, "", without=frozenset({"never"})) == ["a", "b", "c"]
        assert found(engine, "", audiences=frozenset({1}), without=frozenset({"a"})) == ["b", "c"]

    def test_a_change_of_audience_counts_at_once(self, engine: Engine) -> None:
        engine.write([document("a", "Lễ", facets={"people": ("hre",)})])
        one = frozenset({1})
        assert found(engine, "lễ", audiences=one) == ["a"]
        engine.write([document("a", "Lễ", version=2, audience=7, facets={"people": ("hre",)})])
        answer = ask(engine, "lễ", audiences=one, counted=BOTH)
        assert (answer.hits, answer.facets["people"]) == ((), {})
        assert found(engine, "lễ", audiences=frozenset({7})) == ["a"]

    def test_sorts_and_what_has_no_value(self, engine: Engine) -> None:
        engine.write(
            [
                document("a", "Lễ", sorts={"newest": 20, "title": "b"}),
                document("b", "Lễ", "x", sorts={"newest": -5, "title": "bb"}),
                document("c", "Lễ", sorts={"title": "a"}, weight=9),
                document("d", "Lễ", sorts={"newest": 20}),
                document("e", "Lễ", sorts={"newest": 0}),
            ]
        )
        assert found(engine, "lễ", sort="newest") == ["b", "e", "a", "d", "c"]
        assert found(engine, "lễ", sort="-newest") == ["a", "d", "e", "b", "c"]
        assert found(engine, "lễ", sort="title") == ["c", "a", "b", "d", "e"]
        assert found(engine, "lễ", sort="-title") == ["b", "a", "c", "d", "e"]
        assert found(engine, "", sort="title") == ["c", "a", "b", "d", "e"]
        assert found(engine, "", sort="nothing") == ["a", "b", "c", "d", "e"]
        assert found(engine, "") == ["c", "a", "b", "d", "e"]
        assert len({hit.tier for hit in ask(engine, "lễ", sort="title").hits}) == 1

    @pytest.mark.parametrize("sort", ["", "newest", "-newest", "title", "-title"])
    @pytest.mark.parametrize("typed", ["", "lễ", "lễ hội"])
    def test_pages_are_the_whole_in_pieces(self, engine: Engine, typed: str, sort: str) -> None:
        engine.write(
            [
                document(
                    f"{n:02}",
                    "Lễ hội" if n % 3 else "Hội lễ",
                    sorts={"newest": n % 5, "title": "ab"[: n % 3]} if n % 7 else {},
                    weight=n % 4,
                )
                for n in range(40)
            ]
        )
        whole = found(engine, typed, sort=sort, size=100)
        assert len(whole) == 40
        read = pages(engine, typed, 7, sort=sort)
        assert [len(page) for page in read] == [7, 7, 7, 7, 7, 5]
        assert [id_ for page in read for id_ in page] == whole
        assert pages(engine, typed, 40, sort=sort) == [whole]

    def test_partial_hits_have_pages_too(self, engine: Engine) -> None:
        engine.write([document("all", "Đua bò"), *(document(f"{n}", "Đua") for n in range(6))])
        assert pages(engine, "đua bò", 3) == [["all", "0", "1"], ["2", "3", "4"], ["5"]]
        answer = ask(engine, "đua bò", size=1)
        assert (answer.total, answer.partial) == (1, ())
        assert answer.next is not None

    def test_pages_stay_good_while_documents_come_and_go(self, engine: Engine) -> None:
        engine.write([document(f"{n:02}", "Lễ", sorts={"newest": n}) for n in range(10, 20)])
        first = ask(engine, "lễ", sort="-newest", size=4)
        assert [hit.id for hit in first.hits] == ["19", "18", "17", "16"]
        engine.write([document("99", "Lễ", sorts={"newest": 99})])
        engine.remove({"16": 2, "17": 2, "14": 2})
        second = ask(engine, "lễ", sort="-newest", size=4, after=first.next)
        assert [hit.id for hit in second.hits] == ["15", "13", "12", "11"]

    def test_a_page_of_nothing_counts(self, engine: Engine) -> None:
        engine.write([document("a", "Lễ")])
        answer = ask(engine, "lễ", size=0)
        assert (answer.hits, answer.total, answer.next) == ((), 1, None)

    @pytest.mark.parametrize("after", ["", "x", "é\ud800", "W10", "WzEsMCwiYSIsImIiXQ", "=" * 9])
    def test_a_cursor_that_nobody_gave_is_none(self, engine: Engine, after: str) -> None:
        engine.write([document("a", "Lễ")])
        assert found(engine, "lễ", after=after) == ["a"]

    def test_a_cursor_of_another_order_is_no_error(self, engine: Engine) -> None:
        engine.write(
            [document(f"{n}", "Lễ", sorts={"newest": n, "title": f"{n}"}) for n in range(9)]
        )
        sorts = ["", "newest", "-title", "title", "nothing"]
        for after in [ask(engine, "lễ", sort=sort, size=2).next for sort in sorts]:
            for sort in sorts:
                ask(engine, "lễ", sort=sort, after=after)
