"""Everything that is not for everybody: whose it is, why, since when, what will open or close."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils.text import capfirst

from heritage.peoples.communities import known_to
from heritage.protocols.audiences import may_see, today
from heritage.protocols.forecast import Change, changes
from heritage.protocols.models import Audience, Community, Decision, Hold, Protocol
from heritage.protocols.rules import explained
from heritage.records.things import kinds
from heritage.site.community.journal import told
from heritage.site.reader import PUBLIC_KINDS

Key = tuple[str, str]
"""Kind and identifier."""


@dataclass
class Restricted:
    """One thing on the list. `title` is None for whom it is closed to."""

    identifier: str
    kind: str
    title: str | None
    who: str
    decision: Decision | None = None
    hold: Hold | None = None
    coming: list[Change] = field(default_factory=list)

    @property
    def since(self) -> datetime.datetime | None:
        """When it was closed, or last decided about; None: since it came into the archive."""
        if self.hold is not None:
            return self.hold.placed_at
        return self.decision.at if self.decision is not None else None

    @property
    def reason(self) -> str:
        """Why."""
        if self.hold is not None:
            return self.hold.reason
        return self.decision.why if self.decision is not None else ""


def restricted_keys(community: Community | None = None, *, reader: Any = None) -> list[Key]:
    """Kind and identifier of every restricted thing, or of those that a community has a rule on.

    `reader`: who is told of what is published and open to him only; None: somebody who is told of
    all. One query for each kind.
    """
    found: list[Key] = []
    held = Hold.objects.active()
    for kind, model in kinds().items():
        rows = model._default_manager.originals().restricted()  # type: ignore[attr-defined]
        if community is not None:
            audiences = Audience.objects.filter(protocols__community=community).values("pk")
            own = held.filter(audience__in=audiences).values("identifier")
            rows = rows.filter(audience__in=audiences) | rows.filter(identifier__in=own)
        if reader is not None:
            rows = rows.shown_to(reader) if kind in PUBLIC_KINDS else rows.none()
        identifiers = rows.order_by("sort_key", "pk").values_list("identifier_id", flat=True)
        found += [(kind, identifier) for identifier in identifiers]
    return found


def restricted_things(keys: Sequence[Key], user: Any) -> list[Restricted]:
    """These things as `user` may know them. A few queries, and one for each kind among them."""
    identifiers = [identifier for _kind, identifier in keys]
    holds = {
        hold.identifier: hold for hold in Hold.objects.active().filter(identifier__in=identifiers)
    }
    decided = Decision.objects.filter(act=Decision.Act.AUDIENCE, identifier__in=identifiers)
    decisions = {one.identifier: one for one in told(decided.order_by("at", "pk"), user)}
    rules = Prefetch(
        "protocols", Protocol.objects.select_related("community").prefetch_related("seasons")
    )
    audiences = {one.pk: one for one in Audience.objects.prefetch_related(rules)}
    named = known_to(user)
    rows: dict[str, tuple[str, int]] = {}
    for kind in {kind for kind, _identifier in keys}:
        wanted = [identifier for one, identifier in keys if one == kind]
        originals = kinds()[kind]._default_manager.originals()  # type: ignore[attr-defined]
        found = originals.filter(identifier__in=wanted)
        for identifier, title, audience in found.values_list(
            "identifier_id", "title", "audience_id"
        ):
            rows[identifier] = (title, audience)
    listed = []
    forecast: dict[int, list[Change]] = {}
    for kind, identifier in keys:
        title, number = rows[identifier]
        hold = holds.get(identifier)
        lasting = hold.audience_id if hold is not None and hold.audience_id else number
        audience = audiences[lasting]
        if number not in forecast:
            forecast[number] = list(changes(audiences[number], today()))
        own = list(audience.protocols.all())
        listed.append(
            Restricted(
                identifier=identifier,
                kind=capfirst(str(kinds()[kind]._meta.verbose_name)),
                title=title if may_see(user, number) else None,
                who=explained(own, audience.mode, named),
                decision=decisions.get(identifier),
                hold=hold,
                coming=forecast[number],
            )
        )
    return listed
