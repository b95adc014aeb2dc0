"""PDF, by PDFium: every page is opened, nothing in it is run.

Scripts, actions and attachments do not refuse a document: forms of any office have them, PDFium is
given no means to run them, and originals go out as attachments. They are noted under `active`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from media_pipeline.facts import Facts, Kind
from media_pipeline.opening import moments, scanning, xmp
from media_pipeline.opening.decoding import decoder
from media_pipeline.opening.limits import Limits
from media_pipeline.opening.plain import Budget
from media_pipeline.opening.strips import demand
from media_pipeline.reasons import Reason, RefusedError

LOCKED = re.compile("password|security scheme", re.IGNORECASE)
"""PDFium's words for FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY."""
ENORMOUS = 14_400
"""Points: ISO 32000-1, annex C.2, gives this as the largest page (200 inches)."""
ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|OpenAction|AA|EmbeddedFile|RichMedia|XFA|SubmitForm|GoToR|URI)\b"
)
"""Where they stand uncompressed: a note for whoever looks, and no more than that."""
PACKET, PACKET_END = re.compile(rb"<x:xmpmeta"), b"</x:xmpmeta>"
END_WITHIN = 2048
"""Bytes from the end within which `%%EOF` stands (Acrobat asks for 1024, annex H note 18)."""
WARNINGS_LIMIT = 10


def look(path: Path, media_type: str, limits: Limits) -> Facts:
    """Pages and what it says of itself. Raises RefusedError."""
    ends, packet, active = _read_through(path)
    with _opened(path, ends=ends) as document:
        with decoder():
            pages = len(document)
        demand(pages, limits.pages, Reason.TOO_BIG, "pages")
        size, warnings = _pages(document, pages)
        metadata = _said(document, packet)
        active |= _counted(document)
    if not ends:
        warnings.append("no %%EOF: something may be missing at its end")
    metadata |= {"page": size} | ({"active": active} if active else {})
    if warnings:
        metadata["warnings"] = warnings
    return Facts(media_type=media_type, kind=Kind.DOCUMENT, pages=pages, metadata=metadata)


@contextmanager
def _opened(path: Path, *, ends: bool) -> Iterator[Any]:
    try:
        with decoder():
            document = pypdfium2.PdfDocument(path)
    except RefusedError as refusal:
        if LOCKED.search(refusal.detail):
            raise RefusedError(Reason.ENCRYPTED, refusal.detail) from refusal
        if not ends and refusal.reason is Reason.DAMAGED:
            raise RefusedError(Reason.TRUNCATED, f"{refusal.detail} No %%EOF.") from refusal
        raise
    try:
        yield document
    finally:
        document.close()


def _pages(document: Any, pages: int) -> tuple[dict[str, float], list[str]]:
    """The size of the first page in points; and what is odd. Raises RefusedError if none opens."""
    warnings: list[str] = []
    first: dict[str, float] = {}
    broken = ""
    for number in range(pages):
        try:
            with decoder():
                page = document[number]
                width, height = page.get_size()
                page.close()
        except RefusedError as refusal:
            broken = f"page {number + 1}: {refusal.detail}"
            if len(warnings) < WARNINGS_LIMIT:
                warnings.append(broken)
            continue
        first = first or {"width": round(width, 2), "height": round(height, 2)}
        if max(width, height) > ENORMOUS and len(warnings) < WARNINGS_LIMIT:
            warnings.append(f"page {number + 1} is {width:.0f} × {height:.0f} points")
    if not first:
        raise RefusedError(Reason.DAMAGED, broken or "it has no pages")
    return first, warnings


def _said(document: Any, packet: bytes) -> dict[str, Any]:
    """`tags` from its information dictionary, `xmp`. What is broken is left out."""
    information: dict[str, Any] = {}
    try:
        with decoder():
            information = document.get_metadata_dict(skip_empty=True)
    except RefusedError:
        pass
    for name in ("CreationDate", "ModDate"):
        if moment := moments.of_pdf(information.get(name, "")):
            information[name] = moment.isoformat()
    budget = Budget()
    found = {"tags": budget.plain(information), "xmp": budget.plain(xmp.read(packet))}
    return {name: value for name, value in found.items() if value}


def _counted(document: Any) -> dict[str, Any]:
    counted = {
        "scripts": pdfium.FPDFDoc_GetJavaScriptActionCount(document),
        "attachments": pdfium.FPDFDoc_GetAttachmentCount(document),
        "encrypted": pdfium.FPDF_GetSecurityHandlerRevision(document) >= 0,
    }
    return {name: value for name, value in counted.items() if value and value > 0}


def _read_through(path: Path) -> tuple[bool, bytes, dict[str, Any]]:
    """Whether its end is there, its last packet of XMP, and which active things it names."""
    with path.open("rb") as file:
        names = {found.group(1).decode() for _, found in scanning.find(file, ACTIVE)}
        starts = [at for at, _ in scanning.find(file, PACKET)]
        packet = b""
        if starts:
            file.seek(starts[-1])
            packet = file.read(xmp.PACKET_LIMIT)
            packet = packet[: packet.find(PACKET_END) + len(PACKET_END)]
        file.seek(max(0, path.stat().st_size - END_WITHIN))
        ends = b"%%EOF" in file.read()
    return ends, packet, {"names": sorted(names)} if names else {}
