"""The journal of decisions, and requests to close, as somebody may read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from heritage.peoples.communities import known_to
from heritage.protocols.models import Community, Decision, Hold, Protocol
from heritage.protocols.rules import described


class _Naming:
    """Which communities a reader may hear of. Two queries."""

    def __init__(self, user: Any) -> None:
        self.known = known_to(user)
        others = Community.objects.exclude(pk__in=self.known)
        # The people itself is named more often than its community.
        names = others.values_list("name", "name_en", "name_km", "people__title")
        self._hidden = {name for row in names for name in row if name}

    def allows(self, community: int | None, *words: str) -> bool:
        """Whether he may read these words, which are of that community or of none."""
        is_known = community is None or community in self.known
        return is_known and not any(name in " ".join(words) for name in self._hidden)


def told(decisions: QuerySet[Decision], user: Any) -> list[Decision]:
    """These decisions in the reader's language, without the names of communities that `user` may
    not know: of a decision of such a one, or whose words name it, only that it was taken.

    A few queries, however many decisions.
    """
    naming = _Naming(user)
    rules = Protocol.objects.select_related("community")
    rows = list(
        decisions.select_related("by", "audience_before", "audience_after").prefetch_related(
            Prefetch("audience_before__protocols", rules),
            Prefetch("audience_after__protocols", rules),
        )
    )
    for one in rows:
        if not naming.allows(one.community_id, one.before, one.after, one.why):
            # The journal itself stays as it is: these rows are only shown.
            one.before = one.after = one.reason = one.legal_basis = one.authority = ""
        if one.audience_before is not None:
            one.before = described(one.audience_before, naming.known)
        if one.audience_after is not None:
            one.after = described(one.audience_after, naming.known)
    return rows


def told_holds(holds: Iterable[Hold], user: Any) -> list[Hold]:
    """These requests to close, likewise: of some only how and when they came. They are read, not
    saved."""
    rows, naming = list(holds), _Naming(user)
    for one in rows:
        if not naming.allows(one.community_id, one.requested_by, one.reason):
            one.requested_by = one.reason = ""
    return rows
