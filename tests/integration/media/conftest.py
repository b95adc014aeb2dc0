"""Files that have been handed in, made and hung."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from heritage.media.attaching import attach
from heritage.media.models import MediaFile
from heritage.peoples.models import Term
from heritage.peoples.models.vocabulary import Scheme
from media_pipeline.models import Job
from media_pipeline.receiving import receive
from media_pipeline.working import work_once
from tests.integration.media_pipeline.conftest import (
    bucket,
    keep_on_disk,
    kept,
    picture,
    stream,
)
from tests.integration.site.conftest import make, officer

__all__ = ["bucket", "kept", "make", "officer"]

Hang = Callable[..., MediaFile]


@pytest.fixture
def hang(db: None) -> Hang:
    """Hand a file in, make what is made of it, and let it be shown with a thing."""
    return functools.partial(hung)


def hung(
    thing: Any, data: bytes = b"", name: str = "ảnh.png", *, by: Any = None, **words: Any
) -> MediaFile:
    received = receive(stream(data or picture(width=700, height=500)), name, by=by)
    assert received.original is not None, received.reason
    rights, _new = Term.objects.get_or_create(
        scheme=Scheme.RIGHTS, code="cc_by", defaults={"label_vi": "CC BY 4.0"}
    )
    told: dict[str, Any] = {"alt": "Tháp Po Klong Garai", "shown": True, "rights": rights} | words
    file, _ = attach(received.original, thing, name=name, by=by, **told)
    work()
    return file


def work() -> None:
    while work_once():
        pass
    failed = Job.objects.filter(state=Job.State.FAILED)
    assert not failed, [(job.recipe, job.reason, job.detail) for job in failed]


@pytest.fixture
def on_disk(settings: Any, tmp_path: Path) -> None:
    keep_on_disk(settings, tmp_path)
