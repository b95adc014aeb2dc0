"""Every address of the archive, and none of them tells a stranger of what is not for him.

The resolver is walked: an address that nobody has put on one of the lists below fails the test, and
so does one with an argument that the test does not know how to fill.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page

from heritage.accounts.models import User
from heritage.accounts.roles import (
    ADMINISTRATOR,
    COMMUNE_WORKER,
    LEADER,
    OFFICER,
    group_of,
    sync_roles,
)
from heritage.archive.models import Edition, Festival, FestivalPlace, ItemPerson
from heritage.feedback.models import Remark
from heritage.peoples.communities import communities_of
from heritage.peoples.models import People, Person, Place, PlaceUnit
from heritage.protocols.audiences import canonical
from heritage.protocols.labels import Said, Wording, approve, propose, put_on
from heritage.protocols.models import Audience, Consent, Hold, Label, Membership, Protocol
from heritage.records.consents import record, withdraw
from heritage.records.holds import place
from heritage.records.things import HeritageObject
from tests.communities import close, community, custodians, members, person
from tests.integration.site.conftest import KINDS, SLUGS, address_of

PUBLIC = {
    "permanent", "robots", "sitemap", "sitemap_sections", "sitemap_things", "feed", "wagtail_serve",
    "calendar", "calendar_year", "calendar_month", "calendar_feed", "calendar_feed_of_province",
    "calendar_feed_of_thing", "share_picture", "map", "map_region", "worker", "manifest", "offline",
}  # fmt: skip
"""What everybody may ask for."""
RESTRICTED = {
    "community_sign_in", "community_code", "community_sign_out", "community_index", "community",
    "community_invite", "community_uninvite", "community_end", "community_rule", "who_sees",
    "seen_as", "warning_understood", "consent_new", "consent", "community_label_new",
    "community_label", "community_label_words", "feedback", "feedback_section", "feedback_thing",
    "feedback_answer",
}  # fmt: skip
"""What asks who it is."""
NOTHING_HELD = {
    "healthz", "wagtaildocs_serve", "wagtaildocs_authenticate_with_password",
    "wagtailcore_authenticate_with_password", "wagtailcore_login",
}  # fmt: skip
"""Addresses behind which there is no thing of the archive."""

SECRET = "xuongtung"
"""In every text of every restricted thing, and nowhere else."""


SOUGHT = "phucduc"
"""Beside it in every title: what somebody looks for who guesses."""


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver."""

    name: str
    namespaces: tuple[str, ...]
    route: str

    @property
    def is_admin(self) -> bool:
        return self.route.startswith("admin/")

    @property
    def arguments(self) -> list[str]:
        return [a or b for a, b in re.findall(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>", self.route)]

    def filled(self, values: dict[str, Any]) -> str:
        path = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda m: str(values[m[1]]), self.route)
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(values[m[1]]), path)
        return "/" + path.replace("^", "").replace("$", "").replace(r"\.\.\.", "...")


def walk(
    resolver: Any = None, route: str = "", namespaces: tuple[str, ...] = ()
) -> Iterator[Address]:
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from walk(pattern, here, inner)
        elif isinstance(pattern, URLPattern):
            yield Address(pattern.name or "", namespaces, here)


pytestmark = pytest.mark.usefixtures("contexts_left")


def test_every_address_is_on_a_list() -> None:
    unknown = [
        address.route
        for address in walk()
        if not address.is_admin and address.name not in PUBLIC | RESTRICTED | NOTHING_HELD
    ]
    assert unknown == []


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


VIEWERS = (
    "stranger",
    "signed in",
    "member elsewhere",
    "commune",
    "officer",
    "leader",
    "administrator",
    "superuser",
)


