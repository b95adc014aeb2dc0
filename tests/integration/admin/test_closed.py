"""Staff are viewers like others: closed things in the admin."""

from __future__ import annotations

from typing import Any

import pytest

from heritage.archive.models import Item
from heritage.protocols.models import Audience, Decision, Membership
from heritage.records.access import set_audience
from tests.communities import close, custodians, members

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(archive: Any) -> Item:
    item = Item(title="Bài khấn kín", item_kind="audio", live=True)
    item.save()
    close(item, custodians())
    return item


def open_it(client: Any, item: Item, reason: str) -> Any:
    return client.post(f"/admin/han-che/mo/{item.identifier_id}/", {"reason": reason})


def test_the_form_of_a_closed_record_says_that_it_exists(signed_in: Any, item: Item) -> None:
    page = signed_in("officer").get(f"/admin/tu-lieu/edit/{item.pk}/")
    assert page.status_code == 403
    told = page.content.decode()
    assert item.identifier_id in told
    assert "đóng" in told
    assert "Bài khấn kín" not in told


def test_a_working_right_from_a_custodian_opens_it(
    signed_in: Any, persons: Any, item: Item
) -> None:
    officer = signed_in("officer")
    Membership.objects.create(
        community=custodians().protocols.get().community, user=persons["officer"], role="worker"
    )
    assert officer.get(f"/admin/tu-lieu/edit/{item.pk}/").status_code == 200


def test_an_administrator_opens_with_a_reason_that_is_kept(signed_in: Any, item: Item) -> None:
    administrator = signed_in("administrator")
    assert "Hãy ghi lý do" in open_it(administrator, item, " ").content.decode()
    assert (
        "Bài khấn kín" in open_it(administrator, item, "Kiểm kê theo quyết định").content.decode()
    )
    opened = Decision.objects.get(act=Decision.Act.OPENED)
    assert (opened.identifier, opened.reason) == (item.identifier_id, "Kiểm kê theo quyết định")
    assert "Bài khấn kín" not in administrator.get("/admin/tu-lieu/").content.decode()


def test_nobody_else_opens_and_nobody_opens_what_is_held(signed_in: Any, item: Item) -> None:
    assert open_it(signed_in("leader"), item, "tò mò").status_code != 200
    Item.objects.update(audience=Audience.CLOSED)
    answer = open_it(signed_in("administrator"), item, "xem thử")
    assert "Bài khấn kín" not in answer.content.decode()
    assert not Decision.objects.filter(act=Decision.Act.OPENED).exists()


def test_the_list_of_what_is_restricted_names_what_is_open_to_the_reader(
    signed_in: Any, persons: Any, item: Item
) -> None:
    set_audience(item.identifier, members(), by=None, reason="Già làng dặn")
    officer = signed_in("officer")
    page = officer.get("/admin/han-che/").content.decode()
    assert item.identifier_id in page
    assert "Bài khấn kín" not in page
    assert "Già làng dặn" not in page
    Membership.objects.create(
        community=members().protocols.get().community, user=persons["officer"], role="member"
    )
    page = officer.get("/admin/han-che/").content.decode()
    assert "Bài khấn kín" in page
    assert "Già làng dặn" in page
