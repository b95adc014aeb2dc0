"""What every kind's page can ask for."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet, prefetch_related_objects
from django.utils.functional import cached_property

from heritage.archive.models import ItemRelation, StoryRelation
from heritage.peoples.models import People
from heritage.protocols.models import PlacedLabel
from heritage.records.telling import by_name
from heritage.records.things import HeritageObject
from heritage.site import rows
from heritage.site.details.labels import ShownLabel, labels_on
from heritage.site.media.closer import any_closer
from heritage.site.media.hung import by_kind, files_of
from heritage.site.media.shown import Shown
from heritage.site.pictures import Picture, picture
from heritage.site.reader import Reader
from heritage.site.rows import add_terms
from heritage.site.telling import Text, said
from heritage.site.weaves import people_of, weave
from media_pipeline.facts import Kind

Thing = TypeVar("Thing", bound=HeritageObject)

SHOWN = 8
"""How many links of one kind a page shows before it leads to the list."""


@dataclass(frozen=True)
class Linked:
    """Some things of one kind, and where the rest is when there is more."""

    kind: str
    things: list[Any]
    more: str = ""

    def __bool__(self) -> bool:
        return bool(self.things)


class Said:
    """A thing's told fields by name, each with its language where that is not the page's."""

    def __init__(self, thing: Any, told: Any, reader: Reader) -> None:
        self._thing, self._told, self._reader = thing, told, reader

    def __getitem__(self, name: str) -> Text:
        """In the told row's language; where that row lacks it, in Vietnamese."""
        return said(self._thing, self._told, name, self._reader.language)


class Detail(Generic[Thing]):
    """A thing, the row that tells it, and what is linked to it as far as the reader may see it."""

    def __init__(self, thing: Thing, told: Thing, reader: Reader) -> None:
        self.thing: Any = thing
        self.told: Any = told
        self.reader = reader
        add_terms({thing, told}, reader)
        self.say = Said(thing, told, reader)

    @cached_property
    def peoples(self) -> list[People]:
        """The linked peoples, in the order of the record."""
        prefetch_related_objects([self.thing], "people_links")
        known = self.reader.peoples
        return [known[x.people_id] for x in self.thing.people_links.all() if x.people_id in known]

    @property
    def people(self) -> People | None:
        """Whose the thing is."""
        return people_of(self.thing, self.peoples)

    @property
    def weave(self) -> str:
        """The band of the page; none where several peoples share it."""
        return weave(self.people)

    @cached_property
    def plate(self) -> Picture | None:
        """The print that stands for it; where it is None, the band is picture enough."""
        return picture(self.thing, self.peoples, self.reader.language)

    @property
    def picture(self) -> Picture | None:
        """The print its page shows: a photograph stands in the place of any."""
        return None if self.files.get(Kind.IMAGE.value) else self.plate

    @cached_property
    def files(self) -> dict[str, list[Shown]]:
        """What it shows of itself, by the words of `media_pipeline.facts.Kind`."""
        return by_kind(files_of(self.thing.identifier_id, self.reader.language))

    @property
    def pictures(self) -> Sequence[Shown]:
        """Those of its pictures that its gallery shows."""
        return self.files.get(Kind.IMAGE.value, ())

    @property
    def zooms(self) -> bool:
        """Whether one of its pictures has more than the page shows of it."""
        return any_closer(self.files.get(Kind.IMAGE.value, ()), self.thing)

    @property
    def speaks(self) -> bool:
        """Whether there is something to be heard, with a player of ours or with words along it."""
        return bool(self.files.get(Kind.AUDIO.value) or self.files.get(Kind.VIDEO.value))

    @property
    def language(self) -> str:
        """The language in which the community names the thing, as far as that is known."""
        codes = self.peoples[0].languages.split(";") if self.peoples else []
        return codes[0].strip() if codes else ""

    @cached_property
    def places(self) -> list[Any]:
        """The linked places with `today`, `before` and `recorded`, the name in the record."""
        rows.add_places([self.thing], self.reader)
        recorded = {x.place_id: x.name_as_recorded for x in self.thing.place_links.all()}
        # Copies: the same place may stand on this page a second time, of its own right.
        places = [copy(place) for place in self.thing.places]
        for place in places:
            place.recorded = recorded[place.pk] if recorded[place.pk] != place.title else ""
        return places

    @cached_property
    def labels(self) -> list[ShownLabel]:
        """What its communities ask of who meets it."""
        # Most things have none, and whose names a reader may know is much to ask.
        if not PlacedLabel.objects.filter(identifier=self.thing.identifier_id).exists():
            return []
        return labels_on(self.thing.identifier_id, self.reader.user, self.reader.language)

    @cached_property
    def tags(self) -> list[str]:
        """Names of the tags; they are in Vietnamese."""
        prefetch_related_objects([self.thing], "tags")
        return [tag.name for tag in self.thing.tags.all()]

    @cached_property
    def items(self) -> Linked:
        """Archive items that document the thing."""
        owners = ItemRelation.objects.filter(target=self.thing.identifier_id).values("owner")
        return self.linked("item", owners=owners)

    @cached_property
    def stories(self) -> Linked:
        """Stories that lead to the thing."""
        owners = StoryRelation.objects.filter(target=self.thing.identifier_id).values("owner")
        return self.linked("story", owners=owners)

    def linked(self, kind: str, owners: Any, more: str = "", limit: int = SHOWN) -> Linked:
        """Things of `kind` among `owners` (a subquery of primary keys), in their order."""
        from heritage.records.things import kinds

        found: QuerySet[Any] = kinds()[kind]._default_manager.filter(pk__in=owners)
        things, cut = self.reader.few(by_name(found, self.reader.language), limit)
        # Of those that are linked, wares alone stand there with their pictures.
        prepared = rows.pictured if kind == "product" else rows.prepared
        return Linked(kind, prepared(kind, things, self.reader), more if cut else "")

    def related(self) -> list[HeritageObject]:
        """What the record itself says it is related to, of any kind."""
        links = self.thing.relation_links.select_related("target")
        return self.reader.by_identifier((x.target.kind, x.target_id) for x in links)
