"""Communities, their rules and labels, audiences, consents, holds and the journal of decisions."""

from heritage.protocols.models.communities import Community, Invitation, Membership
from heritage.protocols.models.consents import Consent
from heritage.protocols.models.decisions import Decision
from heritage.protocols.models.holds import Hold
from heritage.protocols.models.labels import Label, LabelText, LabelVersion, PlacedLabel
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
    "Label",
    "LabelText",
    "LabelVersion",
    "Membership",
    "PlacedLabel",
    "Protocol",
]