def viewer(name: str) -> User | None:
    """Somebody to whom every restricted thing here is closed."""
    sync_roles()
    roles = {"commune": COMMUNE_WORKER, "officer": OFFICER, "leader": LEADER,
             "administrator": ADMINISTRATOR}  # fmt: skip
    if name == "stranger":
        return None
    user = person(username=name.replace(" ", "-"))
    if name == "member elsewhere":
        person(Membership.Role.CUSTODIAN, of="Chùa Âng", username=user.username)
    if name in roles:
        user.groups.add(group_of(roles[name]))
    if name == "superuser":
        User.objects.filter(pk=user.pk).update(is_superuser=True)
    return User.objects.get(pk=user.pk)


def signed_in(name: str) -> Client:
    client = Client(raise_request_exception=True)
    if (user := viewer(name)) is not None:
        client.force_login(user)
    return client


def public_addresses(things: dict[str, list[Any]]) -> list[str]:
    """Every list, page, calendar, feed and map of the public site, in every language."""
    found = ["/robots.txt", "/sitemap.xml", "/sitemap-muc.xml", "/", "/en/", "/km/", "/dang-nhap/"]
    found += ["/gop-y/tra-loi/", "/lien-he/", "/en/personal-data/", "/sw.js"]
    found += ["/ngoai-tuyen/", "/en/offline/", "/manifest.webmanifest", "/km/manifest.webmanifest"]
    for section in Page.objects.filter(depth=4).order_by("path"):
        found.append(section.get_url())
    for kind in KINDS:
        found += [f"/sitemap-{kind}-1.xml", f"/feeds/moi/{kind}/", f"/feeds/en/moi/{kind}/"]
        found.append(address_of(things[kind][0]))
        found.append(f"/{SLUGS[kind]}/?dan-toc=people-so-000")
    found += ["/ban-do/", "/km/map/", "/en/map/dong-bang-song-cuu-long/"]
    found += [f"/ban-do/{narrowed}" for narrowed in ("?loai=village", "?dan-toc=people-so-000")]
    for start in ("/lich/", "/en/calendar/", "/km/calendar/"):
        found += [
            start,
            f"{start}2099/",
            f"{start}2099/1/",
            f"{start}2099/1/?dan-toc=people-so-000",
        ]
    for start in ("/calendar/", "/calendar/en/"):
        found += [f"{start}tat-ca.ics", f"{start}tinh/vinh-long.ics"]
        found += [f"{start}{things[k][0].identifier_id}.ics" for k in ("festival", "people")]
    return found


def plain(content: bytes) -> str:
    """A page without what differs from one answer to the next."""
    text = content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    text = re.sub(r"<lastBuildDate>[^<]+</lastBuildDate>", "", text)
    return re.sub(r'nonce="[^"]+"', "", text)


@pytest.fixture
def restricted(cloth: Any, make: Any) -> dict[str, list[Any]]:
    """Open things, told in two languages, and beside them nothing yet."""
    return dict(cloth(2))


