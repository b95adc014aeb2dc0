"""Things that are closed, linked with open ones by every way the models allow; and who meets them.

Each text of theirs has a word that stands nowhere else: whoever is told it was told too much.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.test import Client
from modelcluster.fields import ParentalKey
from taggit.models import Tag
from wagtail.fields import RichTextField

from heritage.accounts.models import User
from heritage.accounts.roles import (
    ADMINISTRATOR,
    COMMUNE_WORKER,
    LEADER,
    OFFICER,
    group_of,
    sync_roles,
)
from heritage.archive.models import Edition, Festival, ItemPerson
from heritage.feedback.models import Remark
from heritage.peoples.communities import communities_of
from heritage.peoples.models import AdministrativeUnit, People, Person, Place, PlaceUnit
from heritage.protocols.audiences import canonical
from heritage.protocols.invitations import invite
from heritage.protocols.labels import Said, Wording, approve, propose, put_on
from heritage.protocols.models import Audience, Consent, Hold, Label, Membership, Protocol
from heritage.records.consents import record, withdraw
from heritage.records.fields import CodeField
from heritage.records.holds import place
from heritage.records.models import Identifier
from heritage.records.things import HeritageObject, kinds
from tests.communities import close, community, custodians, members, person
from tests.integration.site.conftest import KINDS
from tests.integration.site.hidden_files import hang_closed

SECRET = "xuongtung"
"""In every text of every restricted thing, and nowhere else."""
SOUGHT = "phucduc"
"""Beside it in every title: what somebody looks for who guesses."""
ASIDE = "loirieng"
"""In what communities say among themselves: labels that are not for all, requests to close."""
REMARK = "ACDEFGHJ"
"""The code of a remark about a closed thing."""
ROLES = {
    "commune": COMMUNE_WORKER,
    "officer": OFFICER,
    "leader": LEADER,
    "administrator": ADMINISTRATOR,
}
STAFF = (*ROLES, "superuser")
VIEWERS = ("stranger", "signed in", "member elsewhere", *STAFF)
"""Those to whom every restricted thing here is closed."""


def viewer(name: str) -> User | None:
    """Somebody of this sort."""
    if name == "stranger":
        return None
    user = person(username=name.replace(" ", "-"))
    if name == "member elsewhere":
        person(Membership.Role.CUSTODIAN, of="Chùa Âng", username=user.username)
    if name == "member of one of two":
        person(Membership.Role.MEMBER, of="Làng Vân", username=user.username)
    if name in ROLES:
        sync_roles()
        user.groups.add(group_of(ROLES[name]))
    if name == "superuser":
        User.objects.filter(pk=user.pk).update(is_superuser=True)
    return User.objects.get(pk=user.pk)


def signed_in(name: str) -> Client:
    client = Client(raise_request_exception=True)
    if (user := viewer(name)) is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def audiences() -> dict[str, Audience]:
    """One of every sort, open to members or custodians of Plei Ơp at most."""
    plei = community("Plei Ơp")
    never = Protocol.objects.create(community=plei, who="public", opens_on="2099-01-01", name="xa")
    season = Protocol.objects.create(community=plei, who="public", season="announced", name="mùa")
    return {
        "members": members(),
        "custodians": custodians(),
        "both": canonical([*members().protocols.all(), *members("Làng Vân").protocols.all()]),
        "either": canonical(
            [*custodians().protocols.all(), *custodians("Làng Vân").protocols.all()], "any"
        ),
        "embargo": canonical([never]),
        "season": canonical([season]),
    }


def texts(model: Any) -> dict[str, str]:
    """The secret word for every text of a thing that an officer writes."""
    found = {}
    for field in model._meta.concrete_fields:
        short = isinstance(field, models.CharField) and len(field.validators) < 2
        free = field.model is model and field.editable and not field.choices
        if not free or not (short or isinstance(field, models.TextField)):
            continue
        if field.name in ("title", "slug") or isinstance(field, CodeField):
            continue
        if field.max_length is None or field.max_length >= len(SECRET):
            rich = isinstance(field, RichTextField)
            found[field.name] = f"<p>{SECRET}</p>" if rich else SECRET
    return found


def ways(model: Any) -> Iterator[tuple[Any, str, Any]]:
    """How a thing of this class names others: the class of the row, the names of its owner and of
    what it names. Where the thing itself has the column, it is its own row."""
    for name in model.fact_relations():
        row = model._meta.get_field(name).related_model
        owner = next((f.name for f in row._meta.concrete_fields if isinstance(f, ParentalKey)), "")
        for field in row._meta.concrete_fields:
            if owner and field.name != owner and _names_a_thing(field):
                yield row, owner, field
    for field in model._meta.concrete_fields:
        if field.model is model and _names_a_thing(field) and field.name != "identifier":
            yield model, "", field


def _names_a_thing(field: Any) -> bool:
    target = field.related_model if isinstance(field, models.ForeignKey) else None
    return isinstance(target, type) and issubclass(target, HeritageObject | Identifier)


NEEDED = {"role": "performer", "status": "announced", "start_date": "2099-03-03"}
"""What rows need besides a name."""


def tie(owner: Any, others: dict[str, Any], *, only_links: bool = False) -> None:
    """Let a thing name one of each of these by every way there is.

    `only_links`: by those that say nothing where what they name may not be seen.
    """
    for row, own, field in ways(type(owner)):
        if only_links and (row is Edition or not own):
            continue
        target = field.related_model
        named = others["story"].identifier if target is Identifier else others[target.kind]
        if not own:
            setattr(owner, field.name, named)
            owner.save()
            continue
        columns = {one.name for one in row._meta.concrete_fields}
        given = {name: value for name, value in NEEDED.items() if name in columns}
        if "source_note" in columns:
            given["source_note"] = "Ghi tay"
        row.objects.create(**{own: owner, field.name: named}, **given)


def first_of(things: list[HeritageObject]) -> dict[str, Any]:
    """The first thing of each kind."""
    found: dict[str, Any] = {}
    for thing in things:
        found.setdefault(thing.kind, thing)
    return found


def hide(make: Any, things: dict[str, list[Any]]) -> list[HeritageObject]:
    """A restricted thing of every kind for every audience, linked with the open ones; one held.

    Each bears a label, and open things bear the labels of a closed people and of a wording that
    waits: nobody here may know of either.
    """
    hidden: list[HeritageObject] = []
    wording = Wording((Said("vi", ASIDE, ASIDE),))
    label = Label(community=community("Plei Ơp"))
    approve(propose(label, wording, by=None), by=None)
    waiting = propose(Label(community=community("Plei Ơp")), wording, by=None).label
    unit = AdministrativeUnit.objects.create(
        level="province", code="86", name="Vĩnh Long", full_name="Tỉnh Vĩnh Long"
    )
    tag = Tag.objects.create(name=SECRET)
    for kind in KINDS:
        put_on(waiting, things[kind][0].identifier_id, by=None)
    open_things = {kind: things[kind][0] for kind in KINDS}
    for number, (name, audience) in enumerate(audiences().items()):
        for kind in KINDS:
            facts = texts(kinds()[kind]) | {"audience": audience}
            thing = make(kind, f"{SECRET} {SOUGHT} {kind} {name} {number}", **facts)
            if number < 2:
                title = f"{SECRET} {SOUGHT} en {kind} {number}"
                make(kind, title, language="en", of=thing, **facts)
                close(thing, audience)
            hidden.append(thing)
            put_on(label, thing.identifier_id, by=None)
            if number == 0:
                tie(thing, open_things | {"person": somebody()}, only_links=True)
            elif hasattr(thing, "people_links"):
                link = type(thing).people_links.rel.related_model
                link.objects.create(owner=thing, people=things["people"][0])
            if isinstance(thing, Place):
                PlaceUnit.objects.create(
                    place=thing, era="today", level="province", unit=unit, name_as_recorded=SECRET
                )
                Place.objects.filter(pk=thing.pk).update(latitude="9.9", longitude="106.3")
            if isinstance(thing, Festival):
                for day in ("2099-01-02", "2098-05-05"):
                    Edition.objects.create(
                        festival=thing,
                        start_date=day,
                        status="announced",
                        source_note=SECRET,
                        admission=SECRET,
                    )
            if hasattr(thing, "tagged_items"):
                thing.tagged_items.model.objects.create(tag=tag, content_object=thing)
            thing.save_revision()
    singer = consents(things["item"][0], hidden[KINDS.index("item")])
    people_of_a_community()
    closed = first_of(hidden) | {"person": singer}
    for kind in KINDS:
        tie(things[kind][0], closed, only_links=True)
    for thing in hidden:
        if isinstance(thing, People):
            (own,) = communities_of([thing])
            theirs = Label(community=own)
            approve(propose(theirs, Wording((Said("vi", SECRET, SECRET),)), by=None), by=None)
            put_on(theirs, things["item"][0].identifier_id, by=None)
    for number, thing in enumerate(hidden):
        about = {"identifier": thing.identifier_id, "kind": "takedown", "words": "Xin đóng."}
        code = f"{number:08}" if number else REMARK
        Remark.objects.create(code=code, receipt=code, language="vi", **about)
    hang_closed(hidden, SECRET)
    held = hidden[0]
    place(Hold(identifier=held.identifier_id, requested_by=ASIDE, way="phone", reason=ASIDE))
    return hidden


def somebody() -> Person:
    """A person who lived long ago, closed to nobody."""
    return Person.objects.get_or_create(title="Bà Sơn", living="no")[0]


def consents(item: Any, closed: Any) -> Person:
    """Who is closed to staff consents to an open thing that names him, and takes one consent back;
    who is open consents to an open and a closed thing."""
    singer = Person(title=f"{SECRET} {SOUGHT} person", living="yes", audience=custodians())
    singer.save()
    ItemPerson.objects.create(owner=item, person=singer, role="performer")
    both = {"way": "paper", "evidence": ASIDE, "given_on": "2026-01-05"}
    sold = Consent(person_id=singer.identifier_id, may_sell=True, **both)
    record(sold, [item.identifier])
    record(Consent(person_id=singer.identifier_id, may_train=True, **both), [item.identifier])
    withdraw(sold, by=ASIDE, reason=ASIDE, entered_by=None)
    shown = Consent(person=somebody().identifier, may_show=True, **both | {"evidence": "Tủ 1"})
    record(shown, [item.identifier, closed.identifier])
    return singer


def people_of_a_community() -> None:
    """Plei Ơp has a custodian, a code that waits, and announced the days of a year far off."""
    person(Membership.Role.CUSTODIAN)
    invite(community(), Membership.Role.MEMBER, ASIDE, None)
    season = Protocol.objects.get(community=community(), season="announced")
    season.seasons.create(first_day="2099-05-01", last_day="2099-05-09", source=ASIDE)
