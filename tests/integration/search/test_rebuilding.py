"""Whatever is lost, index and database agree again, and whoever compares sees what does not."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import replace
from io import StringIO
from shutil import rmtree
from threading import Event, Thread
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from heritage.archive.models import Item
from heritage.site.indexing.source import Things
from media_pipeline.models import Derivative
from search import engines, indexing, rebuilding, working
from search.analysis.query import parse
from search.documents import Document, Passage
from search.engine import Engine, EngineError, Entry, RebuildingError, Request, SpoiltError
from search.indexing import MOST_LENGTH, Indexer, batches, changed, note
from search.models import Beginning, Change, Indexed, Reading
from search.rebuilding import Comparison, catch_up, compare, rebuild
from search.source import source
from tests.communities import members
from tests.contract.search.test_embedded import LOSSES
from tests.integration.search.conftest import BringUp
from tests.integration.site.hidden_files import hang_closed

pytestmark = pytest.mark.django_db


def found(engine: Engine, typed: str) -> list[str]:
    return [hit.id for hit in engine.search(Request(parse(typed))).hits]


def test_compare_says_what_does_not_agree(make: Any, index: Engine, drain: BringUp) -> None:
    kept, stale, gone, closed = (make("item", f"Trống {n}") for n in range(4))
    drain()
    assert not compare(index, source())
    Item.objects.filter(pk=stale.pk).update(description="khác")
    Item.objects.filter(pk=gone.pk).update(live=False)
    Item.objects.filter(pk=closed.pk).update(audience=members())
    index.remove({kept.identifier_id: Reading.take()})
    assert compare(index, source()) == Comparison(
        missing=[kept.identifier_id],
        stale=sorted([stale.identifier_id, closed.identifier_id]),
        extra=[gone.identifier_id],
        forbidden=[closed.identifier_id],
    )
    drain()
    assert compare(index, source()) == Comparison(missing=[kept.identifier_id])
    # What has been given to it and is not there: nobody knows what else.
    assert catch_up(index, source())
    assert not compare(index, source())


def test_a_rebuild_needs_nothing_but_the_database(
    make: Any, index: Engine, drain: BringUp, settings: Any
) -> None:
    items = [make("item", f"Trống {n}") for n in range(3)]
    drain()
    rmtree(settings.SEARCH_FOLDER)
    Indexed.objects.all().delete()
    Beginning.objects.all().delete()
    assert found(index, "trống") == []
    assert rebuild(index, source()) == 3
    assert sorted(found(index, "trống")) == sorted(item.identifier_id for item in items)
    assert not compare(index, source())
    assert Beginning.objects.filter(word=0).count() == 3


def test_long_books_are_read_one_by_one(
    make: Any, on_disk: Any, index: Engine, drain: BringUp, monkeypatch: Any
) -> None:
    items = [make("item", f"Sách {n}") for n in range(5)]
    hang_closed(items[1:4], "trống")
    drain()
    keys = [item.identifier_id for item in items]
    books = set(keys[1:4])
    most = 0
    read = Things.documents

    def documents(self: Things, identifiers: Collection[str], version: int) -> dict[str, Document]:
        nonlocal most
        most = max(most, len(books.intersection(identifiers)))
        return read(self, identifiers, version)

    monkeypatch.setattr(Things, "documents", documents)
    made = Derivative.objects.filter(name="text.json")
    for together in (3, 2, 1):
        made.update(bytes=MOST_LENGTH // together)
        batched = list(batches(source(), keys))
        assert [one for batch in batched for one in batch] == keys
        assert max(len(books.intersection(batch)) for batch in batched) == together
        for again in (lambda: changed(keys), lambda: rebuild(index, source())):
            most = 0
            again()
            drain()
            assert most == together
        assert not compare(index, source())
    assert sorted(found(index, "trống")) == sorted(keys[1:4])


def test_what_changes_during_a_rebuild_is_kept(
    make: Any, index: Engine, drain: BringUp, monkeypatch: Any
) -> None:
    items = [make("item", f"Trống {n}") for n in range(3)]
    drain()

    class Meanwhile(Things):
        def documents(self, identifiers: Collection[str], version: int) -> dict[str, Document]:
            read = super().documents(identifiers, version)
            # After it was read for the new index, and before that takes the place of the old one.
            Item.objects.filter(pk=items[0].pk).update(title="Chiêng")
            Item.objects.filter(pk=items[1].pk).update(live=False)
            drain()
            return read

    assert rebuild(index, Meanwhile()) == 3
    assert found(index, "chiêng") == [items[0].identifier_id]
    assert found(index, "trống") == [items[2].identifier_id]
    assert not compare(index, source())
    assert not Beginning.objects.filter(document=items[1].identifier_id).exists()
    assert Beginning.objects.get(document=items[0].identifier_id, word=0).title == "Chiêng"


@pytest.mark.parametrize("loss", ["the index", "its newest documents", "the newest rows", "both"])
def test_a_worker_that_begins_brings_both_into_step(
    loss: str, make: Any, index: Engine, drain: BringUp, settings: Any
) -> None:
    items = [make("item", f"Trống {n}") for n in range(3)]
    drain()
    Item.objects.filter(pk=items[0].pk).update(title="Chiêng")
    drain()
    if loss == "the index":
        rmtree(settings.SEARCH_FOLDER)
    elif loss == "its newest documents":  # a power cut after the rows were written
        index.remove({items[0].identifier_id: Reading.take()})
    elif loss == "the newest rows":  # an older copy of the database was put back
        Item.objects.filter(pk=items[0].pk).update(title="Trống")
        Indexed.objects.all().delete()
        Change.objects.all().delete()
        Reading.objects.update(number=1)
    else:
        rmtree(settings.SEARCH_FOLDER)
        Indexed.objects.all().delete()
    catch_up(index, source())
    drain()
    assert not compare(index, source())


def test_one_that_cannot_be_made_keeps_nothing_waiting(
    make: Any, index: Engine, drain: BringUp, monkeypatch: Any
) -> None:
    bad, good = make("item", "Trống"), make("item", "Trống to")

    def broken(self: Item) -> Any:
        raise ValueError("a date that nobody can read")

    with monkeypatch.context() as patch:
        patch.setattr(
            "heritage.site.indexing.making.sort_key",
            lambda text, language: broken(bad) if text == "Trống" else text,
        )
        drain()
        assert found(index, "trống") == [good.identifier_id]
        (stuck,) = status()["stuck"]
        assert stuck["document"] == bad.identifier_id
        assert stuck["most"] == 1
        assert "a date that nobody can read" in stuck["why"]
        assert Change.objects.filter(due_at__gt=timezone.now()).exists()
        assert drain() == 0
    Change.objects.update(due_at=timezone.now())
    drain()
    assert len(found(index, "trống")) == 2
    assert not Change.objects.exists()


def test_without_an_engine_everything_waits(
    make: Any, index: Engine, drain: BringUp, settings: Any, tmp_path: Any
) -> None:
    item = make("item", "Trống")
    engines.close()
    file = tmp_path / "no folder"
    file.write_text("")
    settings.SEARCH_FOLDER = file / "search"
    with pytest.raises(EngineError):
        working.until_done(engines.engine(), source())
    assert status()["error"]
    assert status()["waiting"] == 1
    with pytest.raises(CommandError, match="không trả lời"):
        call_command("search", "compare")
    turns = iter([True, True, False, False])
    settings.SEARCH_FOLDER = tmp_path / "search"
    engines.close()
    working.work(engines.engine(), source(), lambda: next(turns, False))
    assert found(engines.engine(), "trống") == [item.identifier_id]


class Failing:
    """An engine in whose calls something happens once."""

    def __init__(self, engine: Engine, **calls: Callable[..., Any]) -> None:
        self.engine = engine
        self.calls = calls
        self.rebuilt = 0

    def __getattr__(self, name: str) -> Any:
        if name == "rebuild":
            self.rebuilt += 1
        if instead := self.calls.pop(name, None):
            return lambda *given: instead(*given)
        return getattr(self.engine, name)


def work(engine: Any, rounds: int, monkeypatch: Any) -> None:
    """Let the worker go round so often, without leaving the transaction of the test."""
    monkeypatch.setattr(working, "PAUSES", (0.0,))
    monkeypatch.setattr(working, "IDLE", 0.0)
    monkeypatch.setattr(working, "close_old_connections", lambda: None)
    monkeypatch.setattr(connection, "close", lambda: None)
    turns = iter([True] * rounds)
    working.work(engine, source(), lambda: next(turns, False))


@pytest.mark.parametrize("loss", ["gone", "other", "cut"])
def test_a_worker_replaces_what_cannot_be_read(
    loss: str, make: Any, index: Engine, drain: BringUp, settings: Any, monkeypatch: Any
) -> None:
    items = [make("item", f"Trống {n}") for n in range(3)]
    drain()
    index.close()
    (file,) = settings.SEARCH_FOLDER.glob("index-*.sqlite")
    LOSSES[loss](file)
    with pytest.raises(EngineError):
        found(index, "trống")
    work(index, 9, monkeypatch)
    assert sorted(found(index, "trống")) == sorted(item.identifier_id for item in items)
    assert not compare(index, source())


def test_what_is_lost_while_a_worker_runs_is_noticed(
    make: Any, index: Engine, drain: BringUp, settings: Any, monkeypatch: Any
) -> None:
    make("item", "Trống")
    drain()
    losses = [settings.SEARCH_FOLDER]

    def nothing_due(indexer: Indexer) -> int:
        while losses:
            rmtree(losses.pop())
        return 0

    monkeypatch.setattr(working, "AGREED_FOR", 0.0)
    monkeypatch.setattr(Indexer, "drain", nothing_due)
    work(index, 6, monkeypatch)
    assert not compare(index, source())


def test_damage_that_only_a_search_meets_is_mended_without_a_change(
    make: Any, index: Engine, drain: BringUp, settings: Any, monkeypatch: Any
) -> None:
    item = make("item", "Trống")
    drain()
    monkeypatch.setattr(working, "LOOKED_FOR", 0.0)
    waits = iter([lambda: None, lambda: None])

    def damaged(indexer: Indexer) -> int:
        if next(waits, None) is None:
            return 0
        index.close()
        (file,) = settings.SEARCH_FOLDER.glob("index-*.sqlite")
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("DELETE FROM shown")
            connection.commit()
        with pytest.raises(SpoiltError):
            found(index, "trống")
        return 0

    monkeypatch.setattr(Indexer, "drain", damaged)
    work(index, 9, monkeypatch)
    assert found(index, "trống") == [item.identifier_id]


def test_one_lost_answer_costs_no_rebuild(
    make: Any, index: Engine, drain: BringUp, monkeypatch: Any
) -> None:
    items = [make("item", f"Trống {n}") for n in range(3)]
    drain()
    Item.objects.filter(pk=items[0].pk).update(live=False)

    def remove(versions: dict[str, int]) -> None:
        index.remove(versions)
        raise EngineError("read timed out")

    failing = Failing(index, remove=remove)
    work(failing, 9, monkeypatch)
    assert not compare(index, source())
    assert failing.rebuilt == 0


def test_what_somebody_else_has_rebuilt_is_not_rebuilt_again(
    make: Any, index: Engine, drain: BringUp, monkeypatch: Any
) -> None:
    make("item", "Trống")
    drain()

    def rebuild_by_others(documents: Any) -> None:
        raise RebuildingError("somebody else")

    def entries() -> Iterator[Entry]:
        raise SpoiltError("malformed")

    failing = Failing(index, entries=entries, rebuild=rebuild_by_others)
    work(failing, 6, monkeypatch)
    assert failing.rebuilt == 1
    assert not compare(index, source())


def test_who_looks_while_a_rebuild_is_written_down_waits(
    make: Any, index: Engine, drain: BringUp, monkeypatch: Any
) -> None:
    for number in range(6):
        make("item", f"Trống {number}")
    drain()
    Indexed.objects.update(version=0)
    unsettled = list(Indexed.objects.values_list("pk", flat=True))
    held = {entry.id: entry.version for entry in index.entries()}

    def settle(seconds: float) -> None:
        if unsettled:
            key = unsettled.pop()
            Indexed.objects.filter(pk=key).update(version=held[key])

    monkeypatch.setattr(time, "sleep", settle)
    assert not catch_up(index, source())
    assert not Change.objects.exists()
    Indexed.objects.update(version=0)
    assert not catch_up(index, source())
    assert Change.objects.count() == 6


def test_a_document_that_is_refused_keeps_no_rebuild_from_ending(
    make: Any, index: Engine, drain: BringUp, monkeypatch: Any
) -> None:
    items = [make("item", f"Trống {number}") for number in range(3)]
    bad = items[1].identifier_id

    class Refused(Things):
        def documents(self, identifiers: Collection[str], version: int) -> dict[str, Document]:
            found = super().documents(identifiers, version)
            return {
                key: replace(one, stored={"x": object()}) if key == bad else one
                for key, one in found.items()
            }

    assert rebuild(index, Refused()) == 2
    assert sorted(found(index, "trống")) == sorted(x.identifier_id for x in items if x != items[1])
    (waiting,) = Change.objects.filter(failures=1)
    assert waiting.document == bad
    assert "object" in waiting.reason
    drain()
    assert not compare(index, source())


def test_the_oldest_is_brought_first_whatever_has_come_since(
    make: Any, on_disk: Any, index: Engine, drain: BringUp
) -> None:
    books = [make("item", f"Sách {number}") for number in range(4)]
    hang_closed(books, "trống")
    Derivative.objects.filter(name="text.json").update(bytes=MOST_LENGTH)
    drain()
    oldest = make("item", "Trống nhỏ")
    changed([book.identifier_id for book in books])
    newest = make("item", "Trống nhỏ nữa")
    Indexer(index, source()).drain()
    assert {oldest.identifier_id, newest.identifier_id} <= {*found(index, "trống nhỏ")}


def test_what_was_the_same_before_somebody_wrote_another_is_read_again(
    make: Any, index: Engine, drain: BringUp
) -> None:
    item = make("item", "Trống")
    drain()
    row = Indexed.objects.get()
    version = Reading.take()
    # Meanwhile a rebuild has written down an older reading, in which it was something else.
    Indexed.objects.update(digest="other", version=version - 1, read=version - 1)
    note([], {row.pk: row.digest}, version, same=[row.pk])
    assert [one.document for one in Change.objects.all()] == [item.identifier_id]
    drain()
    assert not compare(index, source())


def test_what_others_write_beside_costs_no_rebuild(
    make: Any, index: Engine, drain: BringUp
) -> None:
    make("item", "Trống")
    drain()

    def entries() -> Iterator[Entry]:
        held = list(index.entries())
        make("item", "Chiêng")
        drain()
        return iter(held)

    assert not catch_up(Failing(index, entries=entries), source())
    drain()
    assert not compare(index, source())


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("when", ["between", "before"])
def test_a_rebuild_and_a_worker_write_down_what_they_read_in_turn(
    when: str, monkeypatch: Any
) -> None:
    older, newer = Reading.take(), Reading.take()
    document = Document("a", newer, 1, "item", (Passage("Lễ", "vi"),))
    Indexed.objects.create(document="a", version=0, read=0, digest="")
    noted, settled = Event(), Event()

    def write_down() -> None:
        with transaction.atomic():
            note([document], {"a": "newer"}, newer)
            noted.set()
            settled.wait(0.5)
        connection.close()

    worker = Thread(target=write_down)
    if when == "before":
        worker.start()
        noted.wait()
    else:
        read = QuerySet.in_bulk

        def in_bulk(rows: QuerySet[Any], *given: Any, **named: Any) -> dict[Any, Any]:
            answer = read(rows, *given, **named)
            if rows.model is Indexed and not worker.is_alive():
                worker.start()
                # Had it not to wait, it would be done by then.
                worker.join(0.5)
            return answer

        monkeypatch.setattr(QuerySet, "in_bulk", in_bulk)
    rebuilding._settle({"a": (older, "older")}, older)
    monkeypatch.undo()
    settled.set()
    worker.join()
    row = Indexed.objects.get()
    assert (row.version, row.digest) in ((newer, "newer"), (newer, ""))


def test_the_commands_of_an_operator(make: Any, index: Engine) -> None:
    make("item", "Trống")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("search", "compare", "--format", "json", stdout=out)
    assert len(json.loads(out.getvalue())["missing"]) == 1
    call_command("search", "work", "--until-empty")
    call_command("search", "compare", stdout=StringIO())
    call_command("search", "rebuild", stdout=out, stderr=StringIO())
    assert "Chỉ mục mới có 1 mục." in out.getvalue()
    out = StringIO()
    call_command("search", "status", stdout=out)
    assert "Chỉ mục có 1 mục." in out.getvalue()
    assert status()["documents"] == 1


def status() -> dict[str, Any]:
    out = StringIO()
    call_command("search", "status", "--format", "json", stdout=out)
    said: dict[str, Any] = json.loads(out.getvalue())
    return said


def test_rebuilding_says_how_far_it_is(make: Any, index: Engine, monkeypatch: Any) -> None:
    for number in range(3):
        make("item", f"Trống {number}")
    monkeypatch.setattr(indexing, "BATCH", 2)
    told: list[int] = []
    rebuild(index, source(), told.append)
    assert told == [2, 3]
