"""The community of a people, and the communities that a thing concerns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from heritage.peoples.models import People
from heritage.protocols.audiences import closed_to
from heritage.protocols.authority import communities_kept
from heritage.protocols.models import Community, Protocol
from heritage.records.access import audience_of
from heritage.records.things import HeritageObject

NAMES = {"vi": "Cộng đồng {}", "en": "{} community", "km": "សហគមន៍{}"}

WORDS = {"community": Protocol.Who.MEMBERS, "custodians": Protocol.Who.CUSTODIANS}
"""The words of the sheets for the plain rules of the community of each people of a thing."""


def found_communities(peoples: Iterable[People]) -> None:
    """Give each of these peoples its community, where it has none yet."""
    wanted = {people.identifier_id: people for people in peoples}
    there = Community.objects.filter(people__in=list(wanted)).values_list("people", flat=True)
    for identifier in wanted.keys() - set(there):
        titles = dict(wanted[identifier].all_rows().values_list("locale__language_code", "title"))
        names = {language: NAMES[language].format(title) for language, title in titles.items()}
        Community.objects.get_or_create(
            people_id=identifier,
            defaults={
                "kind": Community.Kind.PEOPLE,
                "name": names["vi"],
                "name_en": names.get("en", ""),
                "name_km": names.get("km", ""),
            },
        )


def found_with_people(sender: Any, instance: People, **kwargs: Any) -> None:
    """A people that is written down has its community. Called after each saving."""
    if instance.is_original:
        found_communities([instance])
    elif instance.live:
        _name_in(instance.locale.language_code, instance)


def _name_in(language: str, people: People) -> None:
    """The community of a people that is told in one language more is named in it, too; a name that
    somebody gave it stays."""
    field = f"name_{language}"
    if field in ("name_en", "name_km"):
        unnamed = Community.objects.filter(people=people.identifier_id, **{field: ""})
        unnamed.update(**{field: NAMES[language].format(people.title)})


def communities_of(peoples: Iterable[People]) -> list[Community]:
    """The communities of these peoples, in their order."""
    wanted = [people.identifier_id for people in peoples]
    found = {
        community.people_id: community for community in Community.objects.filter(people__in=wanted)
    }
    return [found[identifier] for identifier in wanted if identifier in found]


def peoples_of(thing: HeritageObject) -> list[People]:
    """The peoples a thing belongs to; a people belongs to itself."""
    original: Any = thing.original
    if isinstance(original, People):
        return [original]
    links = getattr(original, "people_links", None)
    return [link.people for link in links.select_related("people")] if links is not None else []


def named_to(user: Any, communities: QuerySet[Community]) -> QuerySet[Community]:
    """Those whose names `user` may know: the community of a people bears the people's name.

    Of a people that was removed nobody could be asked any more whom it was open to.
    """
    closed = People.objects.originals().filter(closed_to(user))
    named = communities.exclude(people__in=closed.values("identifier"))
    return named.exclude(people__withdrawn_at__isnull=False)


def known_to(user: Any) -> set[int]:
    """Numbers of all communities whose names `user` may know, his own among them. One query."""
    named = named_to(user, Community.objects.all())
    return {*named.values_list("pk", flat=True), *communities_kept(user)}


def concerned(thing: HeritageObject) -> list[Community]:
    """The communities that decide about a thing: of its peoples, and those that have a rule or a
    label on it; also while it is held.

    Ordered by what the thing itself says first.
    """
    found = {community.pk: community for community in communities_of(peoples_of(thing))}
    audience = audience_of(thing.identifier)
    if audience is not None:
        for protocol in audience.protocols.select_related("community"):
            found.setdefault(protocol.community_id, protocol.community)
    labelled = Community.objects.filter(labels__placements__identifier=thing.identifier_id)
    for community in labelled.order_by("pk"):
        found.setdefault(community.pk, community)
    return list(found.values())
