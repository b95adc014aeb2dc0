"""Inviting members and custodians with a code on paper or by phone, without e-mail.

Twelve characters of 27 (about 1.5e17 codes) and no user name: the paper needs nothing else. Only a
keyed hash is stored. A code is good for 30 days and one person, and never for who made it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from heritage.accounts.spoken_codes import mint, typed
from heritage.protocols import authority
from heritage.protocols.models import Community, Decision, Invitation, Membership

LENGTH = 12
LIFETIME = timedelta(days=30)
SALT = "heritage.protocols.invitations"


class InvitationRefusedError(Exception):
    """The code cannot be used: wrong, expired, used, one's own, or of staff for staff."""


def _digest(text: str) -> str:
    return salted_hmac(SALT, typed(text), algorithm="sha256").hexdigest()


@transaction.atomic
def invite(community: Community, role: str, person: str, by: Any) -> str:
    """A code for `person`. This is the only time it is seen."""
    code = mint(LENGTH)
    Invitation.objects.create(
        community=community,
        role=role,
        person=person,
        digest=_digest(code),
        invited_by=by,
        expires_at=timezone.now() + LIFETIME,
    )
    Decision.objects.create(
        act=Decision.Act.MEMBER,
        by=by,
        community=community,
        after=f"{person}: {Membership.Role(role).label}",
    )
    return code


def waiting(community: Community) -> QuerySet[Invitation]:
    """Codes that somebody may still come in with, the newest first."""
    rows = Invitation.objects.filter(community=community, redeemed_at=None)
    return rows.filter(expires_at__gt=timezone.now()).order_by("-invited_at")


@transaction.atomic
def cancel(invitation: Invitation, by: Any) -> None:
    """Let a code be none any more: its paper was lost, or who wrote it has no say any more."""
    Decision.objects.create(
        act=Decision.Act.UNINVITED,
        by=by,
        community=invitation.community,
        before=f"{invitation.person}: {invitation.get_role_display()}",
    )
    invitation.delete()


def find(text: str) -> Invitation:
    """The open invitation a typed code means. Raises InvitationRefusedError."""
    found = (
        Invitation.objects.select_related("community")
        .filter(digest=_digest(text), redeemed_at=None, expires_at__gt=timezone.now())
        .first()
    )
    if found is None:
        raise InvitationRefusedError
    return found


@transaction.atomic
def redeem(invitation: Invitation, user: Any) -> Membership:
    """Give `user` the place he was invited to; a custodian stays one when invited as a member.

    Raises InvitationRefusedError when the code was used meanwhile, or made by `user` himself; and
    for staff, whom a custodian trusts with what is closed, and not one of themselves.
    """
    open_still = Invitation.objects.filter(pk=invitation.pk, redeemed_at=None)
    if invitation.invited_by_id == user.pk:
        raise InvitationRefusedError
    if user.has_perm(authority.HOLD) and not authority.is_custodian(
        invitation.invited_by, invitation.community
    ):
        raise InvitationRefusedError
    if not open_still.update(redeemed_at=timezone.now(), redeemed_by=user):
        raise InvitationRefusedError
    place, is_new = Membership.objects.get_or_create(
        community=invitation.community,
        user=user,
        defaults={"role": invitation.role, "invited_by_id": invitation.invited_by_id},
    )
    if not is_new and place.role != Membership.Role.CUSTODIAN:
        place.role = invitation.role
        place.save(update_fields=["role"])
    return place


@transaction.atomic
def end(place: Membership, by: Any) -> None:
    """Take a person's place in a community away, and the codes he wrote: they would let him in
    again under another name."""
    for written in waiting(place.community).filter(invited_by=place.user):
        cancel(written, by)
    Decision.objects.create(
        act=Decision.Act.MEMBER_OUT,
        by=by,
        community=place.community,
        before=f"{place.user.get_full_name()}: {place.get_role_display()}",
    )
    place.delete()
