"""One thing in all its languages becomes a document, by its projection.

Facets: `type` (the kind, and `kind/division`), `people`, `place`, `language`, `period`, `year`,
`month`, `topic` (`scheme:code`), `tag`, `rights`, `media`. Orders: `newest` and `date` (days),
`price` (đồng), `title-vi` and so on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from wagtail.fields import RichTextField

from heritage.languages.names import language_name, language_tag
from heritage.records.fields import split_list
from heritage.records.projections import Projection
from heritage.site.indexing import files, periods
from heritage.site.indexing.links import Names
from heritage.site.indexing.prose import prose
from heritage.site.media.shown import Shown
from heritage.site.wording import in_each_language
from search.analysis.sorting import sort_key
from search.documents import Document, Passage

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
_LONGEST_KEY = 120
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


@dataclass(frozen=True)
class Known:
    """What was read for many things at once."""

    peoples: Mapping[int, Names]
    places: Mapping[int, Names]
    speaking: Mapping[str, Sequence[str]]
    terms: Mapping[int, Any]
    related: Mapping[str, Sequence[Passage]]
    files: Mapping[str, Sequence[Shown]]
    sheet_ids: Mapping[str, str]


def document(
    projection: Projection, told: Mapping[str, Any], known: Known, version: int
) -> Document:
    """The document of a thing. `told`: its published rows by language, Vietnamese among them."""
    thing = told[settings.LANGUAGE_CODE]
    linked = [*_peoples(thing, known), *_places(projection, thing, known)]
    shown = known.files.get(thing.identifier_id, ())
    titles = {code: row.title for code, row in told.items()}
    lead = tuple(_passages(_lead(projection, told)))
    return Document(
        id=thing.identifier_id,
        version=version,
        audience=thing.audience_id,
        kind=projection.model.kind,
        titles=tuple(_passages(_titles(projection, told, known))),
        body=tuple(_passages([*lead, *_body(projection, told, shown)])),
        lead=len(lead),
        aside=tuple(_passages(_aside(projection, thing, known, linked))),
        facets=_facets(projection, thing, known, shown),
        sorts=_sorts(projection, thing, titles),
        weight=projection.weight,
        stored={"titles": titles},
    )


def _passages(found: Iterable[Passage]) -> Iterator[Passage]:
    """Each once, and none that is empty."""
    for passage in dict.fromkeys(found):
        if passage.text.strip():
            yield passage


def _titles(projection: Projection, told: Mapping[str, Any], known: Known) -> Iterator[Passage]:
    thing = told[settings.LANGUAGE_CODE]
    own = getattr(thing, projection.language) if projection.language else ""
    for code, row in told.items():
        yield Passage(row.title, language_tag(row.title, own or code))
    for name in projection.names:
        for one in split_list(getattr(thing, name)):
            yield Passage(one, language_tag(one, own) or "und")
    for name in projection.child_names.values():
        for one in getattr(thing, name):
            yield Passage(one, settings.LANGUAGE_CODE)
    # Codes have no language; nor have titles said for short, which are not suggested beside them.
    for row in told.values():
        for short in said_for_short(projection.model, row.title):
            yield Passage(short)
    yield Passage(thing.identifier_id)
    for name in projection.codes:
        yield Passage(getattr(thing, name))


def _lead(projection: Projection, told: Mapping[str, Any]) -> Iterator[Passage]:
    for code, row in told.items():
        for name in projection.texts[:1]:
            yield Passage(_text(row, name), code)


def _body(
    projection: Projection,
    told: Mapping[str, Any],
    shown: Sequence[Shown],
) -> Iterator[Passage]:
    thing = told[settings.LANGUAGE_CODE]
    own = getattr(thing, projection.language) if projection.language else ""
    facts = {field.name for field in thing.fact_fields()}
    for code, row in told.items():
        for name in projection.texts:
            if code == settings.LANGUAGE_CODE or name not in facts:
                yield Passage(_text(row, name), code)
    for name in projection.native_texts:
        text = _text(thing, name)
        yield Passage(text, language_tag(text, own))
    for relation, names in projection.child_texts.items():
        for child in getattr(thing, relation).all():
            for name in names:
                yield Passage(_text(child, name), settings.LANGUAGE_CODE)
    for edition in _editions(thing):
        yield from _programme(edition)
    if not projection.language:
        yield Passage(thing.sources, settings.LANGUAGE_CODE)
    yield from files.passages(shown)


def _aside(
    projection: Projection, thing: Any, known: Known, linked: Iterable[Names]
) -> Iterator[Passage]:
    """What it is linked with and what its topics are, by name; the years of its editions; and its
    id in the sheets, which may hold everyday words, as the source of a word does."""
    yield Passage(known.sheet_ids.get(thing.identifier_id) or "")
    if projection.language:
        yield Passage(thing.sources)
    for edition in _editions(thing):
        yield Passage(str(edition.start_date.year) if edition.start_date else "")
    for tag in thing.tags.all():
        yield Passage(tag.name)
    yield from _kind_names(projection.model)
    for code in split_list(getattr(thing, projection.languages)) if projection.languages else ():
        if code != settings.LANGUAGE_CODE:  # which nearly everything is in
            yield from _language_names(code)
    for name in projection.topics:
        if (term := known.terms.get(getattr(thing, f"{name}_id"))) is not None:
            for code in LANGUAGES:
                yield Passage(getattr(term, f"label_{code}"), code)
    if projection.division and (division := getattr(thing, f"get_{projection.division}_display")()):
        yield Passage(division)
    if projection.months:
        for name, code in periods.month_names(split_list(getattr(thing, projection.months))):
            yield Passage(name, code)
    for names in linked:
        yield from names.passages
    for link in thing.place_links.all() if hasattr(thing, "place_links") else ():
        if link.place_id in known.places:
            yield Passage(link.name_as_recorded)
    yield from known.related.get(thing.identifier_id, ())


def said_for_short(model: Any, title: str) -> Iterator[str]:
    """A title without what stands in brackets, and without the kind as well: *Katê* for *Lễ hội
    Katê*. Who types that much has typed a whole title."""
    plain = _BRACKETS.sub("", title).strip()
    if plain != title:
        yield plain
    for passage in _kind_names(model):
        kind = re.escape(passage.text)
        short = re.sub(rf"^{kind}\s|\s{kind}$", "", plain, flags=re.IGNORECASE)
        if short != plain:
            yield short


@cache
def _kind_names(model: Any) -> tuple[Passage, ...]:
    """What things of a kind are called in each language of the archive."""
    said = in_each_language(lambda: str(model._meta.verbose_name))
    return tuple(Passage(name, code) for code, name in said.items())


@cache
def _language_names(code: str) -> tuple[Passage, ...]:
    """What a language is called: thank you in Khmer, cảm ơn tiếng Khmer."""
    said = in_each_language(lambda: language_name(code))
    return tuple(Passage(name, spoken) for spoken, name in said.items())


def _text(row: models.Model, name: str) -> str:
    text = str(getattr(row, name) or "")
    return prose(text) if isinstance(row._meta.get_field(name), RichTextField) else text


def _editions(thing: Any) -> Iterable[Any]:
    return thing.editions.all() if hasattr(thing, "editions") else ()


def _programme(edition: Any) -> Iterator[Passage]:
    for day in edition.programme:
        yield Passage(day.value["site"], settings.LANGUAGE_CODE)
        for act in day.value["acts"]:
            for ending, code in (("", "vi"), ("_en", "en"), ("_km", "km")):
                yield Passage(act[f"activity{ending}"] or "", code)


def people_keys(thing: Any) -> list[int]:
    """The peoples of a thing; of a people itself."""
    if thing.kind == "people":
        return [thing.pk]
    links = getattr(thing, "people_links", None)
    return [link.people_id for link in links.all()] if links else []


def place_keys(projection: Projection, thing: Any) -> list[int]:
    """The places of a thing; of a place itself."""
    if thing.kind == "place":
        return [thing.pk]
    if projection.place:
        *owners, name = projection.place.split(".")
        for owner in owners:
            thing = getattr(thing, owner)
            if thing is None or not thing.live or thing.is_restricted:
                return []
        key = getattr(thing, f"{name}_id")
        return [key] if key else []
    links = getattr(thing, "place_links", None)
    return [link.place_id for link in links.all()] if links else []


def _peoples(thing: Any, known: Known) -> list[Names]:
    return [known.peoples[key] for key in people_keys(thing) if key in known.peoples]


def _places(projection: Projection, thing: Any, known: Known) -> list[Names]:
    return [known.places[key] for key in place_keys(projection, thing) if key in known.places]


def _facets(
    projection: Projection,
    thing: Any,
    known: Known,
    shown: Sequence[Shown],
) -> dict[str, tuple[str, ...]]:
    kind = projection.model.kind
    values: dict[str, list[str]] = {"type": [kind]}
    if projection.division and (division := getattr(thing, projection.division)):
        values["type"].append(f"{kind}/{division}")
    values["people"] = [value for one in _peoples(thing, known) for value in one.values]
    if projection.language:
        values["people"] += known.speaking.get(getattr(thing, projection.language), ())
    values["place"] = [value for one in _places(projection, thing, known) for value in one.values]
    spoken = split_list(getattr(thing, projection.languages)) if projection.languages else []
    said = [one.language for file in shown for one in file.file.told_transcripts]
    values["language"] = [tag.split("-")[0] for tag in (*spoken, *said)]
    if projection.date:
        found = periods.span(getattr(thing, projection.date))
        values["period"] = list(periods.period_values(found))
        values["year"] = list(periods.year_values(found))
    if projection.months:
        values["month"] = split_list(getattr(thing, projection.months))
    values["topic"] = [
        f"{term.scheme}:{term.code}"
        for name in projection.topics
        if (term := known.terms.get(getattr(thing, f"{name}_id")))
    ]
    values["tag"] = [tag.name for tag in thing.tags.all()]
    if projection.rights and (term := known.terms.get(getattr(thing, f"{projection.rights}_id"))):
        values["rights"] = [term.code]
    values["media"] = [one.kind.value for one in shown]
    return {name: tuple(dict.fromkeys(some)) for name, some in values.items() if some}


def _sorts(projection: Projection, thing: Any, titles: Mapping[str, str]) -> dict[str, int | str]:
    sorts: dict[str, int | str] = {}
    if thing.first_published_at:
        sorts["newest"] = int(thing.first_published_at.timestamp())
    if projection.date:
        found = periods.span(getattr(thing, projection.date))
        if day := found.first or found.last:
            sorts["date"] = day.toordinal()
    if projection.price and (price := getattr(thing, projection.price)) is not None:
        sorts["price"] = price
    own = getattr(thing, projection.language) if projection.language else ""
    for code in LANGUAGES:
        title = titles.get(code, titles[settings.LANGUAGE_CODE])
        sorts[f"title-{code}"] = sort_key(title, own or code)[:_LONGEST_KEY]
    return sorts
