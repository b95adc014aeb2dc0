"""For whom a draft is meant: its author says so until its community has decided."""

from __future__ import annotations

from typing import Any

import pytest

from heritage.archive.models import Item
from heritage.peoples.communities import communities_of
from heritage.peoples.models import People
from heritage.protocols.communities import standard
from heritage.protocols.models import Audience, Community, Membership
from heritage.records.access import decide
from tests.integration.admin.forms import fields_of
from tests.integration.admin.writing import FORMS, edit_url, post_form, write_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(bana: People, persons: Any) -> Community:
    """The community of the draft, of which the officer is a member."""
    (community,) = communities_of([bana])
    Membership.objects.create(community=community, user=persons["officer"], role="member")
    return community


@pytest.fixture
def draft(signed_in: Any, bana: People, theirs: Community) -> Item:
    item, _answer = write_item(
        signed_in("officer"), title="Bài cúng", item_kind="audio", peoples=[str(bana.pk)]
    )
    return item


def meant(client: Any, item: Item, **changes: Any) -> Audience:
    post_form(client, edit_url(item), **changes)
    return Item.objects.get(pk=item.pk).audience


def test_its_author_says_for_whom_it_is_meant(
    signed_in: Any, draft: Item, theirs: Community
) -> None:
    officer = signed_in("officer")
    closed = meant(officer, draft, meant_for="community")
    assert list(closed.protocols.all()) == [standard(theirs, "members")]
    assert meant(officer, draft, meant_for="public").pk == Audience.PUBLIC


def test_a_form_opened_before_does_not_open_what_the_community_closed(
    signed_in: Any, draft: Item, theirs: Community
) -> None:
    officer = signed_in("officer")
    opened_before = fields_of(officer, edit_url(draft), *FORMS)
    assert opened_before["meant_for"] == "public"
    closed = decide(draft.identifier, theirs, standard(theirs, "members"), by=None)
    officer.post(edit_url(draft), opened_before | {"title": "Bài cúng lúa"})
    draft.refresh_from_db()
    assert (draft.title, draft.audience) == ("Bài cúng lúa", closed)
    assert "meant_for" not in fields_of(officer, edit_url(draft), *FORMS)
