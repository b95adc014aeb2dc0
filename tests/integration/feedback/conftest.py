"""Forms that were shown a while ago, and remarks."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest

from heritage.feedback.models import Remark
from heritage.feedback.remarks import receive
from heritage.feedback.stamps import new_stamp


def stamp(seconds_ago: float = 60) -> str:
    """What the form carries that was shown so long ago."""
    with patch("django.core.signing.time.time", return_value=time.time() - seconds_ago):
        return new_stamp()


def filled(**more: str) -> dict[str, str]:
    """A form as a visitor sends it."""
    return {
        "kind": "correction",
        "words": "Ngày hội ghi sai: năm ấy mở sớm hơn một tuần.",
        "name": "",
        "contact": "",
        "website": "",
        "stamp": stamp(),
    } | more


@pytest.fixture
def said(db: None) -> Callable[..., Remark]:
    """`said(kind=…)`: a remark that has arrived."""

    def say(**more: Any) -> Remark:
        values = {"kind": "correction", "words": "Sai ngày.", "language": "vi"} | more
        return receive(f"{Remark.objects.count()}", **values)

    return say
