"""The officer's page about the search: what waits, what is stuck and why, nothing of others'."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from search import engines
from search.engine import Engine
from search.models import Change
from tests.communities import close, members
from tests.integration.search.conftest import BringUp

pytestmark = pytest.mark.django_db


def test_it_says_what_waits_and_what_is_stuck(
    make: Any, index: Engine, drain: BringUp, officer: Any, client: Client
) -> None:
    client.force_login(officer)
    address = reverse("search_index")
    assert "Không có gì bị vướng" in client.get(address).content.decode()
    good, shut = make("item", "Trống đồng"), make("item", "Mộ cổ")
    close(shut, members())
    later = timezone.now() + timedelta(hours=1)
    Change.objects.update(failures=2, reason="ValueError: no date", due_at=later)
    page = client.get(address).content.decode()
    assert "Trống đồng" in page
    assert "no date" in page
    assert "Mộ cổ" not in page
    assert shut.identifier_id not in page
    assert "Và 1 bài khác" in page
    assert client.post(address).status_code == 302
    drain()
    page = client.get(address).content.decode()
    assert "Không có gì bị vướng" in page
    assert good.identifier_id not in page


def test_it_says_that_the_engine_does_not_answer(
    index: Engine, officer: Any, client: Client, settings: Any, tmp_path: Any
) -> None:
    engines.close()
    (tmp_path / "file").write_text("")
    settings.SEARCH_FOLDER = tmp_path / "file" / "search"
    client.force_login(officer)
    page = client.get(reverse("search_index")).content.decode()
    assert "không trả lời" in page
