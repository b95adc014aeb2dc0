"""What a derived file says of itself: title, whom to name, what may be done with it. Nothing else.

In pictures as XMP only (ISO 16684-1): Exif's fields are ASCII, IPTC's IIM is what the standard
itself calls legacy, and search engines and photo programs read these.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from xml.sax.saxutils import escape, quoteattr

LIMIT = 2000
"""Characters of each. All must go into one segment of a JPEG (64 kB)."""
PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
    ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"{attributes}>{elements}'
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)
NO_XML = "\ufffe\uffff"
"""What XML 1.0 (2.2) cannot say, besides control characters and halves of surrogates."""
ELEMENT = '<dc:{0}><rdf:Alt><rdf:li xml:lang="x-default">{1}</rdf:li></rdf:Alt></dc:{0}>'


@dataclass(frozen=True)
class Credit:
    """Given by the archive, never taken from an original."""

    title: str = ""
    credit: str = ""
    """Whom to name."""
    rights: str = ""
    """The licence, or whose it is."""
    rights_url: str = ""
    """Where that is written."""

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Self:
        """From the options of a recipe, which have these names; each may be missing."""
        return cls(**{name: _line(options.get(name)) for name in cls.__dataclass_fields__})

    def for_ffmpeg(self) -> list[str]:
        """Arguments for an output of ffmpeg, which knows what each container calls them."""
        said = {"title": self.title, "artist": self.credit, "copyright": self.rights}
        pairs = (("-metadata", f"{key}={value}") for key, value in said.items() if value)
        return [part for pair in pairs for part in pair]

    def as_xmp(self) -> bytes:
        """A packet for a picture, or nothing if there is nothing to say.

        The Title (`dc:title`), Credit Line (`photoshop:Credit`), Copyright Notice (`dc:rights`) and
        Web Statement of Rights (`xmpRights:WebStatement`) of the IPTC Photo Metadata Standard
        2024.1.
        """
        if self == Credit():
            return b""
        attributes = f" photoshop:Credit={quoteattr(self.credit)}" if self.credit else ""
        attributes += ' xmpRights:Marked="True"' if self.rights else ""
        if self.rights_url:
            attributes += f" xmpRights:WebStatement={quoteattr(self.rights_url)}"
        told = (("title", self.title), ("rights", self.rights))
        elements = "".join(ELEMENT.format(name, escape(value)) for name, value in told if value)
        return PACKET.format(attributes=attributes, elements=elements).encode()


def _line(value: object) -> str:
    """One line of text, without control characters; letters too young to be known stay."""
    text = unicodedata.normalize("NFC", str(value or ""))
    return " ".join("".join(" " if _breaks(c) else c for c in text).split())[:LIMIT]


def _breaks(character: str) -> bool:
    return character in NO_XML or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
