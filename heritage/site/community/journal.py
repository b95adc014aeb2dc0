"""The journal of decisions, as somebody may read it."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet

from heritage.peoples.communities import known_to
from heritage.protocols.models import Community, Decision, Protocol
from heritage.protocols.rules import described


def told(decisions: QuerySet[Decision], user: Any) -> list[Decision]:
    """These decisions in the reader's language, without the names of communities that `user` may
    not know: of a decision of such a one, or whose words name it, only that it was taken.

    A few queries, however many decisions.
    """
    known = known_to(user)
    hidden = {
        name
        for names in Community.objects.exclude(pk__in=known).values_list(
            "name", "name_en", "name_km"
        )
        for name in names
        if name
    }
    rules = Protocol.objects.select_related("community")
    rows = list(
        decisions.select_related("by", "audience_before", "audience_after").prefetch_related(
            Prefetch("audience_before__protocols", rules),
            Prefetch("audience_after__protocols", rules),
        )
    )
    for one in rows:
        words = f"{one.before} {one.after} {one.reason}"
        is_known = one.community_id is None or one.community_id in known
        if not is_known or any(name in words for name in hidden):
            # The journal itself stays as it is: these rows are only shown.
            one.before = one.after = one.reason = ""
        if one.audience_before is not None:
            one.before = described(one.audience_before, known)
        if one.audience_after is not None:
            one.after = described(one.audience_after, known)
    return rows
