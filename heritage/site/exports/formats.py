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

from django.utils.translation import gettext as _

from heritage.exchange.exporting import csv_line
from heritage.exchange.validators.formulas import escape_formula
from heritage.site.exports.records import Cited, Sheaf, Word

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


def _of_word(name: str) -> Callable[[Cited, Sheaf], str]:
    return lambda one, of: getattr(one.word, name) if one.word else ""


COLUMNS: Mapping[str, Callable[[Cited, Sheaf], str]] = {
    "identifier": lambda one, of: one.identifier,
    "url": lambda one, of: one.url,
    "title": lambda one, of: one.title,
    "title_language": lambda one, of: one.language,
    "type": lambda one, of: one.type,
    "date": lambda one, of: one.date,
    "rights": lambda one, of: one.rights,
    "rights_statement": lambda one, of: one.rights_label,
    "credit": lambda one, of: one.credit,
    "sources": lambda one, of: one.sources,
    "community_labels": lambda one, of: "; ".join(one.labels),
    "machine_use": lambda one, of: one.machine_use,
    "peoples": lambda one, of: "; ".join(one.peoples),
    "places": lambda one, of: "; ".join(one.places),
    "languages": lambda one, of: ";".join(one.languages),
    **{name: _of_word(name) for name in Word.__dataclass_fields__},
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
        yield ("" if first else ",\n") + _json(_node(one, of))
        first = False
    yield "\n]}\n"


def _node(one: Cited, of: Sheaf) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": "CreativeWork" if one.kind in WORKS else NODES.get(one.kind, "Thing"),
        "@id": one.url,
        "identifier": one.identifier,
        "name": {"@value": one.title, "@language": one.language},
        "additionalType": one.type,
        "url": one.url,
    }
    terms = _filled(
        {
            "license": one.rights,
            "copyrightNotice": one.rights_label,
            "creditText": one.credit,
            "citation": one.sources,
            "usageInfo": list(one.labels),
            "sdDatePublished": of.accessed.isoformat(),
        }
    )
    if one.kind in WORKS:
        node |= terms
        return node | _filled(
            {
                "dateCreated": "" if one.is_rough else one.date,
                "temporalCoverage": one.date if one.is_rough else "",
                "inLanguage": list(one.languages),
                "about": [{"@type": "Thing", "name": name} for name in one.peoples],
                "contentLocation": [{"@type": "Place", "name": name} for name in one.places],
                "publisher": {"@type": "Organization", "name": one.issuer} if one.issuer else "",
            }
        )
    # Whatever is no work has none of these: the record of it has.
    node["subjectOf"] = {"@type": "CreativeWork", "url": one.url} | terms
    said = {"peoples": one.peoples, "places": one.places}
    if word := one.word:
        node["inLanguage"] = list(one.languages)
        node["alternateName"] = [x for x in (word.headword_native, word.romanisation) if x]
        node["description"] = {"@value": word.gloss, "@language": word.gloss_language}
        said |= {
            "partOfSpeech": (word.part_of_speech,),
            "ipa": (word.ipa,),
            "example": (word.example,),
            "exampleTranslation": (word.example_translation,),
        }
    node["additionalProperty"] = [
        {"@type": "PropertyValue", "name": name, "value": value}
        for name, values in said.items()
        for value in filter(None, values)
    ]
    return _filled(node)


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
            # In braces of its own each, because none is a person with a family name.
            "author": " and ".join(f"{{{_tex(name)}}}" for name in one.authors),
            "journal" if article else "organization": _tex(one.issuer),
            "year": one.year,
            "date": "" if one.is_rough else one.date,
            "number": _tex(one.number),
            "howpublished": _tex(of.archive),
            "publisher": _tex(of.keeper),
            "keywords": _tex(_keywords(one)),
            # A list, as biblatex reads it.
            "language": _tex(" and ".join(one.languages) or one.language),
            "abstract": _tex(one.word.entry) if one.word else "",
            "url": one.url,
            "urldate": of.accessed.isoformat(),
            "note": _tex(_note(one)),
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
        yield f"@{'article' if article else 'misc'}{{{one.identifier},\n{lines}\n}}\n\n"


def _tex(text: str) -> str:
    return _TEX_SIGNS.sub(lambda match: _TEX[match[0]], text)


def _note(one: Cited) -> str:
    """What stands beside every copy: what it is, when, how it may be used, what it was taken from,
    and what its communities ask."""
    when = one.date if one.is_rough else ""
    return ". ".join(filter(None, [one.type, when, *_terms(one)]))


def _terms(one: Cited) -> list[str]:
    """How it may be used, what it was taken from, and what its communities ask."""
    sources = f"{_('Nguồn')}: {one.sources.removesuffix('.')}" if one.sources else ""
    rights = " ".join(filter(None, (one.rights_label, one.rights)))
    return [text for text in (rights, sources, *one.labels) if text]


def _keywords(one: Cited) -> str:
    """Divided by commas, so that none may stand in a name."""
    return ", ".join(name.replace(",", "") for name in one.subjects)


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
            *(("AU", name) for name in one.authors),
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
            *(("KW", name) for name in one.subjects),
            ("AB", one.word.entry if one.word else ""),
            *(("N1", text) for text in _terms(one)),
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
            "author": [{"literal": name} for name in one.authors],
            "container-title": one.issuer or of.archive,
            "archive": of.archive,
            "publisher": of.keeper,
            "number": one.number,
            "genre": one.type,
            "issued": _issued(one),
            "language": one.languages[0] if one.languages else one.language,
            "keyword": _keywords(one),
            "abstract": one.word.entry if one.word else "",
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
