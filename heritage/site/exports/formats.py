"""The formats, each as lines of text. The same records and the same day give the same bytes.

CSV (RFC 4180, with a byte order mark for Excel), JSON-LD (schema.org), BibTeX, RIS, and CSL-JSON
(https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from heritage.exchange.exporting import csv_line
from heritage.exchange.validators.formulas import escape_formula
from heritage.site.exports.records import Cited, Sheaf

Lines = Callable[[Iterable[Cited], Sheaf], Iterator[str]]


@dataclass(frozen=True)
class Format:
    """One format."""

    code: str
    """In addresses."""
    name: str
    media_type: str
    ending: str
    lines: Lines


COLUMNS: Mapping[str, Callable[[Cited, Sheaf], str]] = {
    "identifier": lambda one, of: one.identifier,
    "url": lambda one, of: one.url,
    "title": lambda one, of: one.title,
    "title_language": lambda one, of: one.language,
    "type": lambda one, of: one.type,
    "date": lambda one, of: one.date,
    "rights": lambda one, of: one.rights,
    "credit": lambda one, of: one.credit,
    "community_labels": lambda one, of: "; ".join(one.labels),
    "machine_use": lambda one, of: one.machine_use,
    "peoples": lambda one, of: "; ".join(one.peoples),
    "places": lambda one, of: "; ".join(one.places),
    "languages": lambda one, of: ";".join(one.languages),
    "issuer": lambda one, of: one.issuer,
    "number": lambda one, of: one.number,
    "archive": lambda one, of: of.archive,
    "accessed": lambda one, of: of.accessed.isoformat(),
}
"""Of the CSV."""


def csv(records: Iterable[Cited], of: Sheaf) -> Iterator[str]:
    """A row for each record."""
    yield "\ufeff" + _row(COLUMNS)
    for one in records:
        yield _row(tell(one, of) for tell in COLUMNS.values())
    if of.note:
        yield _row(["", "", of.note, *[""] * (len(COLUMNS) - 3)])


def _row(cells: Iterable[str]) -> str:
    return csv_line([escape_formula(cell) for cell in cells]).removesuffix("\n") + "\r\n"


# JSON-LD

NODES = {"place": "Place", "product": "Product", "producer": "Organization", "word": "DefinedTerm"}
WORKS = frozenset({"custom", "item", "story", "library", "notice"})


def json_ld(records: Iterable[Cited], of: Sheaf) -> Iterator[str]:
    """A data set of schema.org, with the records as its parts."""
    head: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": of.archive,
        "url": of.found_at,
        "dateModified": of.accessed.isoformat(),
    }
    if of.keeper:
        head["publisher"] = {"@type": "Organization", "name": of.keeper}
    if of.note:
        head["disambiguatingDescription"] = of.note
    yield _json(head).removesuffix("}") + ', "hasPart": [\n'
    first = True
    for one in records:
        yield ("" if first else ",\n") + _json(_node(one))
        first = False
    yield "\n]}\n"


def _node(one: Cited) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": "CreativeWork" if one.kind in WORKS else NODES.get(one.kind, "Thing"),
        "@id": one.url,
        "identifier": one.identifier,
        "name": {"@value": one.title, "@language": one.language},
        "additionalType": one.type,
        "url": one.url,
    }
    if one.kind in WORKS:
        node |= _filled(
            {
                "dateCreated": "" if one.is_rough else one.date,
                "temporalCoverage": one.date if one.is_rough else "",
                "license": one.rights,
                "creditText": one.credit,
                "usageInfo": list(one.labels),
                "inLanguage": list(one.languages),
                "about": [{"@type": "Thing", "name": name} for name in one.peoples],
                "contentLocation": [{"@type": "Place", "name": name} for name in one.places],
                "publisher": {"@type": "Organization", "name": one.issuer} if one.issuer else "",
            }
        )
    else:
        said = {"peoples": one.peoples, "places": one.places, "communityLabels": one.labels}
        node |= _filled(
            {
                "additionalProperty": [
                    {"@type": "PropertyValue", "name": name, "value": value}
                    for name, values in said.items()
                    for value in values
                ]
            }
        )
    return node


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


# BibTeX

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "^": r"\textasciicircum{}",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "%": r"\%",
}
_TEX_SIGNS = re.compile("[" + re.escape("".join(_TEX)) + "]")


def bibtex(records: Iterable[Cited], of: Sheaf) -> Iterator[str]:
    """UTF-8, as biber and pdfTeX of today read it."""
    if of.note:
        yield f"% {of.note}\n\n"
    for one in records:
        article = one.kind == "library" and one.division == "article" and one.issuer
        fields = {
            # Twice: a title is spelled as it is.
            "title": f"{{{_tex(one.title)}}}",
            "journal" if article else "organization": _tex(one.issuer),
            "year": one.year,
            "date": "" if one.is_rough else one.date,
            "number": _tex(one.number),
            "howpublished": _tex(of.archive),
            "publisher": _tex(of.keeper),
            "keywords": _tex(", ".join(one.peoples)),
            "language": _tex(", ".join(one.languages) or one.language),
            "location": _tex("; ".join(one.places)),
            "url": one.url,
            "urldate": of.accessed.isoformat(),
            "note": _tex(_note(one)),
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
        yield f"@{'article' if article else 'misc'}{{{one.identifier},\n{lines}\n}}\n\n"


def _tex(text: str) -> str:
    return _TEX_SIGNS.sub(lambda match: _TEX[match[0]], text)


def _note(one: Cited) -> str:
    """What stands beside every copy: what it is, when, whose, and what its communities ask."""
    when = one.date if one.is_rough else ""
    parts = [one.type, when, one.credit, " ".join(filter(None, (one.rights_label, one.rights)))]
    return ". ".join(filter(None, [*parts, *one.labels]))


# RIS

RIS_TYPES = {
    "photograph": "FIGURE",
    "audio": "SOUND",
    "video": "VIDEO",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "article": "JOUR",
    "legal": "STAT",
    "word": "DICT",
}


def ris(records: Iterable[Cited], of: Sheaf) -> Iterator[str]:
    """As reference managers write it: two letters, two blanks, a hyphen, a blank."""
    day = of.accessed.strftime("%Y/%m/%d")
    for one in records:
        kind = RIS_TYPES.get(one.division) or RIS_TYPES.get(one.kind, "GEN")
        first, _last = one.days
        whole = first.strftime("%Y/%m/%d") if first and not one.is_rough else ""
        parts = len(one.date.split("-")) if whole else 0
        lines = [
            ("TY", kind),
            ("ID", one.identifier),
            ("TI", one.title),
            ("T2", one.issuer),
            ("PY", one.year),
            # What is not known of a day stays empty between the slashes.
            ("DA", "/".join([*whole.split("/")[:parts], *[""] * (3 - parts), ""]) if whole else ""),
            ("M1", one.number),
            ("M3", one.type),
            ("PB", of.keeper),
            ("DB", of.archive),
            ("LA", ", ".join(one.languages) or one.language),
            *(("KW", name) for name in one.peoples),
            ("CY", "; ".join(one.places)),
            ("C1", one.credit),
            ("C2", one.rights),
            *(("N1", label) for label in one.labels),
            ("N1", one.date if one.is_rough else ""),
            ("UR", one.url),
            ("Y2", day),
        ]
        yield "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n\r\n"


# CSL-JSON

CSL_TYPES = {
    "photograph": "graphic",
    "audio": "song",
    "video": "motion_picture",
    "manuscript": "manuscript",
    "map": "map",
    "document": "document",
    "object": "graphic",
    "article": "article-journal",
    "legal": "legislation",
    "word": "entry-dictionary",
    "place": "entry",
}


def csl_json(records: Iterable[Cited], of: Sheaf) -> Iterator[str]:
    """What citation processors read."""
    yield "["
    first = True
    for one in records:
        yield ("\n" if first else ",\n") + _json(_csl(one, of))
        first = False
    yield "\n]\n"


def _csl(one: Cited, of: Sheaf) -> dict[str, Any]:
    day = of.accessed
    return {
        "id": one.identifier,
        "type": CSL_TYPES.get(one.division) or CSL_TYPES.get(one.kind, "webpage"),
        "title": one.title,
    } | _filled(
        {
            "container-title": one.issuer or of.archive,
            "archive": of.archive,
            "publisher": of.keeper,
            "number": one.number,
            "genre": one.type,
            "issued": _issued(one),
            "language": one.languages[0] if one.languages else one.language,
            "keyword": ", ".join(one.peoples),
            "publisher-place": "; ".join(one.places),
            "note": _note(one),
            "URL": one.url,
            "accessed": {"date-parts": [[day.year, day.month, day.day]]},
        }
    )


def _issued(one: Cited) -> dict[str, Any] | None:
    if not one.date:
        return None
    if not one.is_rough:
        return {"date-parts": [[int(part) for part in one.date.split("-")]]}
    first, last = one.days
    if first is None or last is None:
        return {"literal": one.date}
    years = [[year] for year in sorted({first.year, last.year})]
    return {"date-parts": years, "circa": True}


FORMATS = {
    one.code: one
    for one in (
        Format("csv", "CSV", "text/csv; charset=utf-8", "csv", csv),
        Format("json-ld", "JSON-LD", "application/ld+json; charset=utf-8", "jsonld", json_ld),
        Format("bibtex", "BibTeX", "application/x-bibtex; charset=utf-8", "bib", bibtex),
        Format("ris", "RIS", "application/x-research-info-systems; charset=utf-8", "ris", ris),
        Format(
            "csl-json",
            "CSL-JSON",
            "application/vnd.citationstyles.csl+json; charset=utf-8",
            "json",
            csl_json,
        ),
    )
}
"""By their words in addresses, in the order in which they are offered."""
