"""Words that mean the same: what ships, what an officer writes, and what Khmer sentences find."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from heritage.peoples.models import Synonym
from search.analysis.query import parse
from search.analysis.synonyms import expand, prepare

pytestmark = pytest.mark.django_db


def sought(typed: str) -> set[str]:
    """Texts of all terms that are looked for."""
    groups = prepare(one.group for one in Synonym.objects.all())
    return {term.text for group in expand(parse(typed), groups).required for term in group}


def test_what_ships_comes_once_and_is_then_the_officers_own() -> None:
    call_command("load_reference", verbosity=0)
    shipped = Synonym.objects.count()
    assert shipped > 10
    assert {"đàn", "khèn"} <= sought("nhạc cụ")
    assert sought("đàn") == {"đàn"}
    for one in Synonym.objects.all():
        before = one.names
        one.full_clean()
        assert one.names == before
    Synonym.objects.filter(names__startswith="nhạc cụ").delete()
    call_command("load_reference", verbosity=0)
    assert Synonym.objects.count() == shipped - 1


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("một", "ít nhất hai tên"),
        ("> đàn\n> trống", "ít nhất một tên chung"),
        (" > \n!", "hai tên"),
    ],
)
def test_what_finds_nothing_is_refused(names: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Synonym(names=names).clean()


def test_marks_are_no_part_of_a_name() -> None:
    group: Any = Synonym(names="dân ca\n>hát ru\n! > tên cũ").group
    assert [(n.text, n.narrower, n.search_only) for n in group] == [
        ("dân ca", False, False),
        ("hát ru", True, False),
        ("tên cũ", True, True),
    ]


def test_a_group_is_called_by_what_is_shown_of_it() -> None:
    assert str(Synonym(names="dân ca\n> hát ru\nhát\n! tên cũ")) == "dân ca, hát › hát ru"
    assert str(Synonym(names="đua ghe\nđua thuyền")) == "đua ghe, đua thuyền"
