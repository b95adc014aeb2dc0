"""What a derived file says about itself: title, credit and rights, and nothing else."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from xml.sax.saxutils import escape

LIMIT = 500
"""Characters of each."""
_ONE = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
_LISTS = {"title": _ONE, "creator": "<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>", "rights": _ONE}


@dataclass(frozen=True)
class Credit:
    """Given by the archive, never taken from an original."""

    title: str = ""
    credit: str = ""
    """Whom to name."""
    rights: str = ""
    """The licence or whose it is."""

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Self:
        """From the options of a recipe: `title`, `credit`, `rights`, each a text or missing."""
        return cls(*(_line(options.get(name)) for name in ("title", "credit", "rights")))

    def for_ffmpeg(self) -> list[str]:
        """Arguments for an output of ffmpeg, which knows what each container calls them."""
        said = {"title": self.title, "artist": self.credit, "copyright": self.rights}
        pairs = (("-metadata", f"{key}={value}") for key, value in said.items() if value)
        return [part for pair in pairs for part in pair]

    def as_xmp(self) -> bytes:
        """A packet for a picture (XMP part 1, Dublin Core), or nothing if there is nothing."""
        said = "".join(
            f"<dc:{name}>{_LISTS[name].format(escape(value))}</dc:{name}>"
            for name, value in (
                ("title", self.title),
                ("creator", self.credit),
                ("rights", self.rights),
            )
            if value
        )
        if not said:
            return b""
        return (
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"{said}</rdf:Description></rdf:RDF></x:xmpmeta>"
        ).encode()


def _line(value: object) -> str:
    """One line of text, without control characters; letters too young to be known stay."""
    text = unicodedata.normalize("NFC", str(value or ""))
    return " ".join("".join(" " if _breaks(c) else c for c in text).split())[:LIMIT]


def _breaks(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
