"""The plain rules of communities, and the audiences made of them."""

from __future__ import annotations

from collections.abc import Iterable

from heritage.protocols.audiences import canonical
from heritage.protocols.models import Audience, Community, Protocol


def standard(community: Community, who: str) -> Protocol:
    """The community's plain rule for its members, or for its custodians."""
    return community.protocols.get(standard=True, who=who)


def standard_audience(communities: Iterable[Community], who: str) -> Audience:
    """Members, or custodians, of every one of `communities`: strict where they are several."""
    rules = [standard(community, who) for community in communities]
    if not rules:
        raise ValueError("an audience of no community would be the public")
    return canonical(rules)
