"""How well the public search answers judged queries, asked as an anonymous visitor asks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import translation

from heritage.exchange.models import LoadRow
from heritage.records.models import Identifier
from heritage.site.reader import Reader
from heritage.site.search.asking import Asked
from heritage.site.search.found import find
from search.evaluation import JudgedQuery, Scores, scores

DEPTH = 50
HEADWORDS = ("headword", "headword_rumi")


def judged(queries: Iterable[JudgedQuery]) -> Iterator[tuple[JudgedQuery, Scores]]:
    """Yield each query with the measures of what is found."""
    records = Records()
    for query in queries:
        yield query, scores(records.named(ranking(query), query.grades), query.grades)


def ranking(query: JudgedQuery) -> list[str]:
    """Identifiers of what a stranger finds, in the order in which he sees them."""
    language = query.language if query.language in dict(settings.LANGUAGES) else "vi"
    with translation.override(language):
        request = HttpRequest()
        request.method, request.user = "GET", AnonymousUser()
        found = find(Asked(query.text, {}), Reader.of(request), size=DEPTH, with_facets=False)
    if found.is_fallback:
        raise RuntimeError("the engine is out of reach: nothing can be judged")
    return [hit.thing.identifier_id for hit in (*found.hits, *found.partial)]


class Records:
    """Which records of judgements name which things: permanent identifiers, the ids of sheets, and
    for words the file and the headword."""

    def __init__(self) -> None:
        ids = Identifier.objects.exclude(sheet_id=None).values_list("pk", "sheet_id")
        self._names: dict[str, list[str]] = {pk: [pk, str(sheet_id)] for pk, sheet_id in ids}
        words = LoadRow.objects.filter(kind="word", undone=False)
        for pk, file, given in words.values_list("identifier", "file", "given"):
            for column in HEADWORDS:
                if headword := given.get(column):
                    name = f"{file.rpartition('/')[2]}:{headword}"
                    self._names.setdefault(pk, [pk]).append(name)

    def named(self, identifiers: Iterable[str], judged_names: Iterable[str]) -> list[str]:
        """The identifiers by the names by which they are judged, each once."""
        known = set(judged_names)
        found: dict[str, None] = {}
        for identifier in identifiers:
            names = self._names.get(identifier, [identifier])
            found[next((name for name in names if name in known), identifier)] = None
        return list(found)
