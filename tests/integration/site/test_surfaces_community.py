"""The pages of communities: nobody reads there of what is closed to him, and nobody does there what
is not his to do.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from heritage.records.models import Identifier
from heritage.records.things import HeritageObject, kinds
from tests.integration.site.community_surfaces import community_addresses, posts
from tests.integration.site.hidden import ASIDE, SECRET, STAFF, VIEWERS, hide, signed_in, viewer
from tests.integration.site.surfaces import LANGUAGES, RESTRICTED, asked, in_every_language, name_of

pytestmark = pytest.mark.usefixtures("contexts_left")
READERS = (*VIEWERS, "member of one of two")
"""The last has a place in a community that has a rule on some of them, beside another's."""
ONLY_DONE = {"community_invite", "community_uninvite", "community_end", "warning_understood"}
"""Names of what is not read."""


@pytest.fixture
def things(cloth: Any) -> dict[str, list[Any]]:
    """Open things."""
    return dict(cloth(1))


@pytest.fixture
def hidden(
    things: dict[str, list[Any]], make: Any, settings: Any, tmp_path: Any
) -> list[HeritageObject]:
    """Closed ones beside them."""
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"
    return hide(make, things)


@pytest.mark.slow
def test_nobody_reads_there_of_what_is_closed_to_him(
    things: dict[str, list[Any]], hidden: list[HeritageObject]
) -> None:
    told, read = [], set()
    languages = [community_addresses(things, hidden, language) for language in LANGUAGES]
    for position, name in enumerate(READERS):
        client = signed_in(name)
        for number, addresses in enumerate(zip(*languages, strict=True)):
            address = addresses[(number + position) % len(addresses)]
            response = client.get(address)
            text = response.content.decode()
            if SECRET in text or (name not in STAFF and ASIDE in text):
                told.append((name, address))
            if response.status_code == 200:
                read.add(name_of(address))
    assert told == []
    read_or_done = in_every_language(RESTRICTED - ONLY_DONE)
    assert read_or_done - asked(address for some in languages for address in some) == set()
    assert RESTRICTED - ONLY_DONE - {"community_sign_out"} - read == set()


def kept() -> dict[str, list[Any]]:
    """All that says who may see what, row for row."""
    models: list[Any] = [Identifier]
    models += apps.get_app_config("protocols").get_models(include_auto_created=True)
    things: list[Any] = list(kinds().values())
    rows = {one._meta.label: list(one._base_manager.order_by("pk").values_list()) for one in models}
    for one in things:
        seen = one._base_manager.order_by("pk").values_list("pk", "audience_id", "live")
        rows[one._meta.label] = list(seen)
    return rows


@pytest.mark.slow
def test_nobody_does_there_what_is_not_his_to_do(
    things: dict[str, list[Any]], hidden: list[HeritageObject]
) -> None:
    done, sent = [], set()
    for number, name in enumerate(READERS):
        client: Client = signed_in(name)
        user = viewer(name)
        before = kept()
        for post in posts(things, hidden, LANGUAGES[number % len(LANGUAGES)]):
            if user is not None and post.right and user.has_perm(post.right):
                continue
            sent.add(post.address)
            response = client.post(post.address, post.given)
            sent_away = user is None and "/dang-nhap/" in response.headers.get("Location", "")
            if response.status_code not in (403, 404) and not sent_away:
                done.append((name, response.status_code, post))
        changed = [model for model, rows in kept().items() if rows != before[model]]
        assert changed == [], name
    assert done == []
    assert in_every_language(ONLY_DONE) - asked(sent) == set()
