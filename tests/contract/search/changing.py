"""What is written is found, in every process, by version; a rebuild loses nothing."""

import subprocess
from collections.abc import Iterator
from threading import Thread

import pytest

from search.documents import Document, Passage
from search.engine import Engine, RebuildingError
from tests.contract.search.asking import OpenEngine, ask, document, found


class Changing:
    """Writes, removals, rebuilds."""

    def test_an_empty_index_answers(self, engine: Engine) -> None:
        assert engine.count() == 0
        assert list(engine.entries()) == []
        assert ask(engine, "lễ hội").total == ask(engine, "").total == 0
        engine.write([])
        engine.remove({})
        engine.rebuild([])
        assert engine.count() == 0

    def test_a_later_version_takes_the_place_of_an_earlier_one(self, engine: Engine) -> None:
        engine.write([document("a", "Lễ", facets={"people": ("hre",)}, sorts={"n": 1})])
        engine.write([document("b", "Lễ", sorts={"n": 2})])
        assert found(engine, "lễ", sort="n") == ["a", "b"]
        engine.write([document("a", "Lễ mới", "x", version=2, sorts={"n": 3})])
        assert found(engine, "lễ", sort="n") == ["b", "a"]
        assert found(engine, "mới") == ["a"]
        assert found(engine, '"lễ"') == ["b", "a"]
        assert ask(engine, "", counted=frozenset({"people"})).facets == {"people": {}}
        assert engine.count() == 2

    def test_an_earlier_version_that_comes_late_changes_nothing(self, engine: Engine) -> None:
        engine.write([document("a", "Mới", version=5)])
        engine.write([document("a", "Cũ", version=4)])
        engine.remove({"a": 4})
        assert found(engine, "") == found(engine, "mới") == ["a"]
        engine.remove({"a": 6, "never": 1})
        engine.write([document("a", "Mới", version=5)])
        assert found(engine, "") == []
        engine.write([document("a", "Lại", version=7)])
        assert found(engine, "lại") == ["a"]

    def test_of_equal_versions_the_later_call_counts(self, engine: Engine) -> None:
        engine.write([document("a", "Một"), document("a", "Hai")])
        assert (found(engine, "một"), found(engine, "hai")) == ([], ["a"])
        engine.remove({"a": 1})
        assert found(engine, "") == []
        engine.write([document("a", "Ba")])
        assert found(engine, "ba") == ["a"]

    def test_what_is_removed_is_nowhere(self, engine: Engine) -> None:
        engine.write([document("a", "Lễ hội", facets={"people": ("hre",)}), document("b", "Hội")])
        engine.remove({"a": 2})
        answer = ask(engine, "lễ hội", counted=frozenset({"people"}))
        assert (answer.hits, answer.total, answer.facets) == ((), 0, {"people": {}})
        assert [hit.id for hit in answer.partial] == ["b"]
        assert found(engine, "", sort="x") == ["b"]
        assert [entry.id for entry in engine.entries()] == ["b"]
        assert engine.count() == 1

    def test_entries_for_comparing(self, engine: Engine) -> None:
        engine.write(
            [document("a", "x", version=3, audience=9), document("b", "y", version=1 << 40)]
        )
        assert sorted(engine.entries()) == [("a", 3, 9), ("b", 1 << 40, 1)]

    def test_all_or_nothing(self, engine: Engine) -> None:
        bad = document("b", "y", stored={"not json": object()})
        with pytest.raises(TypeError):
            engine.write([document("a", "x"), bad])
        assert engine.count() == 0

    def test_another_one_sees_a_write_at_once(self, open_engine: OpenEngine) -> None:
        one, other = open_engine(), open_engine()
        for number in range(5):
            one.write([document(f"{number}", "Lễ", facets={"n": (f"{number}",)})])
            answer = ask(other, "lễ", counted=frozenset({"n"}))
            assert answer.total == len(answer.facets["n"]) == number + 1
        other.remove({"0": 2})
        assert ask(one, "lễ").total == 4

    def test_a_rebuild_is_all_there_is(self, open_engine: OpenEngine) -> None:
        engine, other = open_engine(), open_engine()
        engine.write([document("a", "Cũ", version=9), document("b", "Cũ")])
        engine.remove({"c": 9})
        assert found(other, "cũ") == ["a", "b"]
        # As after an older copy of the database was put back: versions of before count no more.
        engine.rebuild([document("a", "Mới", version=3), document("c", "Mới", version=3)])
        for each in (engine, other, open_engine()):
            assert found(each, "mới") == ["a", "c"]
            assert found(each, "cũ") == []
        other.write([document("d", "Mới")])
        assert found(engine, "mới") == ["a", "c", "d"]

    def test_a_rebuild_leaves_out_what_cannot_be_put_and_says_why(self, engine: Engine) -> None:
        engine.write([document("a", "Lễ")])
        bad = document("b", "Lễ", stored={"x": object()})
        at_fault = engine.rebuild([document("a", "Lễ"), bad, document("c", "Lễ")])
        assert list(at_fault) == ["b"]
        assert "object" in at_fault["b"]
        assert found(engine, "lễ") == ["a", "c"]

    def test_searches_and_changes_go_on_during_a_rebuild(self, open_engine: OpenEngine) -> None:
        engine, other = open_engine(), open_engine()
        engine.write([document(f"{n:04}", "Cũ") for n in range(50)])

        def from_the_database() -> Iterator[Document]:
            for n in range(1_200):
                if n == 700:
                    other.write([document("0000", "Sửa", version=5), document("new", "Thêm")])
                    other.remove({"0001": 5, "1100": 5})
                    other.write([document("0002", "Muộn", version=0)])
                    assert found(other, "sửa") == ["0000"]
                    assert ask(other, "cũ").total == 48
                    with pytest.raises(RebuildingError):
                        other.rebuild([])
                yield document(f"{n:04}", "Dựng", version=2)

        engine.rebuild(from_the_database())
        for each in (engine, other):
            assert ask(each, "dựng").total == 1_197
            assert found(each, "sửa") == ["0000"]
            assert found(each, "thêm") == ["new"]
            assert found(each, "cũ") == found(each, "muộn") == []
            assert each.count() == 1_199
        other.rebuild([document("z", "Lần nữa")])
        assert found(engine, "") == ["z"]

    def test_what_changes_during_a_rebuild_is_found_as_before(
        self, open_engine: OpenEngine
    ) -> None:
        """By what it is linked with, and by what it is about."""
        engine, other = open_engine(), open_engine()
        changed = document(
            *("new", "Hội", "đua bò"), lead=1, version=5, aside=(Passage("Bảy Núi", "vi"),)
        )

        def from_the_database() -> Iterator[Document]:
            yield document("old", "Lễ", "cúng trăng", "đua bò ở Bảy Núi", lead=1, weight=9)
            other.write([changed])

        engine.rebuild(from_the_database())
        for _ in range(2):
            assert found(engine, "đua bò") == ["new", "old"]
            assert found(engine, "bay nui") == ["old", "new"]
            engine.write([changed])

    def test_a_rebuild_that_fails_changes_nothing(self, engine: Engine) -> None:
        engine.write([document("a", "Cũ")])

        def broken() -> Iterator[Document]:
            yield document("b", "Mới")
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            engine.rebuild(broken())
        assert found(engine, "") == ["a"]
        engine.rebuild([document("c", "Mới")])
        assert found(engine, "") == ["c"]

    def test_threads_share_an_engine(self, engine: Engine) -> None:
        """Every search sees whole writes: as many of one value as of the other."""
        wrong: list[object] = []

        def search() -> None:
            while not wrong and writing.is_alive():
                facets = ask(engine, "lễ", counted=frozenset({"n", "m"}), sort="n").facets
                if facets["n"] != facets["m"] or len(set(facets["n"].values())) > 1:
                    wrong.append(facets)

        def write() -> None:
            for version in range(1, 40):
                value = {"n": (f"{version}",), "m": (f"{version}",)}
                engine.write(
                    [document(f"{n}", "Lễ", version=version, facets=value) for n in range(20)]
                )
                if version % 13 == 0:
                    engine.rebuild(
                        [document(f"{n}", "Lễ", version=version, facets=value) for n in range(20)]
                    )

        writing = Thread(target=write)
        threads = [writing, *(Thread(target=search) for _ in range(3))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert wrong == []
        assert ask(engine, "lễ", counted=frozenset({"n"})).facets["n"] == {"39": 20}

    def test_writers_in_several_processes_wait_for_each_other(
        self, engine: Engine, other_process: list[str]
    ) -> None:
        """`other_process` is a command that writes the documents its arguments name."""
        names = [[f"{letter}{number}" for number in range(15)] for letter in "pq"]
        started = [subprocess.Popen([*other_process, *some]) for some in names]
        for number in range(15):
            engine.write([document(f"r{number}", "Lễ")])
            assert f"r{number}" in found(engine, "lễ", size=99)
        assert [process.wait(60) for process in started] == [0, 0]
        assert ask(engine, "lễ").total == engine.count() == 45
