"""An identifier is minted once, whatever chance says."""

import pytest

from heritage.archive.models import Item
from heritage.records import models
from heritage.records.models import Identifier

pytestmark = pytest.mark.django_db


def test_a_value_that_is_taken_is_not_given_again(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = Identifier.objects.mint("item", "Chiêng")
    dice = iter([taken.pk, taken.pk, "w60f2s6"])
    monkeypatch.setattr(models, "mint", lambda: next(dice))
    item = Item(title="Trống", item_kind="object")
    item.save()
    assert item.identifier_id == "w60f2s6"
    taken.refresh_from_db()
    assert taken.title == "Chiêng"
