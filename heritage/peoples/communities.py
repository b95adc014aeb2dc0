"""The community of a people, and the communities that a thing concerns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from heritage.peoples.models import People
from heritage.protocols.models import Community, Protocol
from heritage.records.things import HeritageObject

NAMES = {"vi": "Cộng đồng {}", "en": "{} community", "km": "សហគមន៍{}"}

WORDS = {"community": Protocol.Who.MEMBERS, "custodians": Protocol.Who.CUSTODIANS}
"""The words of the sheets for the plain rules of the community of each people of a thing."""


def communities_of(peoples: Iterable[People]) -> list[Community]:
    """The communities of these peoples, in their order; made when first needed."""
    wanted = {people.identifier_id: people for people in peoples}
    found = {
        str(community.people_id): community
        for community in Community.objects.filter(people__in=list(wanted))
    }
    for identifier, people in wanted.items():
        if identifier not in found:
            found[identifier] = _found(people)
    return [found[identifier] for identifier in wanted]


def _found(people: People) -> Community:
    titles = dict(people.all_rows().values_list("locale__language_code", "title"))
    names = {language: NAMES[language].format(title) for language, title in titles.items()}
    return Community.objects.get_or_create(
        people_id=people.identifier_id,
        defaults={
            "kind": Community.Kind.PEOPLE,
            "name": names["vi"],
            "name_en": names.get("en", ""),
            "name_km": names.get("km", ""),
        },
    )[0]


def peoples_of(thing: HeritageObject) -> list[People]:
    """The peoples a thing belongs to; a people belongs to itself."""
    original: Any = thing.original
    if isinstance(original, People):
        return [original]
    links = getattr(original, "people_links", None)
    return [link.people for link in links.select_related("people")] if links is not None else []


def concerned(thing: HeritageObject) -> list[Community]:
    """The communities that decide about a thing: of its peoples, and those that have a rule on it.

    Ordered by what the thing itself says first.
    """
    found = {community.pk: community for community in communities_of(peoples_of(thing))}
    for protocol in thing.original.audience.protocols.select_related("community"):
        found.setdefault(protocol.community_id, protocol.community)
    return list(found.values())
