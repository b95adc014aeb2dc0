"""What every community has: two plain rules, and audiences made of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext, override

from heritage.protocols.audiences import canonical
from heritage.protocols.models import Audience, Community, Protocol


def standard(community: Community, who: Protocol.Who) -> Protocol:
    """The community's plain rule for its members, or for its custodians."""
    with override("vi"):
        name = gettext("Thành viên") if who == Protocol.Who.MEMBERS else gettext("Người giữ")
    return Protocol.objects.get_or_create(
        community=community, who=who, standard=True, defaults={"name": name}
    )[0]


def standard_audience(communities: Iterable[Community], who: Protocol.Who) -> Audience:
    """Members, or custodians, of every one of `communities`: strict where they are several."""
    rules = [standard(community, who) for community in communities]
    if not rules:
        raise ValueError("an audience of no community would be the public")
    return canonical(rules)
