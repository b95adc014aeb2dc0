"""What is linked in the moment in which it is closed bears no closed name when all is done."""

from __future__ import annotations

from typing import Any

import pytest

from heritage.archive.models import ItemPeople
from heritage.protocols.models import Audience
from heritage.records.access import set_audience
from search.analysis.query import parse
from search.engine import Engine, Request
from tests.communities import members
from tests.integration.protocols.test_at_once import at_once
from tests.integration.search.conftest import BringUp

pytestmark = [
    # SQLite has one writer at a time.
    pytest.mark.needs_postgresql,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_a_link_made_while_a_people_is_closed(make: Any, index: Engine, drain: BringUp) -> None:
    people, item = make("people", "Hrê"), make("item", "Khố")
    drain()
    shut = members()
    request = Request(parse("hrê"), frozenset({Audience.PUBLIC}))

    def link() -> list[str]:
        ItemPeople.objects.create(owner=item, people=people)
        # The worker has the link before the closing is there for it.
        drain()
        return [hit.id for hit in index.search(request).hits]

    _closed, found = at_once(lambda: set_audience(people.identifier, shut, by=None), link)
    assert item.identifier_id in found
    drain()
    assert index.search(request).hits == ()