def hide(make: Any, things: dict[str, list[Any]]) -> list[HeritageObject]:
    """A restricted thing of every kind for every audience, linked with the open ones; one held.

    Each bears a label, and open things bear the labels of a closed people and of a wording that
    waits: nobody here may know of either.
    """
    hidden: list[HeritageObject] = []
    wording = Wording((Said("vi", SECRET, SECRET),))
    label = Label(community=community("Plei Ơp"))
    approve(propose(label, wording, by=None), by=None)
    waiting = propose(Label(community=community("Plei Ơp")), wording, by=None).label
    for kind in KINDS:
        put_on(waiting, things[kind][0].identifier_id, by=None)
    for number, (name, audience) in enumerate(audiences().items()):
        for kind in KINDS:
            thing = make(kind, f"{SECRET} {SOUGHT} {kind} {name} {number}", audience=audience)
            told = make(kind, f"{SECRET} {SOUGHT} en {kind} {number}", language="en", of=thing)
            close(thing, audience)
            told.refresh_from_db()
            hidden.append(thing)
            put_on(label, thing.identifier_id, by=None)
            if hasattr(thing, "people_links"):
                link = type(thing).people_links.rel.related_model
                link.objects.create(owner=thing, people=things["people"][0])
            if isinstance(thing, Place):
                PlaceUnit.objects.create(
                    place=thing, era="today", level="province", name_as_recorded="Vĩnh Long"
                )
                Place.objects.filter(pk=thing.pk).update(latitude="9.9", longitude="106.3")
                FestivalPlace.objects.create(owner=things["festival"][0], place=thing)
            if isinstance(thing, Festival):
                for day in ("2099-01-02", "2098-05-05"):
                    Edition.objects.create(
                        festival=thing, start_date=day, status="announced", source_note=SECRET
                    )
            if hasattr(thing, "tagged_items"):
                thing.tags.add(SECRET)
                thing.save()
            thing.save_revision()
    consent_of_a_closed_person(things["item"][0])
    for thing in hidden:
        if isinstance(thing, People):
            (closed,) = communities_of([thing])
            theirs = Label(community=closed)
            approve(propose(theirs, wording, by=None), by=None)
            put_on(theirs, things["item"][0].identifier_id, by=None)
    for number, thing in enumerate(hidden):
        about = {"identifier": thing.identifier_id, "kind": "takedown", "words": "Xin đóng."}
        code = f"{number:08}" if number else str(ARGUMENTS["code"])
        Remark.objects.create(code=code, receipt=code, language="vi", **about)
    held = hidden[0]
    place(Hold(identifier=held.identifier_id, requested_by=SECRET, way="phone", reason=SECRET))
    return hidden


def consent_of_a_closed_person(item: Any) -> None:
    """Somebody closed to staff consents to an open thing that names him, and takes it back."""
    singer = Person(title=f"{SECRET} {SOUGHT} person", living="yes", audience=custodians())
    singer.save()
    ItemPerson.objects.create(owner=item, person=singer, role="performer")
    consent = Consent(
        person_id=singer.identifier_id,
        way="paper",
        evidence=SECRET,
        given_on="2026-01-05",
        may_sell=True,
    )
    record(consent, [item.identifier])
    withdraw(consent, by=SECRET, reason=SECRET, entered_by=None)


@pytest.fixture
def log_aside(settings: Any, tmp_path: Any) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"


@pytest.mark.slow
def test_the_public_site_is_the_same_with_and_without_them(
    restricted: dict[str, list[Any]], make: Any, log_aside: None
) -> None:
    addresses = public_addresses(restricted)
    clients = {name: signed_in(name) for name in VIEWERS}
    for client in clients.values():
        client.get("/")
    before = {
        (name, address): plain(client.get(address, follow=True).content)
        for name, client in clients.items()
        for address in addresses
    }
    hidden = hide(make, restricted)
    different = [
        key
        for key, page in before.items()
        if plain(clients[key[0]].get(key[1], follow=True).content) != page
    ]
    assert different == []
    for name, client in clients.items():
        for thing in hidden:
            for address in (
                address_of(thing),
                f"/id/{thing.identifier_id}",
                f"/en{address_of(thing)}",
                f"/calendar/{thing.identifier_id}.ics",
                f"/share/{thing.identifier_id}-vi-{'0' * 20}.png",
                "/lich/2098/",
                f"/gop-y/{thing.identifier_id}/",
            ):
                response = client.get(address)
                assert response.status_code == 404, (name, address)
                assert SECRET not in response.content.decode()


ARGUMENTS = {
    "action_name": "approve", "app_label": "archive", "app_name": "archive",
    "content_type_app_name": "archive", "content_type_model_name": "festival",
    "model_name": "item", "action": "tag", "kind": "item", "number": 1,
    "filter_spec": "max-100x100",
    "revision_id_a": "earliest", "revision_id_b": "latest", "uidb64": "x", "token": "x",
    "session_id": 1, "slug": "x", "identifier": "k3v0txd", "code": "ACDEFGHJ",
    "scheme": "dark", "script": "vi",
}  # fmt: skip
"""Values for arguments that name no thing."""
NUMBERS = {
    "task_state_id", "task_id", "workflow_state_id", "image_id", "document_id", "doc_id",
    "uploaded_file_id", "collection_id", "restriction_id", "page_view_restriction_id",
    "workflow_pk",
}  # fmt: skip
THING = {
    "page_id", "page_to_move_id", "parent_page_id", "destination_id", "page_pk", "pk", "object_id",
    "revision_id",
}  # fmt: skip


