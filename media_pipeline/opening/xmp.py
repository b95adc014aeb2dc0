"""XMP (ISO 16684-1): RDF in XML, flattened to names and texts."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://ns.adobe.com/exif/1.0/aux/": "aux",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/camera-raw-settings/1.0/": "crs",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
}
"""How everybody abbreviates them. What no one knows keeps the last part of its address."""
PACKET_LIMIT = 2 * 1024 * 1024
DEPTH = 8


def read(packet: bytes) -> dict[str, Any]:
    """Properties by prefixed name: texts, lists of texts, or objects. Empty for what is no XMP."""
    start = packet.find(b"<x:xmpmeta")
    packet = (packet[start:] if start > 0 else packet).rstrip(b"\0 \r\n\t")
    if not packet or len(packet) > PACKET_LIMIT:
        return {}
    try:
        root = fromstring(packet, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):  # ValueError: its encoding
        return {}
    said: dict[str, Any] = {}
    for description in root.iter(RDF + "Description"):
        for name, value in _properties(description, 0).items():
            said.setdefault(name, value)
    return said


def _properties(element: Element, depth: int) -> dict[str, Any]:
    said: dict[str, Any] = {
        _name(key): value
        for key, value in element.attrib.items()
        if key.startswith("{") and not key.startswith((RDF, LANGUAGE[:-4]))
    }
    if depth < DEPTH:
        for child in element:
            value = _value(child, depth + 1)
            if value not in ("", [], {}):
                said[_name(child.tag)] = value
    return said


def _value(element: Element, depth: int) -> Any:
    for child in element:
        if child.tag in (RDF + "Bag", RDF + "Seq"):
            return [_value(item, depth + 1) for item in child] if depth < DEPTH else []
        if child.tag == RDF + "Alt":
            return _alternatives(child, depth)
        if child.tag == RDF + "Description":
            return _properties(child, depth + 1)
    if len(element) or any(key.startswith("{") for key in element.attrib if key != LANGUAGE):
        return _properties(element, depth)
    return (element.text or "").strip()


def _alternatives(element: Element, depth: int) -> Any:
    said = {item.get(LANGUAGE, "x-default"): _value(item, depth + 1) for item in element}
    return said["x-default"] if set(said) == {"x-default"} else said


def _name(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    space = space.lstrip("{")
    return f"{PREFIXES.get(space) or space.rstrip('/#').rpartition('/')[2]}:{local}"
