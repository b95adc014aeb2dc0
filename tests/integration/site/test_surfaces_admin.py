"""Every address of the admin, asked by every role: about closed things it tells that they exist;
about open ones that name them, or are named by them, and on lists, not even their names.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.fields import RichTextField
from wagtail.log_actions import log
from wagtail.models import Collection, Locale, Page, Site, Task, TaskState, Workflow, WorkflowState

from heritage.accounts.models import User
from heritage.exchange.models import Load, LoadRow
from heritage.media.models import MediaFile
from heritage.peoples.models import AdministrativeUnit, Person, Term
from heritage.records.things import HeritageObject
from heritage.site.admin.workflow import sync_workflow
from heritage.site.models import Institution, SectionPage
from tests.integration.site.hidden import (
    ASIDE,
    REMARK,
    ROLES,
    SECRET,
    SOUGHT,
    STAFF,
    first_of,
    hide,
    signed_in,
    somebody,
    tie,
    viewer,
)
from tests.integration.site.hidden_files import hang_open, in_admin, sent_for
from tests.integration.site.surfaces import ALL_ROUNDS, Address, walk

pytestmark = pytest.mark.usefixtures("contexts_left")

ARGUMENTS = {
    "action_name": "approve", "app_label": "archive", "app_name": "archive",
    "content_type_app_name": "archive", "content_type_model_name": "festival",
    "model_name": "item", "action": "tag", "kind": "item", "filter_spec": "max-100x100",
    "revision_id_a": "earliest", "revision_id_b": "latest", "uidb64": "x", "token": "x",
    "session_id": 1, "slug": "x", "identifier": "k3v0txd", "code": REMARK,
    "scheme": "dark", "script": "vi",
}  # fmt: skip
"""Values for arguments that name no thing."""
NUMBERS = {
    "task_state_id", "task_id", "workflow_state_id", "image_id", "document_id", "doc_id",
    "uploaded_file_id", "collection_id", "restriction_id", "page_view_restriction_id",
    "workflow_pk", "number",
}  # fmt: skip
THING = {
    "page_id", "page_to_move_id", "parent_page_id", "destination_id", "page_pk", "pk", "object_id",
    "revision_id",
}  # fmt: skip
OTHERS: dict[str, Any] = {
    "peoples_term": Term, "peoples_administrativeunit": AdministrativeUnit, "workflows": Workflow,
    "tasks": Task, "users": User, "groups": Group, "sites": Site, "locales": Locale,
    "collections": Collection, "wagtailsettings": Institution,
}  # fmt: skip
"""What is no thing of the archive, by a word in its addresses, of which the last counts."""
EXPORT = "/admin/bang-tinh/xuat/"
NARROWED = {
    "consents": ("loai=sap-het", "loai=da-het", "loai=thieu"),
    "remarks": ("loai=answered", "viec=takedown", f"q={REMARK}"),
    "list": ("locale=en&audience=restricted",),
    "index": ("locale=en&audience=restricted",),
    "listing": (f"search={SOUGHT}", "child_of=root&limit=200", "fields=*&offset=20"),
}
"""What lists of a name are asked besides."""


def test_every_argument_of_the_admin_is_known() -> None:
    unknown = {
        (address.route, name)
        for address in walk()
        if address.is_admin
        for name in address.arguments
        if name not in ARGUMENTS.keys() | NUMBERS | THING
    }
    assert unknown == set()


class Asker:
    """Somebody of the staff, who asks for one address after the other, and for none twice."""

    def __init__(self, name: str, everything: bool) -> None:
        self.is_thorough = everything or name == "officer"
        """Asks for everything: who asks most. The others, of what differs little among them, by
        turns, unless `everything` is asked of all."""
        self.client = signed_in(name)
        self.client.raise_request_exception = False
        self.asked: dict[str, int] = {}
        self.told: list[str] = []

    def ask(self, address: str) -> int:
        """The status of the answer; what it tells, and whereto it leads, is looked at."""
        if address in self.asked:
            return self.asked[address]
        response = self.client.get(address)
        self.asked[address] = response.status_code
        body = b"".join(response) if response.streaming else response.content
        text = unpacked(body)
        said = [text, *map(str, response.headers.values())]
        said += [str(one) for one in get_messages(response.wsgi_request)]
        # What an export says beside the sheets is of communities whose names everybody knows.
        words = [SECRET] if address.startswith(EXPORT) else [SECRET, ASIDE]
        if any(word in one for one in said for word in words):
            self.told.append(address)
        if 300 <= response.status_code < 400:
            where = urljoin(address, response.headers["Location"])
            self.ask(where.removeprefix("http://testserver"))
        if "?" not in address and "?p=2" in text:
            self.ask(f"{address}?p=2")
            self.ask(f"{address}?p=3")
        return self.asked[address]

    @property
    def broken(self) -> list[str]:
        return [address for address, status in self.asked.items() if status >= 500]


def unpacked(body: bytes) -> str:
    """The text of an answer; of a packed file, that of all files within."""
    if not body.startswith(b"PK"):
        return body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return " ".join(unpacked(packed.read(name)) for name in packed.namelist())


def admin() -> list[Address]:
    """All of it. Signing out would end the walk; one address fails on purpose, to try the page of
    errors."""
    beside = ("wagtailadmin_logout", "wagtailadmin_error_test")
    every = [one for one in walk() if one.is_admin and one.name not in beside]
    return [one for one in every if one.route != "admin/^.*/$"]


def about(address: Address, thing: Any) -> dict[str, Any]:
    """The values of an address that is about this thing."""
    states = WorkflowState.objects.for_instance(thing)
    tasks = TaskState.objects.filter(workflow_state__in=states)
    options = thing._meta
    values: dict[str, Any] = dict.fromkeys(NUMBERS, 1) | ARGUMENTS | dict.fromkeys(THING, thing.pk)
    return values | {
        "revision_id": thing.latest_revision_id or 1,
        "workflow_state_id": getattr(states.first(), "pk", 1),
        "task_state_id": getattr(tasks.first(), "pk", 1),
        "task_id": Task.objects.latest("pk").pk,
        "workflow_pk": Workflow.objects.latest("pk").pk,
        "app_label": options.app_label,
        "app_name": options.app_label,
        "model_name": options.model_name,
        "content_type_app_name": options.app_label,
        "content_type_model_name": options.model_name,
        "destination_id": Page.objects.filter(depth=2)[0].pk,
        "identifier": getattr(thing, "identifier_id", ARGUMENTS["identifier"]),
    }


def is_about_a_thing(address: Address) -> bool:
    return bool(THING & set(address.arguments))


def is_of_pages(address: Address) -> bool:
    names = " ".join(address.namespaces)
    return "page" in names or "page" in address.route


def other_of(address: Address) -> Any:
    """What an address is about that is no thing of the archive."""
    words = [word for word in OTHERS if word in " ".join([*address.namespaces, address.route])]
    return OTHERS[words[-1]] if words and not is_of_pages(address) else None


def of_its_kind(address: Address, records: list[Any]) -> list[Any]:
    """Of these records those that an address is about; all, where it may be about any."""
    names = " ".join(address.namespaces)
    found = [
        one
        for one in records
        if f"kind_{one.kind}" in names
        or names.endswith(f"{one._meta.app_label}_{one._meta.model_name}")
    ]
    return found or records


def about_closed(hidden: list[HeritageObject], turn: int) -> Iterator[str]:
    """Every address that is about a thing, about a closed one: of another kind and audience in
    another `turn`."""
    pages = [thing for thing in hidden if isinstance(thing, Page)]
    records = [thing for thing in hidden if not isinstance(thing, Page)]
    for number, address in enumerate(admin(), turn):
        if is_about_a_thing(address) and other_of(address) is None:
            alike = pages if is_of_pages(address) else of_its_kind(address, records)
            yield address.filled(about(address, alike[number % len(alike)]))
    owners = [thing.identifier for thing in hidden]
    for file in MediaFile.objects.filter(belongs_to__in=owners)[turn::11]:
        yield from in_admin(file)
        yield reverse("files_of_thing", args=[file.belongs_to_id])


def about_open(
    tied: dict[str, Any], closed: dict[str, Any], user: Any, turn: int
) -> Iterator[list[str]]:
    """Every address that is about something, about an open thing with which closed ones are linked
    and a section in which they stand; or about what no audience is asked for."""
    pages = [thing for thing in tied.values() if isinstance(thing, Page)]
    records = [thing for thing in tied.values() if not isinstance(thing, Page)]
    section = SectionPage.objects.get(section_kind="festival", locale__language_code="vi")
    for number, address in enumerate(admin(), turn):
        if not is_about_a_thing(address):
            continue
        if (model := other_of(address)) is not None:
            one = user if model is User else model._default_manager.latest("pk")
            named = {"app_name": model._meta.app_label, "model_name": model._meta.model_name}
            yield [address.filled(about(address, section) | named | {"pk": one.pk})]
            continue
        mine = of_its_kind(address, records)[:1]
        if is_of_pages(address):
            # The forms of all kinds of pages have one address.
            every = address.name in ("edit", "usage")
            mine = [*(pages if every else [pages[number % len(pages)]]), section]
        paths = []
        for thing in mine:
            values = about(address, thing)
            # Also a version, a task, an approval of a closed thing, as if it were the open one's.
            alien = about(address, closed[getattr(thing, "kind", "festival")])
            own = {name: values[name] for name in ("page_id", "pk")}
            paths += [address.filled(values), address.filled(alien | own)]
        yield paths


def on_lists(load: Load, closed: dict[str, Any], asker: Asker, turn: int) -> None:
    """Every address that is about no thing: as it is; and, where there is something, narrowed, each
    time in another way."""
    for number, address in enumerate(admin(), turn):
        if is_about_a_thing(address):
            continue
        thing = closed["festival"] if is_of_pages(address) else closed["item"]
        path = address.filled(about(address, thing) | {"number": load.pk})
        if asker.ask(path) == 200:
            forms = [f"q={SOUGHT}", f"term={SECRET[:5]}&export=csv"]
            forms += NARROWED.get(address.name, ())
            # Of two with the same view the second has the list alone.
            in_turn = [] if "results" in address.route else [forms[number % len(forms)]]
            for one in forms if asker.is_thorough else in_turn:
                asker.ask(f"{path}?{one}")
        if "multiple" in address.name or "bulk" in address.route:
            asker.ask(f"{path}?id={thing.pk}")


def journal(thing: Any, user: Any) -> None:
    """What staff did with a thing while it was open to them, the reader among them."""
    log(thing, "wagtail.edit", user=user)
    told = {"id": 1, "contentpath": "title", "text": SECRET}
    log(thing, "wagtail.comments.create", user=user, data={"comment": told})
    thing.save_revision()
    thing.get_workflow().start(thing, user)
    type(thing)._base_manager.filter(pk=thing.pk).update(
        locked=True, locked_by=user, locked_at="2026-01-01T00:00Z", owner=user
    )


def loaded(thing: HeritageObject) -> Load:
    """A load of sheets with a row about a thing, as its page shows it."""
    row = {
        "identifier": thing.identifier_id, "kind_key": thing.kind, "restricted": False,
        "file": "a.csv", "row": 2, "action": "changed", "kind": "x", "title": thing.title,
        "cells": [{"column": "title", "before": SECRET, "after": SECRET}], "cells_more": 0,
        "column": "title", "value": SECRET, "vi": SECRET, "en": SECRET,
    }  # fmt: skip
    report = {"rows": [row], "rows_total": 1, "errors": [row], "warnings": [row], "kept": [row]}
    load = Load.objects.create(state=Load.State.DONE, report=report)
    LoadRow.objects.create(
        load=load, kind=thing.kind, key=SECRET, identifier=thing.identifier, action="changed",
        file="a.csv", row=2, given={"title": SECRET}, before={"title": SECRET},
    )  # fmt: skip
    return load


@pytest.fixture
def things(cloth: Any) -> dict[str, list[Any]]:
    """Open things."""
    found = dict(cloth(1))
    hang_open(found["item"][0])
    return found


@pytest.fixture
def hidden(
    things: dict[str, list[Any]], make: Any, settings: Any, tmp_path: Any
) -> list[HeritageObject]:
    """Closed ones beside them."""
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"
    sync_workflow()
    return hide(make, things)


def name_closed_ones(things: dict[str, list[Any]], closed: dict[str, Any]) -> dict[str, Any]:
    """The open things, each with a version of before it named closed ones by every way there is."""
    found = {}
    for kind, (thing, *_more) in (things | {"person": [somebody()]}).items():
        thing.save_revision()
        tie(thing, closed)
        found[kind] = thing = type(thing).objects.get(pk=thing.pk)
        words = f'<p>Xem <a linktype="page" id="{closed["story"].pk}">ở đây</a>.</p>'
        for field in thing._meta.concrete_fields:
            if isinstance(field, RichTextField):
                setattr(thing, field.name, words)
        thing.save()
        thing.save_revision()
    return found


@pytest.mark.slow
@pytest.mark.torture
@pytest.mark.parametrize("name", STAFF)
def test_the_admin_tells_staff_no_more_than_that_it_exists(
    things: dict[str, list[Any]], hidden: list[HeritageObject], name: str, rounds: int
) -> None:
    user = viewer(name)
    closed = first_of(hidden) | {"person": Person.objects.get(title__startswith=SECRET)}
    tied = name_closed_ones(things, closed)
    for thing in (*closed.values(), *tied.values()):
        if thing.title.startswith(SECRET):
            journal(thing, user)
        else:
            thing.get_workflow().start(thing, user)
    load = loaded(closed["item"])
    sent_for(closed["item"], user, SECRET)
    asker, turn = Asker(name, rounds >= ALL_ROUNDS), STAFF.index(name)
    on_lists(load, closed, asker, turn)
    # Before what is closed the guard stands, and asks for no role.
    for number, path in enumerate(about_closed([*hidden, closed["person"]], turn)):
        if asker.is_thorough or number % len(ROLES) == turn % len(ROLES):
            asker.ask(path)
    for number, paths in enumerate(about_open(tied, closed, user, turn)):
        if asker.is_thorough or number % len(ROLES) == turn % len(ROLES):
            for path in paths:
                asker.ask(path)
    assert asker.told == []
    assert asker.broken == []
