"""Files and what is said in them."""

from heritage.media.models.files import MediaFile
from heritage.media.models.transcripts import Transcript
from heritage.media.models.words import StandingWords

__all__ = ["MediaFile", "StandingWords", "Transcript"]
