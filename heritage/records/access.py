"""The audience of a thing: how it is changed, and shared by its languages.

Nothing else writes `audience`: saving a thing leaves it as it stands (`AudienceField`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import OuterRef, Q, Subquery

from heritage.protocols.audiences import canonical
from heritage.protocols.models import Audience, Community, Decision, Hold, Protocol
from heritage.records.belongings import follow
from heritage.records.models import Identifier


def rows_of(identifier: Identifier) -> Any:
    """The rows of a thing in all its languages, as a queryset; none of what is no thing: a file."""
    from heritage.records.things import kinds

    every = kinds()
    if identifier.kind not in every:
        return next(iter(every.values()))._base_manager.none()
    return every[identifier.kind]._base_manager.filter(identifier=identifier)


def originals_of(identifier: Identifier) -> Any:
    """The Vietnamese row of a thing, as a queryset: its facts, and whether it is published."""
    return rows_of(identifier).filter(locale__language_code=settings.LANGUAGE_CODE)


def take(*identifiers: str) -> None:
    """Let whoever else decides about these things wait until this transaction ends.

    What is read of its audience and holds afterwards stands when it is written: a rule is not lost
    to another that is set at the same moment, nor does it open what is being closed.
    """
    if not connection.features.has_select_for_update:
        return  # SQLite: who writes has taken everything
    # In the order of their identifiers: who takes several never waits for who waits for him. Who
    # only names one of them (a foreign key) does not wait at all.
    taken = Identifier.objects.select_for_update(no_key=True)
    list(taken.filter(pk__in=identifiers).order_by("pk"))


def audience_of(identifier: Identifier) -> Audience | None:
    """The audience of a thing; while it is held, the one it will have again. None: it is gone."""
    if (hold := Hold.open_for(identifier.pk)) is not None:
        return hold.audience
    row = rows_of(identifier).select_related("audience").first()
    return row.audience if row is not None else None


@transaction.atomic
def decide(
    identifier: Identifier,
    community: Community,
    rule: Protocol | None,
    *,
    by: Any,
    reason: str = "",
    legal_basis: str = "",
    authority: str = "",
) -> Audience:
    """Set the part of one community in who may see a thing; what others decided stays.

    `rule` None: this community keeps it from nobody.
    """
    take(identifier.pk)
    current = audience_of(identifier)
    if current is None:
        raise ValueError("the thing is gone")
    rules = [one for one in current.protocols.all() if one.community_id != community.pk]
    audience = canonical([*rules, *([rule] if rule is not None else [])], current.mode)
    why = {"reason": reason, "legal_basis": legal_basis, "authority": authority}
    set_audience(identifier, audience, by=by, community=community, **why)
    return audience


@transaction.atomic
def combine(identifier: Identifier, mode: str, *, by: Any, reason: str = "") -> Audience:
    """Say how the rules of several communities on a thing combine: all of them, or any."""
    take(identifier.pk)
    current = audience_of(identifier)
    if current is None:
        raise ValueError("the thing is gone")
    audience = canonical(current.protocols.all(), mode)
    if audience != current:
        set_audience(identifier, audience, by=by, reason=reason)
    return audience


@transaction.atomic
def set_audience(
    identifier: Identifier,
    audience: Audience,
    *,
    by: Any,
    community: Community | None = None,
    reason: str = "",
    legal_basis: str = "",
    authority: str = "",
) -> None:
    """Give a thing, in all its languages, another audience at once. Noted for good.

    While it is held it stays closed, and has the new audience from its release on.
    """
    take(identifier.pk)
    before = audience_of(identifier)
    if not Hold.objects.active().filter(identifier=identifier.pk).update(audience=audience):
        rows_of(identifier).update(audience=audience)
        follow([identifier.pk])
    Decision.objects.create(
        act=Decision.Act.AUDIENCE,
        by=by,
        community=community,
        identifier=identifier.pk,
        audience_before=before,
        audience_after=audience,
        reason=reason,
        legal_basis=legal_basis,
        authority=authority,
    )


def share_audience(model: type[Any], identifiers: Iterable[str]) -> None:
    """Give translations the audience of their originals, whatever they were written with."""
    rows = model._base_manager.filter(identifier__in=list(identifiers))
    original = model._base_manager.filter(
        identifier=OuterRef("identifier"), locale__language_code=settings.LANGUAGE_CODE
    )
    rows.exclude(locale__language_code=settings.LANGUAGE_CODE).filter(
        ~Q(audience=Subquery(original.values("audience")[:1]))
    ).update(audience=Subquery(original.values("audience")[:1]))
