"""What the archive keeps is read again by and by, and what is not what it was is reported."""

import datetime
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from media_pipeline.fixity import verify
from media_pipeline.models import Original
from media_pipeline.receiving import receive
from media_pipeline.storing import originals
from tests.integration.media_pipeline.conftest import picture, stream
from tests.integration.media_pipeline.test_receiving import spoil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]
DAY = datetime.timedelta(days=1)


@pytest.fixture
def three() -> list[Original]:
    found = []
    for number in range(3):
        original = receive(stream(picture(number)), f"{number}.png").original
        assert original is not None
        found.append(original)
    return found


def test_what_is_whole_changed_or_missing_is_told_apart(three: list[Original], capsys: Any) -> None:
    spoil(three[1])
    originals().delete(three[2].stored_name)
    with pytest.raises(SystemExit):
        call_command("media", "verify", "--all", "--format", "json")
    report = json.loads(capsys.readouterr().out)
    assert report["looked_at"] == 3
    assert {(one["name"], one["fixity"]) for one in report["wrong"]} == {
        ("1.png", "changed"),
        ("2.png", "missing"),
    }
    for original, fixity in zip(three, ("whole", "changed", "missing"), strict=True):
        original.refresh_from_db()
        assert original.fixity == fixity


def test_within_so_many_days_everything_is_read_and_on_no_day_everything(
    three: list[Original],
) -> None:
    Original.objects.update(checked_at=timezone.now() - 4 * DAY)
    read: list[str] = []
    for _ in range(3):
        today = [checked.original.pk for checked in verify(3 * DAY, 1 / 3)]
        assert len(today) <= 2
        read += today
    assert sorted(read) == sorted(original.pk for original in three)


def test_what_was_read_lately_is_not_read_again(three: list[Original]) -> None:
    assert list(verify(DAY)) == []
