"""What was found, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import Truncator

from heritage.languages.speakers import speakers
from heritage.protocols.models import LabelText
from heritage.site.addresses import absolute, permanent
from heritage.site.community.warnings import warns
from heritage.site.details.labels import ShownLabel, labels_on_all
from heritage.site.feeds import ABSTRACTS
from heritage.site.indexing.book import BOOK
from heritage.site.media.showing import ShownPicture
from heritage.site.reader import Reader
from heritage.site.search.excerpts import Excerpt, Marked
from heritage.site.search.facets import FACETS, kind_labels
from heritage.site.search.found import Found, Offered, ShownHit
from heritage.site.search.suggesting import Suggestion
from heritage.site.telling import language_of, said, title_language

Json = dict[str, Any]
SUMMARY = 300
"""Characters."""


def answer(found: Found, reader: Reader) -> Json:
    """All of an answer but where it stands among others."""
    hits = [*found.hits, *found.partial]
    labels = labels_on_all([hit.thing.identifier_id for hit in hits], reader.user, reader.language)
    return {
        "total": found.total,
        "meant": list(found.meant),
        "results": [result(hit, labels, reader) for hit in hits],
        "facets": {facet.name: [] for facet in FACETS}
        | {offered.facet.name: _facet(offered) for offered in found.facets},
    }


def result(hit: ShownHit, labels: Mapping[str, Sequence[ShownLabel]], reader: Reader) -> Json:
    """One thing that was found."""
    thing = hit.thing
    warned = warns(thing, thing.told)
    return {
        "id": thing.identifier_id,
        "type": thing.kind,
        "title": thing.told.title,
        "lang": title_language(thing, reader.language),
        "url": absolute(reader.request, reader.address(thing)),
        "permanent_url": absolute(reader.request, permanent(thing.identifier_id)),
        "summary": None if warned else summary(thing, reader),
        "highlights": _highlights(hit),
        "people": [people(one, reader) for one in peoples_of(thing, reader)],
        "thumbnail": _thumbnail(thing.photo, reader),
        "has_warning": warned,
        "machine_use": machine_use(thing),
        "labels": [label(one) for one in labels.get(thing.identifier_id, ())],
        "partial": hit.is_partial,
    }


def suggestion(one: Suggestion, reader: Reader) -> Json:
    """A title that begins so."""
    return {
        "id": one.identifier,
        "type": one.kind,
        "type_label": kind_labels(reader).get(one.kind, ""),
        "title": one.title,
        "lang": one.language,
        "url": absolute(reader.request, one.address),
    }


def summary(thing: Any, reader: Reader) -> Json | None:
    """A thing in brief, in the reader's language or in Vietnamese."""
    for name in ABSTRACTS:
        if not hasattr(type(thing), name):
            continue
        text = said(thing, thing.told, name, reader.language)
        if text:
            brief = Truncator(" ".join(text.split())).chars(SUMMARY)
            return {"text": brief, "lang": language_of(thing, name, reader.language)}
    return None


def peoples_of(thing: Any, reader: Reader) -> list[Any]:
    """The peoples of a thing, as far as its row was given them; of a people itself; of a word
    those who speak its language."""
    if thing.kind == "people":
        return [thing]
    if own := BOOK[thing.kind].language:
        return list(speakers(getattr(thing, own), reader.peoples.values()))
    return list(getattr(thing, "peoples", ()))


def people(one: Any, reader: Reader) -> Json:
    """A people, by what facets call it, too."""
    return {
        "id": one.identifier_id,
        "value": one.slug,
        "title": one.told.title,
        "url": absolute(reader.request, reader.address(one)),
    }


def machine_use(thing: Any) -> Json | None:
    """What its community asks of machines; None where it asks for nothing."""
    if not thing.machine_use:
        return None
    return {"code": thing.machine_use, "text": str(thing.get_machine_use_display())}


def label(one: ShownLabel) -> Json:
    """What a community asks of everybody, in all the words it has for it, its own first."""
    return {
        "community": str(one.community),
        "local_contexts": one.answers_to.uri if one.answers_to else None,
        "texts": [_text(text) for text in (*one.shown, *one.others)],
    }


def _text(text: LabelText) -> Json:
    return {"lang": text.language, "name": text.name, "text": text.text}


def _highlights(hit: ShownHit) -> list[Json]:
    """The title and what was found in the text, with `<mark>` around what was asked for; anything
    else in it is escaped."""
    found = []
    if hit.title.is_marked:
        found.append(_marked("title", hit.title))
    if hit.name is not None:
        found.append(_marked("name", hit.name))
    found += [_excerpt(one) for one in hit.excerpts]
    return found


def _marked(where: str, marked: Marked) -> Json:
    return {"in": where, "html": str(marked.html), "lang": marked.lang or None}


def _excerpt(one: Excerpt) -> Json:
    told = _marked("file" if one.file else "text", one.text)
    if one.file:
        told["file"] = one.file
    if one.seconds is not None:
        told["seconds"] = one.seconds
    if one.page:
        told["page"] = one.page
    return told


def _thumbnail(photo: ShownPicture | None, reader: Reader) -> Json | None:
    if photo is None or not (forms := photo.card or photo.forms):
        return None
    form = forms[-1]
    return {
        "url": absolute(reader.request, form.address),
        "width": form.width,
        "height": form.height,
        "alt": str(photo.alt),
        "credit": photo.credit,
        "rights": photo.rights.uri if photo.rights and photo.rights.uri else None,
    }


def _facet(offered: Offered) -> list[Json]:
    return [
        {
            "value": option.value.given,
            "label": option.value.label,
            "count": option.count,
            "chosen": option.chosen,
        }
        for option in (*offered.options, *offered.rest)
    ]
