"""Who is counted together."""

from typing import Any

import pytest

from heritage.feedback.knocks import network_of


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("192.0.2.1", "192.0.2.254", True),
        ("192.0.2.1", "192.0.3.1", False),
        ("2001:db8:1::1", "2001:db8:1:ffff::9", True),
        ("2001:db8:1::1", "2001:db8:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.7", True),
        ("", "không phải địa chỉ", True),
        ("", "192.0.2.1", False),
    ],
)
def test_neighbours_are_one_network(one: str, other: str, together: bool) -> None:
    assert (network_of(one) == network_of(other)) is together


def test_another_archive_counts_under_other_marks(settings: Any) -> None:
    here = network_of("192.0.2.1")
    settings.SECRET_KEY = "of another archive"
    assert network_of("192.0.2.1") != here
