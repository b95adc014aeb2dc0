"""Communities, their rules, audiences, holds and the journal of decisions."""

from heritage.protocols.models.communities import Community, Invitation, Membership
from heritage.protocols.models.decisions import Decision
from heritage.protocols.models.holds import Hold
from heritage.protocols.models.rules import AnnouncedSeason, Audience, AudienceField, Protocol

__all__ = [
    "AnnouncedSeason",
    "Audience",
    "AudienceField",
    "Community",
    "Decision",
    "Hold",
    "Invitation",
    "Membership",
    "Protocol",
]
