"""Whether a file is offered to be taken along, beside its licence.

What is played can be saved by whoever knows how; to offer it is to say that it may be. So the
licence of the file has to say so, and where its thing has rights of its own, they do, too.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from heritage.peoples.models import Term
from heritage.records.things import HeritageObject
from heritage.site.media.shown import Shown

LICENSER = "creativecommons.org"
"""Each of its licences, and its two marks of the public domain, lets everybody keep a copy."""


def may_be_taken(shown: Shown, thing: HeritageObject) -> bool:
    """Whether a file of a thing may be offered; nothing that is not for everybody."""
    own = [thing.rights] if hasattr(thing, "rights") else []
    return not thing.is_restricted and all(_lets(rights) for rights in (shown.rights, *own))


def _lets(rights: Term | None) -> bool:
    return rights is not None and urlsplit(rights.uri).hostname == LICENSER
