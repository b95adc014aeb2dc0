"""The audience of a thing: how it is changed, and shared by its languages.

Nothing else writes `audience`: saving a thing leaves it as it stands (`AudienceField`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from heritage.protocols.models import Audience, Community, Decision, Hold

if TYPE_CHECKING:
    from heritage.records.models import Identifier


def _rows(identifier: Identifier) -> Any:
    from heritage.records.things import kinds

    return kinds()[identifier.kind]._base_manager.filter(identifier=identifier)


def audience_of(identifier: Identifier) -> Audience | None:
    """The audience of a thing; while it is held, the one it will have again. None: it is gone."""
    if (hold := Hold.open_for(identifier.pk)) is not None:
        return hold.audience
    row = _rows(identifier).select_related("audience").first()
    return row.audience if row is not None else None


@transaction.atomic
def set_audience(
    identifier: Identifier,
    audience: Audience,
    *,
    by: Any,
    community: Community | None = None,
    reason: str = "",
) -> None:
    """Give a thing, in all its languages, another audience at once. Noted for good.

    While it is held it stays closed, and has the new audience from its release on.
    """
    before = audience_of(identifier)
    if not Hold.objects.active().filter(identifier=identifier.pk).update(audience=audience):
        _rows(identifier).update(audience=audience)
    Decision.objects.create(
        act=Decision.Act.AUDIENCE,
        by=by,
        community=community,
        identifier=identifier.pk,
        before=str(before or ""),
        after=str(audience),
        reason=reason,
    )


def hold_again(identifiers: Iterable[str]) -> None:
    """Close those among new things that somebody asked to close: a load may bring them back."""
    from heritage.records.models import Identifier

    holds = {hold.identifier: hold for hold in Hold.objects.active()}
    wanted = set(identifiers) & holds.keys()
    for identifier in Identifier.objects.filter(pk__in=wanted):
        _close(identifier, holds[identifier.pk])


def _close(identifier: Identifier, hold: Hold) -> None:
    """Close a thing, and keep with the hold whom it opens to afterwards."""
    rows = _rows(identifier)
    standing = rows.exclude(audience=Audience.CLOSED).values_list("audience_id", flat=True).first()
    if standing is not None:
        hold.audience_id = standing
        hold.save(update_fields=["audience"])
    rows.update(audience=Audience.CLOSED)


def share_audience(model: type[Any], identifiers: Iterable[str]) -> None:
    """Give new rows what the rules say: a translation its original's audience, the held none."""
    wanted = list(identifiers)
    rows = model._base_manager.filter(identifier__in=wanted)
    held = Hold.objects.active().filter(identifier__in=wanted).values("identifier")
    if held:
        rows.filter(identifier__in=held).update(audience=Audience.CLOSED)
    original = model._base_manager.filter(
        identifier=OuterRef("identifier"), locale__language_code=settings.LANGUAGE_CODE
    )
    rows.exclude(locale__language_code=settings.LANGUAGE_CODE).filter(
        ~Q(audience=Subquery(original.values("audience")[:1]))
    ).update(audience=Subquery(original.values("audience")[:1]))


@transaction.atomic
def place_hold(hold: Hold) -> None:
    """Close what `hold` names, on every surface, from the commit of this on."""
    from heritage.records.models import Identifier

    hold.save()
    for identifier in Identifier.objects.filter(pk=hold.identifier):
        _close(identifier, hold)
    Decision.objects.create(
        act=Decision.Act.HOLD, by=hold.entered_by, identifier=hold.identifier, reason=hold.reason
    )


@transaction.atomic
def release_hold(hold: Hold) -> None:
    """Open what `hold` closed to whom it was open before, or to whom the custodian said since."""
    from heritage.records.models import Identifier

    hold.released_at = hold.released_at or timezone.now()
    hold.save()
    for identifier in Identifier.objects.filter(pk=hold.identifier):
        if hold.audience_id is not None:
            _rows(identifier).update(audience=hold.audience_id)
    Decision.objects.create(
        act=Decision.Act.RELEASE,
        by=hold.confirmed_by or hold.release_entered_by,
        identifier=hold.identifier,
        reason=hold.released_on_word_of,
    )
