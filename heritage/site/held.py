"""Which sections hold anything: nothing leads to an empty one.

Asked for strangers, so that a section whose things are all closed is the same as one without any.
Who is signed in is shown every section: some things there may be for nobody else.
"""

from __future__ import annotations

from django.conf import settings
from django.db.models import Exists
from django.http import HttpRequest
from wagtail.models import Locale

from heritage.protocols.audiences import StandIn, today
from heritage.records.things import kinds
from heritage.site.reader import PUBLIC_KINDS, Reader
from heritage.site.remembered import remembered


def held(request: HttpRequest) -> frozenset[str]:
    """The kinds of which the reader may expect something."""
    reader = Reader.of(request)
    if isinstance(reader.user, StandIn) or getattr(reader.user, "is_authenticated", False):
        return PUBLIC_KINDS
    return remembered(request, ("held", today()), lambda: _held(reader))


def _held(reader: Reader) -> frozenset[str]:
    """One query for all kinds, besides what strangers may see at all."""
    asked = {
        kind: Exists(reader.shown(kinds()[kind]._default_manager.all())) for kind in PUBLIC_KINDS
    }
    row = Locale.objects.filter(language_code=settings.LANGUAGE_CODE).values(**asked).first()
    return frozenset(kind for kind, found in (row or {}).items() if found)
