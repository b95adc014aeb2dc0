"""The journal of decisions, as somebody may read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from heritage.peoples.communities import known_to
from heritage.protocols.models import Community, Decision


def told(decisions: Iterable[Decision], user: Any) -> list[Decision]:
    """These decisions; of one that names a community whose name `user` may not know, only that it
    was taken. Two queries."""
    known = known_to(user)
    hidden = {
        name
        for names in Community.objects.exclude(pk__in=known).values_list(
            "name", "name_en", "name_km"
        )
        for name in names
        if name
    }
    rows = list(decisions)
    for one in rows:
        words = f"{one.before} {one.after} {one.reason}"
        is_known = one.community_id is None or one.community_id in known
        if not is_known or any(name in words for name in hidden):
            # The journal itself stays as it is: these rows are only shown.
            one.before = one.after = one.reason = ""
    return rows
