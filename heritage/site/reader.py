"""Who reads, and in which language: what every public page asks for things and their addresses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language

from heritage.peoples.models import People, Place, Term
from heritage.protocols.audiences import StandIn, today
from heritage.records.telling import by_name, tell
from heritage.records.things import HeritageObject, kinds
from heritage.site.addresses import Addresses
from heritage.site.remembered import remembered

Thing = TypeVar("Thing", bound=HeritageObject)

LONG_TEXTS = ("history", "culture", "festivals_told", "customs_told")


class Reader:
    """One visitor during one request. What this object hands out, the visitor may see."""

    def __init__(self, request: HttpRequest, language: str | None = None) -> None:
        self.request = request
        self.user: Any = getattr(request, "user", None)
        known = dict(settings.LANGUAGES)
        spoken = language or get_language() or ""
        self.language = spoken if spoken in known else settings.LANGUAGE_CODE
        self.addresses = Addresses.of(request)
        self.places: dict[int, Place | None] = {}
        """Places that were asked for in this request (`rows.places_by_key`), None if not shown."""

    @classmethod
    def of(cls, request: HttpRequest) -> Reader:
        """The reader of this request; made once for each language it is shown in."""
        kept: Reader | None = getattr(request, "archive_reader", None)
        if kept is None or kept.language != (get_language() or kept.language):
            kept = cls(request)
            request.archive_reader = kept  # type: ignore[attr-defined]
        return kept

    @classmethod
    def of_everybody(cls, request: HttpRequest, language: str) -> Reader:
        """Nobody in particular, for what has the same answer whoever asks: feeds."""
        reader = cls(request, language)
        reader.user = AnonymousUser()
        return reader

    def shown(self, rows: QuerySet[Thing]) -> QuerySet[Thing]:
        """The originals among `rows` that are published and that the reader may see."""
        return cast("QuerySet[Thing]", rows.originals().shown_to(self.user))  # type: ignore[attr-defined]

    def told(self, originals: Iterable[Thing]) -> list[Thing]:
        """`originals`, each with `told`: the row in the reader's language, or itself."""
        return tell(originals, self.language)

    def few(self, rows: QuerySet[Thing], limit: int) -> tuple[list[Thing], bool]:
        """The first `limit` of `rows` the reader may see, told, and whether there are more."""
        found = list(self.shown(rows)[: limit + 1])
        return self.told(found[:limit]), len(found) > limit

    def by_identifier(self, identifiers: Iterable[tuple[str, str]]) -> list[HeritageObject]:
        """The things behind pairs of (kind, identifier), in that order, as far as they are shown.

        Two queries for each kind among them.
        """
        wanted = list(identifiers)
        found: dict[str, HeritageObject] = {}
        for kind in {kind for kind, _ in wanted} & PUBLIC_KINDS:
            values = [value for word, value in wanted if word == kind]
            rows = self.shown(kinds()[kind]._default_manager.filter(identifier__in=values))
            found |= {thing.identifier_id: thing for thing in self.told(rows)}
        return [found[value] for _, value in wanted if value in found]

    @cached_property
    def peoples(self) -> dict[int, People]:
        """Every people the reader may see, told, by primary key, in alphabetical order."""
        if not isinstance(self.user, AnonymousUser) or isinstance(self.user, StandIn):
            return self._peoples()
        return remembered(self.request, ("peoples", self.language, today()), self._peoples)

    def _peoples(self) -> dict[int, People]:
        rows = by_name(self.shown(People.objects.all()), self.language)
        return {people.pk: people for people in self.told(rows.defer(*LONG_TEXTS))}

    @cached_property
    def terms(self) -> dict[int, Term]:
        """Every term of the vocabularies, by primary key, in the order of their vocabularies."""
        return remembered(self.request, "terms", lambda: Term.objects.in_bulk())

    def address(self, thing: HeritageObject) -> str:
        """Where the reader finds `thing`, in his language."""
        row: HeritageObject = getattr(thing, "told", None) or thing
        return self.addresses.of_row(thing.kind, row, self.language)


PUBLIC_KINDS = frozenset(
    {
        *("people", "festival", "custom", "item", "story", "library"),
        *("word", "product", "producer", "notice", "place"),
    }
)
"""The kinds that have a public page. A person has none: a name and an origin are personal data."""
