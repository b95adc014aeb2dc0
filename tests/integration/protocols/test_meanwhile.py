"""What somebody else decided meanwhile stands: a form opened before changes none of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heritage.archive.models import Item
from heritage.protocols.models import Audience, Decision, Hold
from heritage.records.access import decide, set_audience
from heritage.records.holds import place, release
from tests.communities import community, custodians

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def log_aside(settings: Any, tmp_path: Any) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"


@pytest.fixture
def item(db: None) -> Item:
    item = Item(title="Bài hát ru", item_kind="audio", live=True)
    item.save()
    return item


def held(item: Item) -> Hold:
    hold = Hold(identifier=item.identifier_id, requested_by="Bok", way="phone", reason="x")
    place(hold)
    return hold


def test_a_release_opens_to_whom_the_community_said_last(item: Item) -> None:
    opened_before = held(item)
    set_audience(item.identifier, custodians(), by=None)
    release(opened_before)
    item.refresh_from_db()
    assert item.audience == custodians()


def test_a_second_release_of_the_same_hold_does_nothing(item: Item) -> None:
    hold = held(item)
    also = Hold.objects.get(pk=hold.pk)
    release(hold)
    set_audience(item.identifier, custodians(), by=None)
    release(also)
    item.refresh_from_db()
    assert item.audience == custodians()
    assert Decision.objects.filter(act=Decision.Act.RELEASE).count() == 1


@pytest.mark.needs_postgresql
@pytest.mark.parametrize("act", ["place", "release", "set_audience", "decide"])
def test_whoever_decides_about_a_thing_waits_for_who_does_so_already(item: Item, act: str) -> None:
    hold = (
        held(item)
        if act == "release"
        else Hold(identifier=item.identifier_id, requested_by="Bok", way="phone", reason="x")
    )
    public = Audience.objects.get(pk=Audience.PUBLIC)
    acts: dict[str, Any] = {
        "place": lambda: place(hold),
        "release": lambda: release(hold),
        "set_audience": lambda: set_audience(item.identifier, public, by=None),
        "decide": lambda: decide(item.identifier, community(), None, by=None),
    }
    with CaptureQueriesContext(
        connection,
    ) as queries:
        acts[act]()
    first = next(one["sql"] for one in queries if "records_identifier" in one["sql"])
    assert "FOR NO KEY UPDATE" in first
