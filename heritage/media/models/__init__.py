"""Files and what is said in them."""

from heritage.media.models.files import MediaFile
from heritage.media.models.transcripts import Transcript

__all__ = ["MediaFile", "Transcript"]
