"""Communities, their rules, audiences, consents, holds and the journal of decisions."""

from heritage.protocols.models.communities import Community, Invitation, Membership
from heritage.protocols.models.consents import Consent
from heritage.protocols.models.decisions import Decision
from heritage.protocols.models.holds import Hold
from heritage.protocols.models.rules import AnnouncedSeason, Audience, AudienceField, Protocol

__all__ = [
    "AnnouncedSeason",
    "Audience",
    "AudienceField",
    "Community",
    "Consent",
    "Decision",
    "Hold",
    "Invitation",
    "Membership",
    "Protocol",
]