def test_every_argument_of_the_admin_is_known() -> None:
    unknown = {
        (address.route, name)
        for address in walk()
        if address.is_admin
        for name in address.arguments
        if name not in ARGUMENTS.keys() | NUMBERS | THING
    }
    assert unknown == set()


def admin_requests(hidden: list[HeritageObject]) -> Iterator[str]:
    """Every address of the admin, about each restricted thing where it is about one."""
    pages = [thing for thing in hidden if isinstance(thing, Page)]
    records = [thing for thing in hidden if not isinstance(thing, Page)]
    for address in walk():
        # Signing out would end the walk; one address fails on purpose, to try the page of errors.
        beside = ("wagtailadmin_logout", "wagtailadmin_error_test", "")
        if not address.is_admin or address.name in beside:
            continue
        if not THING & set(address.arguments):
            values: dict[str, Any] = dict.fromkeys(NUMBERS, 1) | ARGUMENTS
            path = address.filled(values)
            yield path
            yield f"{path}?q={SOUGHT}"
            yield f"{path}?term={SECRET[:5]}"
            yield f"{path}?export=csv"
            continue
        for thing in _about(address, pages, records):
            values = dict.fromkeys(NUMBERS, 1) | ARGUMENTS | dict.fromkeys(THING, thing.pk)
            values |= {
                "revision_id": thing.latest_revision_id,
                "app_label": thing._meta.app_label,
                "app_name": thing._meta.app_label,
                "model_name": thing._meta.model_name,
                "destination_id": Page.objects.filter(depth=2).first().pk,
            }
            yield address.filled(values)


def _about(address: Address, pages: list[Any], records: list[Any]) -> list[Any]:
    names = " ".join(address.namespaces)
    if "page" in names or "page" in address.route or "bulk" in address.route:
        return pages[:6]
    for one in records[: len(records) // 6]:
        label = f"{one._meta.app_label}_{one._meta.model_name}"
        if f"kind_{one.kind}" in names or names.endswith(label):
            return [one]
    return [records[0]]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["officer", "superuser"])
def test_the_admin_tells_staff_no_more_than_that_it_exists(
    restricted: dict[str, list[Any]], make: Any, log_aside: None, name: str
) -> None:
    hidden = hide(make, restricted)
    for open_thing in (restricted["item"][0], restricted["festival"][0]):
        open_thing.save_revision()
    client = signed_in(name)
    client.raise_request_exception = False
    told, broken = [], []
    for path in dict.fromkeys(admin_requests(hidden)):
        response = client.get(path, follow=True)
        content = b"".join(response) if response.streaming else response.content
        if SECRET.encode() in content:
            told.append(path)
        if response.status_code >= 500:
            broken.append(path)
    assert told == []
    assert broken == []


@pytest.mark.parametrize("name", ["officer", "superuser"])
def test_forms_of_open_things_do_not_offer_closed_ones(
    restricted: dict[str, list[Any]], make: Any, log_aside: None, name: str
) -> None:
    hide(make, restricted)
    client = signed_in(name)
    from wagtail.admin.admin_url_finder import AdminURLFinder

    user = viewer(name)
    for kind in KINDS:
        thing = restricted[kind][0]
        thing.save_revision()
        address = AdminURLFinder(user).get_edit_url(thing)
        assert address, kind
        response = client.get(address)
        assert response.status_code == 200, kind
        assert SECRET not in response.content.decode(), kind
