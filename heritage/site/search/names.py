"""Other names of peoples, and words that mean the same: whoever types one finds the others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from django.conf import settings

from heritage.archive.models import Festival
from heritage.languages.names import LANGUAGE_NAMES, language_name
from heritage.peoples.models import People, PeopleName, PlaceUnit, Synonym
from heritage.records.fields import split_list
from heritage.site import wording
from heritage.site.indexing.book import BOOK
from heritage.site.indexing.links import names_of_values, public_values
from heritage.site.indexing.making import said_for_short
from heritage.site.reader import Reader
from heritage.site.remembered import remembered
from heritage.site.wording import in_each_language
from search.analysis.forms import sounds_vietnamese
from search.analysis.query import words_of
from search.analysis.synonyms import Name, Synonyms, prepare

_IN_BRACKETS = re.compile(r"\(([^()]+)\)").findall


def synonyms(reader: Reader) -> Synonyms:
    """The groups of names everybody may know, read once for a generation."""
    return remembered(reader.request, "synonyms", lambda: _read(values_of_places(reader)))


def values_of_places(reader: Reader) -> Sequence[tuple[str, PlaceUnit]]:
    """Provinces and communes of the places everybody may see, with what they are called after."""
    return remembered(reader.request, "values of places", lambda: list(public_values()))


def _read(places: Iterable[tuple[str, PlaceUnit]]) -> Synonyms:
    """Each people with its names in all languages, and the groups that officers wrote."""
    public = People.objects.for_everybody()
    groups: dict[str, list[Name]] = {}
    # In every language: Hmong and ខ្មែរ, too.
    spoken: dict[str, list[str]] = defaultdict(list)
    rows = public.values_list("identifier", "languages", "title", "autonym")
    for identifier, languages, title, autonym in rows:
        called = (title, *split_list(autonym))
        # Nearly everything is in Vietnamese.
        own = [code for code in split_list(languages) if code != settings.LANGUAGE_CODE]
        # Water in Bahnar: who is named has words, too.
        whom = (("people", identifier), *(("language", code) for code in own))
        groups.setdefault(identifier, []).extend(Name(one, names=whom) for one in called)
        for code in own:
            spoken[code].extend(called)
    others = PeopleName.objects.filter(people__in=public.values("pk"))
    for name, use, identifier in others.values_list("name", "use", "people__identifier"):
        hidden = use == PeopleName.Use.SEARCH_ONLY
        groups[identifier].append(Name(name, hidden, names=(("people", identifier),)))
    written = (one.group for one in Synonym.objects.all())
    return prepare(
        [
            *groups.values(),
            *_places(places),
            *_months(),
            *_languages(spoken),
            *_kinds(),
            *_festivals(),
            *ABBREVIATIONS,
            *written,
        ]
    )


def _places(places: Iterable[tuple[str, PlaceUnit]]) -> Iterator[list[Name]]:
    """Provinces and communes, each of which names what lies in it."""
    for value, names in names_of_values(places).items():
        # Of one syllable many are everyday words.
        yield [
            Name(name, names=(("place", value),), ambiguous=False if " " in name else None)
            for name in names
        ]


def _months() -> Iterator[list[Name]]:
    """October, which names the festivals that are usually held then."""
    for number in range(1, 13):
        names = [wording.month(number, language) for language, _name in settings.LANGUAGES]
        months = [f"tháng {number}", *(name for name in names if len(name) > SHORTEST_MONTH)]
        yield [Name(name, names=(("month", f"{number}"),), ambiguous=False) for name in months]


def _languages(spoken: Mapping[str, Iterable[str]]) -> Iterator[list[Name]]:
    """Tiếng Khmer, Bahnar language, which name the words of it and what is said in it. By itself a
    name is that of the people. `spoken`: the names of peoples by what they speak."""
    for code in sorted(LANGUAGE_NAMES.keys() - {settings.LANGUAGE_CODE} | spoken.keys()):
        told = in_each_language(partial(language_name, code))
        # French is of nobody here: by itself it is the language.
        alone = () if code in spoken else (told["en"],)
        told["en"] = f"{told['en']} language"
        of_peoples = (f"{one} language" for one in spoken.get(code, ()))
        in_vietnamese = (f"tiếng {one}" for one in spoken.get(code, ()))
        names = dict.fromkeys((*told.values(), *alone, *in_vietnamese, *of_peoples))
        yield [Name(one, names=(("language", code),), ambiguous=False) for one in names]


def _kinds() -> Iterator[list[Name]]:
    """Festivals, photographs, villages: what a thing is need not stand in its title."""
    for kind, projection in BOOK.items():
        meta = projection.model._meta
        if kind != People.kind:  # whose word is a cue
            own = [meta.verbose_name, meta.verbose_name_plural, *ALSO_CALLED.get(kind, ())]
            # Từ is a word, and says "from".
            yield [name for name in _of_kind(kind, own) if not _is_syllable(name.text)]
        if projection.division:
            division: Any = meta.get_field(projection.division)
            for value, label in division.flatchoices:
                called = [label, *ALSO_CALLED.get(str(value), ())]
                yield list(_of_kind(f"{kind}/{value}", called))


def _festivals() -> Iterator[list[Name]]:
    """Each by what it is called in any language: អកអំបុក, Ok Om Bok, Óoc Om Bóc (cúng trăng)."""
    called: dict[str, list[Name]] = defaultdict(list)
    rows = Festival.objects.for_everybody().values_list("identifier", "title", "native_name")
    for identifier, title, native in rows:
        *longer, shortest = sorted((title, *said_for_short(Festival, title)), key=len, reverse=True)
        called[identifier] += map(Name, (shortest, *split_list(native)))
        # Who has a longer one has the shortest. What stands in brackets may be said of others.
        longer += _IN_BRACKETS(title)
        called[identifier] += (Name(one, is_sought=False) for one in longer)
    yield from called.values()


def _of_kind(value: str, called: Iterable[Any]) -> Iterator[Name]:
    """Names in each language; not words of one syllable that are something else without marks."""
    told = (one for label in called for one in in_each_language(partial(str, label)).values())
    for text in dict.fromkeys(part for one in told for part in one.split(", ")):
        words = words_of(text)
        if not _is_syllable(text) or any(word.is_marked for word in words):
            names = (("type", value),)
            yield Name(text, names=names, ambiguous=False if len(words) > 1 else None)


def _is_syllable(text: str) -> bool:
    words = words_of(text)
    return len(words) == 1 and sounds_vietnamese(words[0].folded)


ALSO_CALLED: dict[str, tuple[str, ...]] = {
    "product": ("sản phẩm", "hàng hóa"),
    "photograph": ("photo", "picture", "bức ảnh", "hình ảnh"),
    "audio": ("recording", "ghi âm"),
    "video": ("video", "phim tư liệu", "đoạn phim"),
}
"""Kinds and divisions by their words in the archive, in other words than its own."""


SHORTEST_MONTH = 3
"""Characters: May is a verb, too."""


ABBREVIATIONS = [
    [Name(name, ambiguous=False), Name(short, ambiguous=False)]
    for short, name in (
        *(("NQ", "Nghị quyết"), ("QĐ", "Quyết định"), ("CT", "Chỉ thị"), ("QC", "Quy chế")),
        *(("TB", "Thông báo"), ("HD", "Hướng dẫn"), ("KH", "Kế hoạch"), ("NĐ", "Nghị định")),
        *(("TT", "Thông tư"), ("CV", "Công văn"), ("TTr", "Tờ trình"), ("BC", "Báo cáo")),
    )
]
"""Kinds of documents as their numbers abbreviate them: Decree 30/2020/NĐ-CP, annex III, and for
decrees and circulars Law 80/2015/QH13."""


def names_of_peoples(reader: Reader) -> list[tuple[str, str]]:
    """Identifiers of peoples the reader may see, with each of their names, those that are only
    found by among them."""
    names = remembered(reader.request, "names of peoples", _every_name)
    shown = [(people.identifier_id, people.told.title) for people in reader.peoples.values()]
    known = {people.identifier_id for people in reader.peoples.values()}
    return [*shown, *((identifier, name) for identifier, name in names if identifier in known)]


def _every_name() -> list[tuple[str, str]]:
    rows = People.objects.filter(live=True).values_list("identifier", "title", "autonym", "slug")
    found = [
        (identifier, name)
        for identifier, title, autonym, slug in rows
        for name in (title, slug, *split_list(autonym))
    ]
    others = PeopleName.objects.values_list("people__identifier", "name")
    return [*found, *others]
