"""What a derivative says of itself: whom to name, and what may be done with it. Nothing else.

As XMP only (ISO 16684-1): Exif's fields are ASCII, IPTC's IIM is what the standard itself calls
legacy, and search engines and photo programs read these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
    ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"{attributes}>{elements}'
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)
RIGHTS = '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:rights>'
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2) cannot say in any way."""
LONGEST = 2000
"""Characters of one text. All must go into one segment of a JPEG (64 kB)."""


def packet(options: Mapping[str, Any]) -> bytes | None:
    """The XMP for `credit`, `rights` and `rights_url` of a recipe's options, or None without any.

    They are the Credit Line (`photoshop:Credit`), Copyright Notice (`dc:rights`) and Web Statement
    of Rights (`xmpRights:WebStatement`) of the IPTC Photo Metadata Standard 2024.1.
    """
    credit, rights, address = (
        NOT_XML.sub("", str(options.get(name) or ""))[:LONGEST]
        for name in ("credit", "rights", "rights_url")
    )
    if not (credit or rights or address):
        return None
    attributes = f" photoshop:Credit={quoteattr(credit)}" if credit else ""
    attributes += ' xmpRights:Marked="True"' if rights else ""
    attributes += f" xmpRights:WebStatement={quoteattr(address)}" if address else ""
    elements = RIGHTS.format(escape(rights)) if rights else ""
    return PACKET.format(attributes=attributes, elements=elements).encode()
