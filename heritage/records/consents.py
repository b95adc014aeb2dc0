"""Consent is recorded, taken back, and runs out: what happens then to the things it was for.

What was shown on the strength of a consent is held from the moment it is gone (`records.holds`):
closed for everybody, on every surface, in the log of holds as well.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from heritage.protocols.audiences import today
from heritage.protocols.models import Consent, Decision, Hold
from heritage.records.access import take
from heritage.records.holds import place
from heritage.records.models import Identifier

WITHDRAWN = "Sự đồng ý đã được rút lại."
RUN_OUT = "Sự đồng ý đã hết hạn."
"""Reasons as they stand in the log of holds and the journal, in the archive's own language."""


@transaction.atomic
def record(consent: Consent, things: Iterable[Identifier]) -> None:
    """Keep a consent to these things, and note it in their journal."""
    consent.full_clean()
    consent.save()
    consent.things.set(things)
    _note(Decision.Act.CONSENT, consent, consent.entered_by)


def dependents(consent: Consent) -> list[Identifier]:
    """Things that may be shown on the strength of this consent alone.

    Another consent of the same giver, to showing the same thing and in force, holds it up.
    """
    if not consent.may_show:
        return []
    giver = Q(person=consent.person_id) if consent.person_id else Q(community=consent.community_id)
    others = Consent.objects.in_force(today()).filter(giver, may_show=True).exclude(pk=consent.pk)
    things: Any = consent.things
    rows = things.filter(withdrawn_at=None).exclude(consents__in=others)
    return list(rows.order_by("title", "pk"))


@transaction.atomic
def withdraw(consent: Consent, *, by: str, reason: str, entered_by: Any) -> list[Hold]:
    """Take a consent back on the word of `by`: what depended on it is closed from this on.

    Returns the holds that close it. Raises OSError when their log cannot be written; then nothing
    is done. A consent that was taken back before stays as it is: no holds.
    """
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_at is not None:
        return []
    consent.withdrawn_at, consent.withdrawn_by = timezone.now(), by
    consent.withdrawal_reason, consent.withdrawal_entered_by = reason, entered_by
    consent.save()
    _note(Decision.Act.WITHDRAWAL, consent, entered_by)
    return _close(consent, WITHDRAWN, entered_by)


def close_run_out(day: datetime.date | None = None) -> list[Hold]:
    """Close what depended on consents whose last day has passed. Can be run again, and by several
    at once: each waits until the others have closed."""
    held: list[Hold] = []
    open_still = Consent.objects.run_out(day or today()).filter(lapsed_at=None)
    for number in list(open_still.values_list("pk", flat=True)):
        with transaction.atomic():
            consent = open_still.select_for_update().filter(pk=number).first()
            if consent is None:
                continue
            consent.lapsed_at = timezone.now()
            consent.save(update_fields=["lapsed_at"])
            _note(Decision.Act.LAPSE, consent, None)
            held += _close(consent, RUN_OUT, None)
    return held


def _close(consent: Consent, reason: str, entered_by: Any) -> list[Hold]:
    held = []
    # Two consents to one thing may end at the same moment: the second sees that the first is gone.
    take(*consent.things.values_list("pk", flat=True))
    for thing in dependents(consent):
        hold = Hold(
            identifier=thing.pk,
            community=consent.community,
            # By its number, as in the journal: those who read of the hold may not know the giver,
            # and on whose word and why it was taken back stands with the consent.
            requested_by=str(consent.code),
            way=Hold.Way.CONSENT,
            reason=f"{reason} ({consent.code})",
            entered_by=entered_by,
        )
        place(hold)
        held.append(hold)
    return held


def _note(act: Decision.Act, consent: Consent, by: Any) -> None:
    # By its number: the journal of a thing is read by some to whom the person is closed.
    Decision.objects.bulk_create(
        Decision(act=act, by=by, community=consent.community, identifier=thing, after=consent.code)
        for thing in consent.things.values_list("pk", flat=True)
    )
