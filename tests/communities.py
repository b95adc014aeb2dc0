"""Communities, people with a place in them, and audiences, for tests."""

from __future__ import annotations

from typing import Any

from heritage.accounts.models import User
from heritage.protocols.communities import standard_audience
from heritage.protocols.models import Audience, Community, Membership, Protocol
from heritage.records.belongings import follow


def community(name: str = "Plei Ơp") -> Community:
    """A village."""
    return Community.objects.get_or_create(name=name)[0]


def members(name: str = "Plei Ơp") -> Audience:
    """The audience of its members."""
    return standard_audience([community(name)], Protocol.Who.MEMBERS)


def custodians(name: str = "Plei Ơp") -> Audience:
    """The audience of its custodians."""
    return standard_audience([community(name)], Protocol.Who.CUSTODIANS)


def person(role: str = "", of: str = "Plei Ơp", username: str = "") -> User:
    """Somebody with an account; with a `role`, of that community."""
    user, _ = User.objects.get_or_create(username=username or f"{role or 'ai-do'}-{of}")
    if role:
        Membership.objects.update_or_create(
            community=community(of), user=user, defaults={"role": role}
        )
    return User.objects.get(pk=user.pk)


def close(thing: Any, audience: Audience) -> None:
    """Give a thing, in all its languages, an audience."""
    thing.all_rows().update(audience=audience)
    follow([thing.identifier_id])
    thing.audience = audience
