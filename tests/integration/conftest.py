"""The house as a server has it: everything is wired before the first request."""

import pytest
from django.urls import get_resolver


@pytest.fixture(scope="session", autouse=True)
def _wired() -> None:
    """Wagtail knows the kinds and their lists once the addresses are read."""
    assert get_resolver().url_patterns
