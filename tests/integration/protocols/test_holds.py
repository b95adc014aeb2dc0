"""What an elder asks to close is closed at once, and stays so, whatever copy of the database."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from heritage.archive.models import Item
from heritage.peoples.models import Term
from heritage.protocols.models import Audience, Hold
from heritage.records.access import audience_of, set_audience
from heritage.records.holds import merge_log, place, release
from tests.communities import community, custodians, members

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def log(settings: Any, tmp_path: Path) -> Path:
    settings.HOLDS_LOG = tmp_path / "elsewhere" / "holds.jsonl"
    return settings.HOLDS_LOG


@pytest.fixture
def item(db: None) -> Item:
    item = Item(title="Bài khấn", item_kind="audio", live=True, audience=members())
    item.save()
    return item


def hold_of(item: Item, **values: Any) -> Hold:
    given = {"requested_by": "Già Bok", "way": Hold.Way.PHONE, "reason": "Có tang"}
    return Hold(identifier=item.identifier_id, **(given | values))


def test_it_closes_for_everybody_and_opens_to_whom_it_was_open(item: Item) -> None:
    hold = hold_of(item)
    place(hold)
    item.refresh_from_db()
    assert item.audience_id == Audience.CLOSED
    release(hold)
    item.refresh_from_db()
    assert item.audience == members()


def test_what_the_community_decides_meanwhile_holds_after_the_release(item: Item) -> None:
    hold = hold_of(item)
    place(hold)
    set_audience(item.identifier, custodians(), by=None)
    item.refresh_from_db()
    assert item.audience_id == Audience.CLOSED
    assert audience_of(item.identifier) == custodians()
    release(Hold.objects.get())
    item.refresh_from_db()
    assert item.audience == custodians()


def test_two_requests_need_two_releases(item: Item) -> None:
    first, second = hold_of(item), hold_of(item, requested_by="Bà Hlăng")
    place(first)
    place(second)
    release(Hold.objects.get(pk=first.pk))
    item.refresh_from_db()
    assert item.audience_id == Audience.CLOSED
    release(Hold.objects.get(pk=second.pk))
    item.refresh_from_db()
    assert item.audience == members()


def test_saving_translating_and_publishing_do_not_open_it(item: Item) -> None:
    item.rights = Term.objects.create(scheme="rights", code="cc_by", label_vi="CC BY")
    item.save()
    draft = item.save_revision()
    place(hold_of(item))
    item.title = "Bài khấn, viết lại"
    item.save()
    draft.publish()
    item.refresh_from_db()
    assert item.audience_id == Audience.CLOSED


class TestOlderCopyOfTheDatabase:
    def test_what_was_closed_since_is_closed_again(self, item: Item) -> None:
        place(hold_of(item))
        Hold.objects.all().delete()
        Item.objects.update(audience=members())
        assert merge_log() == 1
        item.refresh_from_db()
        assert item.audience_id == Audience.CLOSED
        hold = Hold.objects.get()
        assert (hold.requested_by, hold.reason, hold.audience) == ("Già Bok", "Có tang", members())
        assert merge_log() == 0

    def test_what_was_released_since_is_released(
        self, item: Item, django_capture_on_commit_callbacks: Any
    ) -> None:
        hold = hold_of(item)
        place(hold)
        with django_capture_on_commit_callbacks(execute=True):
            release(hold)
        Hold.objects.update(released_at=None)
        Item.objects.update(audience=Audience.CLOSED)
        merge_log()
        item.refresh_from_db()
        assert item.audience == members()

    def test_what_a_consent_had_closed_waits_for_a_custodian_again(
        self, item: Item, django_capture_on_commit_callbacks: Any
    ) -> None:
        """The copy may not know that the consent is gone, nor that the item was unpublished."""
        hold = hold_of(item, way=Hold.Way.CONSENT)
        place(hold)
        with django_capture_on_commit_callbacks(execute=True):
            release(hold)
        Hold.objects.all().delete()
        merge_log()
        item.refresh_from_db()
        assert item.audience_id == Audience.CLOSED
        release(Hold.objects.get())
        item.refresh_from_db()
        assert item.audience == members()

    def test_a_thing_that_comes_back_later_is_closed_then(self, item: Item) -> None:
        place(hold_of(item))
        Hold.objects.all().delete()
        Item.objects.all().delete()
        merge_log()
        again = Item(title="Bài khấn", item_kind="audio", live=True, identifier=item.identifier)
        again.save()
        assert again.audience_id == Audience.CLOSED
        release(Hold.objects.get())
        again.refresh_from_db()
        assert again.audience_id == Audience.PUBLIC

    def test_a_lost_log_is_written_again_from_the_database(self, item: Item, log: Path) -> None:
        place(hold_of(item))
        log.unlink()
        merge_log()
        assert json.loads(log.read_text())["identifier"] == item.identifier_id


def test_the_log_only_grows_and_survives_a_torn_line(item: Item, log: Path) -> None:
    place(hold_of(item))
    before = log.read_bytes()
    log.write_bytes(before + b'{"act": "pla')
    place(hold_of(item, requested_by="Bà Hlăng"))
    assert log.read_bytes().startswith(before)
    Hold.objects.all().delete()
    assert merge_log() == 2


def test_where_the_log_cannot_be_written_nothing_is_pretended(
    item: Item, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    settings.HOLDS_LOG = tmp_path / "file" / "holds.jsonl"
    with pytest.raises(OSError, match="file"):
        place(hold_of(item))
    assert not Hold.objects.exists()


def test_nor_where_the_disk_takes_a_part_of_the_line_only(
    item: Item, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr("os.write", lambda file, line: write(file, line[:9]))
    with pytest.raises(OSError, match="9"):
        place(hold_of(item))
    assert not Hold.objects.exists()
    monkeypatch.undo()
    place(hold_of(item))
    Hold.objects.all().delete()
    assert merge_log() == 1


def test_an_older_copy_still_knows_which_community_asked(item: Item) -> None:
    place(hold_of(item, community=community("Plei Ơp")))
    Hold.objects.all().delete()
    assert merge_log() == 1
    assert Hold.objects.get().community == community("Plei Ơp")
