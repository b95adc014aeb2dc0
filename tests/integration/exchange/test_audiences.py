"""A sheet says for whom a new thing is; from then on its community decides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from heritage.archive.models import Item
from heritage.exchange.loading import Outcome
from heritage.peoples.communities import communities_of
from heritage.peoples.models import People
from heritage.protocols.audiences import canonical
from heritage.protocols.communities import standard
from heritage.protocols.models import Audience
from heritage.records.access import decide
from tests.integration.exchange.conftest import ITEM, PEOPLE, PLACE, sheet

pytestmark = pytest.mark.django_db

Bring = Callable[..., Outcome]
PUBLIC_ITEM = ITEM | {"audience": "public", "related_ids": ""}


@pytest.fixture
def closed(bring: Bring) -> Audience:
    """A thing whose sheet said “everybody”, and whose community has closed it since."""
    files = [sheet("a.csv", PEOPLE), sheet("b.csv", PLACE), sheet("c.csv", PUBLIC_ITEM)]
    assert bring(*files).problems == []
    (cham,) = communities_of(People.objects.originals())
    rule = standard(cham, "custodians")
    decide(Item.objects.originals().get().identifier, cham, rule, by=None)
    return canonical([rule])


def test_a_sheet_does_not_open_what_the_community_closed(closed: Audience, bring: Bring) -> None:
    outcome = bring(sheet("c.csv", PUBLIC_ITEM | {"title_vi": "Tên mới"}))
    assert outcome.problems == []
    item = Item.objects.originals().get()
    assert (item.title, item.audience) == ("Tên mới", closed)


def test_what_was_removed_comes_back_as_closed_as_it_was(closed: Audience, bring: Bring) -> None:
    Item.objects.originals().get().delete()
    outcome = bring(sheet("c.csv", PUBLIC_ITEM))
    assert outcome.problems == []
    told = [(one.column, one.code) for one in outcome.warnings if one.column == "audience"]
    assert told == [("audience", "audience_remembered")]
    assert Item.objects.originals().get().audience == closed
    assert bring(sheet("c.csv", PUBLIC_ITEM)).counts["unchanged"] == 1
