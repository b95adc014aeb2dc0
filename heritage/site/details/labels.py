"""The labels on a thing, in the languages in which a reader meets them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from heritage.peoples.communities import named_to
from heritage.protocols.labels import text_for, texts_on, texts_on_all
from heritage.protocols.local_contexts import TKLabel
from heritage.protocols.models import Community, LabelText, PlacedLabel


@dataclass(frozen=True)
class ShownLabel:
    """A label: first what its community says in its own language, then what the reader can read."""

    community: Community
    answers_to: TKLabel | None
    shown: list[LabelText]
    others: list[LabelText]


def labels_on(identifier: str, user: Any, language: str) -> list[ShownLabel]:
    """The labels on a thing for a reader of `language`. One query.

    Where nothing is said in his language he is shown Vietnamese, the archive's.
    """
    return _shown(texts_on(identifier, named_to(user, Community.objects.all())), language)


def labels_on_all(
    identifiers: Collection[str], user: Any, language: str
) -> dict[str, list[ShownLabel]]:
    """The same for many things at once; those without labels are left out."""
    # Most things have none, and whose names a reader may know is much to ask.
    if not PlacedLabel.objects.filter(identifier__in=identifiers).exists():
        return {}
    texts = texts_on_all(identifiers, named_to(user, Community.objects.all()))
    return {identifier: _shown(some, language) for identifier, some in texts.items()}


def _shown(texts: Sequence[LabelText], language: str) -> list[ShownLabel]:
    found = []
    for _label, group in groupby(texts, key=lambda one: one.version_id):
        said = list(group)
        own, version = said[0], said[0].version
        read = text_for(language, said)
        shown = [own] if read is own else [own, read]
        others = [one for one in said if one not in shown]
        found.append(ShownLabel(version.label.community, version.answers_to, shown, others))
    return found
