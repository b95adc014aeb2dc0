"""What opens and what closes in the days to come."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from heritage.protocols.audiences import Persona, admits
from heritage.protocols.models import Audience

DAYS = 60


@dataclass(frozen=True)
class Kind:
    """A kind of viewer, by the word in addresses and the words on a page."""

    key: str
    label: Any


KINDS = (
    Kind("khach", _("khách")),
    Kind("dang-nhap", _("người đã đăng nhập")),
    Kind("thanh-vien", _("thành viên")),
    Kind("nguoi-giu", _("người giữ")),
)


def persona(kind: str, audience: Audience) -> Persona:
    """Such a viewer, belonging to every community that has a rule in the audience."""
    communities = frozenset(rule.community_id for rule in audience.protocols.all())
    return {
        "khach": Persona(),
        "dang-nhap": Persona(signed_in=True),
        "thanh-vien": Persona(signed_in=True, member_of=communities),
        "nguoi-giu": Persona(signed_in=True, member_of=communities, keeper_of=communities),
    }[kind]


def seen_by(audience: Audience, day: datetime.date) -> dict[str, bool]:
    """Which kinds of viewer may see on `day`, by the word of the kind."""
    return {kind.key: admits(audience, persona(kind.key, audience), day) for kind in KINDS}


@dataclass(frozen=True)
class Change:
    """From `day` on, this kind of viewer may see, or may not any more."""

    day: datetime.date
    kind: Kind
    opens: bool


def changes(audience: Audience, start: datetime.date, days: int = DAYS) -> Iterator[Change]:
    """What opens or closes after `start`, within so many days."""
    before = seen_by(audience, start)
    for offset in range(1, days + 1):
        day = start + datetime.timedelta(days=offset)
        after = seen_by(audience, day)
        for kind in KINDS:
            if after[kind.key] != before[kind.key]:
                yield Change(day, kind, after[kind.key])
        before = after
