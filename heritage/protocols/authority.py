"""Who decides: custodians for their community, and, noted with a reason, an administrator."""

from __future__ import annotations

from typing import Any

from heritage.protocols.models import Community, Hold, Membership

INVITE, FOUND, HOLD, PROPOSE, OVERRULE = (
    "protocols.add_invitation",
    "protocols.add_community",
    "protocols.add_hold",
    "protocols.add_label",
    "protocols.change_protocol",
)
"""Permissions of roles: to invite, to enter a community, to enter a request to close, to propose a
wording for a label, and to decide in a community's stead."""


def communities_kept(user: Any) -> set[int]:
    """Communities of which `user` is a custodian."""
    if user is None or not user.is_authenticated:
        return set()
    kept: set[int] | None = getattr(user, "_communities_kept", None)
    if kept is None:
        places = Membership.objects.filter(user=user, role=Membership.Role.CUSTODIAN)
        kept = set(places.values_list("community_id", flat=True))
        user._communities_kept = kept
    return kept


def is_custodian(user: Any, community: Community) -> bool:
    """Whether `user` is a custodian of the community."""
    return community.pk in communities_kept(user)


def may_decide(user: Any, community: Community) -> bool:
    """Whether `user` may change the rules and labels of the community: its custodians,
    administrators."""
    return is_custodian(user, community) or user.has_perm(OVERRULE)


def may_propose(user: Any, community: Community) -> bool:
    """Whether `user` may propose what a label of the community says: officers, and whom its
    custodians trust with work."""
    if may_decide(user, community) or user.has_perm(PROPOSE):
        return True
    worker = Membership.Role.WORKER
    return Membership.objects.filter(user=user, community=community, role=worker).exists()


def may_invite(user: Any, community: Community, role: str) -> bool:
    """Custodians invite anybody; officers do not give working rights to each other."""
    if is_custodian(user, community):
        return True
    return user.has_perm(INVITE) and role != Membership.Role.WORKER


def may_hold(user: Any, communities: list[Community]) -> bool:
    """Custodians of what is theirs; staff for whoever asks them."""
    return user.has_perm(HOLD) or any(is_custodian(user, one) for one in communities)


def may_release(user: Any, hold: Hold, communities: list[Community]) -> bool:
    """Custodians of the community that asked; where none is named, of any that has a say."""
    asked = [hold.community] if hold.community is not None else communities
    return any(is_custodian(user, one) for one in asked)
