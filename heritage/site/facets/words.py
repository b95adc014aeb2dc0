"""Narrowing the dictionary: by language, then by first letter."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count, Q
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from heritage.languages.names import language_name, language_tag
from heritage.site import wording
from heritage.site.facets.base import Counted, Facet, Rows
from heritage.site.reader import Reader
from search.analysis.sorting import sort_key


class LanguageFacet(Facet):
    """The language a word belongs to."""

    def __init__(self) -> None:
        super().__init__("tieng", _("Ngôn ngữ"))

    def narrow(self, rows: Rows, value: str, reader: Reader) -> Rows:
        """Words of this language."""
        return rows.filter(language=value)

    def counts(self, rows: Rows, reader: Reader) -> list[Counted]:
        """Languages in the order of their names."""
        found = Counter(dict(rows.order_by().values_list("language").annotate(n=Count("pk"))))
        named = [
            Counted(code, wording.sentence(language_name(code)), n) for code, n in found.items()
        ]
        return sorted(named, key=lambda option: sort_key(option.label, reader.language))


class LetterFacet(Facet):
    """The first letter of a word; offered once a language is chosen."""

    def __init__(self) -> None:
        super().__init__("chu", _("Chữ cái đầu"))

    def applies(self, chosen: dict[str, str]) -> bool:
        """Letters of several alphabets in one row would help nobody."""
        return "tieng" in chosen

    def narrow(self, rows: Rows, value: str, reader: Reader) -> Rows:
        """Words that begin with it, small or capital."""
        return rows.filter(Q(title__startswith=value.lower()) | Q(title__startswith=value.upper()))

    def counts(self, rows: Rows, reader: Reader) -> list[Counted]:
        """Letters in the order of the language's alphabet."""
        pairs = rows.order_by().annotate(first=Substr("title", 1, 1))
        found: Counter[tuple[str, str]] = Counter()
        for first, language, count in pairs.values_list("first", "language").annotate(
            n=Count("pk")
        ):
            found[first.lower(), language] += count
        return [
            Counted(letter, letter, count, language_tag(letter, language))
            for (letter, language), count in sorted(
                found.items(), key=lambda pair: sort_key(*pair[0])
            )
        ]
