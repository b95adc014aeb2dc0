"""The headers of tus 1.0, read and written. Pure."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,expiration,termination"
PATCH_TYPE = "application/offset+octet-stream"
MOST_METADATA = 4096  # characters of the header


class TusError(Exception):
    """A request that cannot be followed; `status` is the one the protocol names for it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Creation:
    """What is announced."""

    length: int
    name: str
    purpose: str = ""


def creation(headers: Mapping[str, str], largest: int) -> Creation:
    """The file that is announced. Raises TusError."""
    length = number(headers, "Upload-Length")
    if length > largest:
        raise TusError(413, f"at most {largest} bytes")
    if length == 0:
        raise TusError(400, "Upload-Length: an empty file")
    told = metadata(headers.get("Upload-Metadata", ""))
    name = told.get("filename") or told.get("name") or ""
    return Creation(length, name, told.get("purpose", "")[:64])


def number(headers: Mapping[str, str], name: str) -> int:
    """A header that is a whole number. Raises TusError."""
    text = headers.get(name, "")
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise TusError(400, f"{name}: not a number of bytes")
    return int(text)


def metadata(header: str) -> dict[str, str]:
    """`Upload-Metadata`: keys, and values in Base64 and UTF-8. Raises TusError."""
    if len(header) > MOST_METADATA:
        raise TusError(400, f"Upload-Metadata: more than {MOST_METADATA} characters")
    told = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        key, _, value = pair.partition(" ")
        try:
            told[key] = base64.b64decode(value.strip(), validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError) as error:
            raise TusError(400, f"Upload-Metadata: {key}: {error}") from error
    return told
