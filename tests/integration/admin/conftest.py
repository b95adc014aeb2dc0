"""An archive with its roles, and one person in each."""

from __future__ import annotations

import pytest
from django.test import Client

from heritage.accounts.models import User
from heritage.accounts.roles import ROLES, group_of, sync_roles
from heritage.archive.models import Festival, Item
from heritage.peoples.models import People, Term
from heritage.site.admin.workflow import sync_workflow
from tests.integration.admin.writing import section, whole_festival, write_festival, write_item


@pytest.fixture
def archive(db):
    sync_roles()
    sync_workflow()


@pytest.fixture
def persons(archive) -> dict[str, User]:
    found = {}
    for role in ROLES:
        user = User.objects.create_user(role.key, password="mat-khau-dai-lam")
        user.groups.add(group_of(role))
        found[role.key] = user
    found["superuser"] = User.objects.create_superuser("superuser", password="mat-khau-dai-lam")
    return found


@pytest.fixture
def signed_in(persons):
    """A browser in which the person of this role is signed in."""

    def sign_in(role: str) -> Client:
        client = Client()
        client.force_login(persons[role], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def bana(archive) -> People:
    people = section("people").add_child(instance=People(title="Ba Na"))
    return People.objects.get(pk=people.pk)


@pytest.fixture
def ich_type(db) -> Term:
    return Term.objects.create(
        scheme="ich-law-2024", code="le_hoi_truyen_thong", label_vi="Lễ hội truyền thống"
    )


@pytest.fixture
def rights(db) -> Term:
    return Term.objects.create(scheme="rights", code="cc_by", label_vi="CC BY 4.0")


@pytest.fixture
def submitted(signed_in, bana, ich_type) -> Festival:
    """A festival that the officer wrote and submitted."""
    festival, response = write_festival(
        signed_in("officer"), "action-submit", **whole_festival(bana, ich_type)
    )
    assert response.status_code == 302, response.context["form"].errors
    return festival


@pytest.fixture
def submitted_item(signed_in, bana, rights) -> Item:
    item, response = write_item(
        signed_in("officer"),
        "action-submit",
        title="Vòng xoang",
        item_kind="video",
        rights=str(rights.pk),
        peoples=[str(bana.pk)],
    )
    assert response.status_code == 302, response.context["form"].errors
    return item
