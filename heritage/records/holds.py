"""Holds: closing a thing at once on somebody's request, and opening it on a custodian's word.

What is held points to the audience of nobody, so every surface that asks who may see what (and all
do) has closed with the commit. Each act stands in the log of holds, too; `merge_log` brings log and
database together when the server starts.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from heritage.protocols import holds_log
from heritage.protocols.models import Audience, Community, Decision, Hold
from heritage.records.access import rows_of, take
from heritage.records.belongings import follow
from heritage.records.models import Identifier


@transaction.atomic
def place(hold: Hold) -> None:
    """Close what `hold` names, from the commit of this on.

    The log is written first: whatever happens afterwards, the request is not lost. Raises OSError
    when it cannot be written; then nothing is done.
    """
    take(hold.identifier)
    hold.save(force_insert=True)
    _close(hold)
    Decision.objects.create(
        act=Decision.Act.HOLD, by=hold.entered_by, identifier=hold.identifier, reason=hold.reason
    )
    holds_log.append(_placed(hold))


@transaction.atomic
def release(hold: Hold) -> None:
    """End a hold. With the last of its holds a thing opens to whom it was open before, or to whom
    its community said since. What somebody else released meanwhile stays as it is."""
    take(hold.identifier)
    standing = Hold.objects.get(pk=hold.pk)
    if standing.released_at is not None:
        return
    hold.released_at, hold.audience_id = timezone.now(), standing.audience_id
    hold.save()
    if Hold.open_for(hold.identifier) is None and hold.audience_id is not None:
        for identifier in Identifier.objects.filter(pk=hold.identifier):
            rows_of(identifier).update(audience=hold.audience_id)
            follow([identifier.pk])
    Decision.objects.create(
        act=Decision.Act.RELEASE,
        by=hold.confirmed_by or hold.release_entered_by,
        identifier=hold.identifier,
        reason=hold.released_on_word_of,
    )
    transaction.on_commit(lambda: holds_log.append(_released(hold)))


def hold_again(identifiers: Iterable[str]) -> None:
    """Close those among these things that are held: a load, or an older copy, brought them back."""
    for hold in Hold.objects.active().filter(identifier__in=list(identifiers)):
        _close(hold)


@transaction.atomic
def merge_log() -> int:
    """Bring the log of holds and the database together; return how many holds the log added.

    Neither loses anything: a hold that only the log knows is placed, a release that only the log
    knows is carried out (but of what rests on consents), what only the database knows is appended
    to the log.
    """
    placed: dict[str, holds_log.Entry] = {}
    released: dict[str, holds_log.Entry] = {}
    for entry in holds_log.entries():
        (placed if entry["act"] == holds_log.PLACED else released)[str(entry["hold"])] = entry
    known = {str(hold.number): hold for hold in Hold.objects.all()}
    added = 0
    for number, entry in placed.items():
        if number not in known:
            known[number] = _from_log(entry)
            added += 1
    for number, entry in released.items():
        # What the end of a consent closed was opened on the strength of another, or as a draft: of
        # both an older copy of the database knows nothing, so a custodian is asked again.
        hold_there = known.get(number)
        if hold_there is None or hold_there.way == Hold.Way.CONSENT:
            continue
        if hold_there.released_at is None:
            _release_from_log(hold_there, entry)
    for number, hold in known.items():
        if number not in placed:
            holds_log.append(_placed(hold))
        if hold.released_at is not None and number not in released:
            holds_log.append(_released(hold))
    hold_again(hold.identifier for hold in known.values() if hold.released_at is None)
    return added


def _close(hold: Hold) -> None:
    """Close the thing, and keep with the hold whom it opens to afterwards."""
    for identifier in Identifier.objects.filter(pk=hold.identifier):
        rows = rows_of(identifier)
        standing = rows.exclude(audience=Audience.CLOSED).values_list("audience_id", flat=True)
        before = standing.first() or _underlying(hold)
        if before is not None and before != hold.audience_id:
            hold.audience_id = before
            hold.save(update_fields=["audience"])
        rows.update(audience=Audience.CLOSED)
        follow([identifier.pk])


def _underlying(hold: Hold) -> int | None:
    """The audience that an earlier hold of the same thing keeps."""
    others = Hold.objects.active().filter(identifier=hold.identifier).exclude(pk=hold.pk)
    return others.exclude(audience=None).values_list("audience_id", flat=True).first()


def _placed(hold: Hold) -> holds_log.Entry:
    return {
        "act": holds_log.PLACED,
        "hold": str(hold.number),
        "identifier": hold.identifier,
        "community": hold.community.code if hold.community is not None else "",
        "at": hold.placed_at.isoformat(),
        "requested_by": hold.requested_by,
        "way": hold.way,
        "reason": hold.reason,
        "entered_by": _name(hold.entered_by),
    }


def _released(hold: Hold) -> holds_log.Entry:
    return {
        "act": holds_log.RELEASED,
        "hold": str(hold.number),
        "identifier": hold.identifier,
        "at": (hold.released_at or timezone.now()).isoformat(),
        "word_of": hold.released_on_word_of,
        "paper": hold.paper,
        "entered_by": _name(hold.release_entered_by),
        "confirmed_by": _name(hold.confirmed_by),
    }


def _name(user: Any) -> str:
    return user.get_username() if user is not None else ""


def _user(name: Any) -> Any:
    return get_user_model()._default_manager.filter(username=name).first() if name else None


def _from_log(entry: holds_log.Entry) -> Hold:
    hold = Hold(
        number=uuid.UUID(str(entry["hold"])),
        identifier=str(entry["identifier"])[:7],
        community=Community.objects.filter(code=str(entry.get("community", ""))).first(),
        requested_by=str(entry.get("requested_by", ""))[:160],
        way=str(entry.get("way", Hold.Way.PAPER)),
        reason=str(entry.get("reason", "")),
        entered_by=_user(entry.get("entered_by")),
        placed_at=datetime.datetime.fromisoformat(str(entry["at"])),
    )
    hold.save(force_insert=True)
    _close(hold)
    return hold


def _release_from_log(hold: Hold, entry: holds_log.Entry) -> None:
    hold.released_at = datetime.datetime.fromisoformat(str(entry["at"]))
    hold.released_on_word_of = str(entry.get("word_of", ""))[:160]
    hold.paper = str(entry.get("paper", ""))[:255]
    hold.release_entered_by = _user(entry.get("entered_by"))
    hold.confirmed_by = _user(entry.get("confirmed_by"))
    hold.save()
    if Hold.open_for(hold.identifier) is None and hold.audience_id is not None:
        for identifier in Identifier.objects.filter(pk=hold.identifier):
            rows_of(identifier).update(audience=hold.audience_id)
            follow([identifier.pk])
