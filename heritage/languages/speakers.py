"""Whose words are those of a language: the peoples who speak it."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from heritage.peoples.models import People
from heritage.records.fields import split_list


def speakers(language: str, peoples: Iterable[People]) -> list[People]:
    """Those of `peoples` who speak it, for whom it stands first of all before the others.

    None for the language that all have in common: its words are no people's own.
    """
    if language == settings.LANGUAGE_CODE:
        return []
    # Most speak another one, which is seen without taking their lists apart.
    spoken = [(split_list(one.languages), one) for one in peoples if language in one.languages]
    speaking = [(codes.index(language), one.pk, one) for codes, one in spoken if language in codes]
    return [people for _place, _pk, people in sorted(speaking)]
