"""What each role may do is what the matrix says: over all roles, kinds and actions."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale
from wagtail.permissions import policy_registry

from heritage.accounts.matrix import matrix_markdown
from heritage.accounts.models import User
from heritage.accounts.roles import (
    CUSTODIAN,
    KINDS,
    LISTS,
    PAGES,
    RECORDS,
    ROLES,
    group_of,
    sync_roles,
)
from heritage.archive.models import Story
from heritage.site.models import SectionPage

pytestmark = pytest.mark.django_db

ACTIONS = ("add", "change", "publish", "lock", "unlock", "delete", "view")


@pytest.fixture
def archive(db):
    sync_roles()


def person(role) -> User:
    user = User.objects.create_user(role.key)
    user.groups.add(group_of(role))
    return user


def may(user: User, kind: str, action: str, owner: User | None) -> bool:
    """What Wagtail answers."""
    model = apps.get_model(KINDS[kind])
    if kind in PAGES:
        section = SectionPage.objects.get(section_kind=kind, locale=Locale.get_default())
        if action == "add":
            return bool(section.permissions_for_user(user).can_add_subpage())
        policy = policy_registry.get_by_type(model)
        page = model(path=f"{section.path}0001", depth=section.depth + 1, owner=owner, live=True)
        page.pk = 10_000_000
        if action == "delete":
            page.live = False
            return bool(page.permissions_for_user(user).can_delete())
        return bool(policy.user_has_permission_for_instance(user, action, page))
    thing = model()
    if kind in RECORDS:
        thing.owner = owner
    policy = policy_registry.get_by_type(model)
    if action == "add":
        return bool(policy.user_has_permission(user, action))
    return bool(policy.user_has_permission_for_instance(user, action, thing))


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
def test_every_role_may_do_exactly_what_the_matrix_says(archive, role):
    user = person(role)
    wrong = []
    for kind in KINDS:
        for action in ACTIONS:
            if kind in PAGES and action == "view":
                continue  # Wagtail knows no such permission for pages
            for own in (False, True):
                if own and kind in LISTS:
                    continue
                answer = may(user, kind, action, user if own else None)
                if answer != role.allows(kind, action, own=own):
                    wrong.append((kind, action, own, answer))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
def test_a_page_is_removed_only_while_it_is_not_public(archive, role):
    user = person(role)
    section = SectionPage.objects.get(section_kind="story", locale=Locale.get_default())
    page = section.add_child(instance=Story(title="Chuyện", owner=user, live=True))
    page.first_published_at = timezone.now()
    page.save()
    assert not page.permissions_for_user(user).can_delete()
    assert not section.permissions_for_user(user).can_delete()
    page.unpublish()
    may_publish = "publish" in role.pages
    assert page.permissions_for_user(user).can_delete() == may_publish, "it was public once"


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
def test_all_but_custodians_may_enter_and_only_administrators_manage_people(archive, role):
    user = person(role)
    assert user.has_perm("wagtailadmin.access_admin") == (role is not CUSTODIAN)
    assert user.has_perm("accounts.change_user") == (role.key == "administrator")
    assert not user.is_superuser


def test_running_it_again_changes_nothing(archive):
    def picture():
        groups = {
            group.name: sorted(group.permissions.values_list("pk", flat=True))
            for group in Group.objects.all()
        }
        pages = GroupPagePermission.objects.values_list("group", "page", "permission")
        return groups, sorted(pages)

    before = picture()
    sync_roles()
    assert picture() == before


def test_a_permission_given_by_hand_is_taken_back(archive):
    group = group_of(ROLES[0])
    group.permissions.set(group_of(ROLES[-1]).permissions.all())
    sync_roles()
    assert not group.permissions.filter(codename="change_user").exists()


def test_a_group_of_ones_own_is_left_alone(archive):
    own = Group.objects.create(name="Cộng tác viên")
    sync_roles()
    assert Group.objects.filter(pk=own.pk).exists()


def test_permissions_hold_in_every_language(archive):
    languages = GroupPagePermission.objects.filter(group=group_of(ROLES[1])).values_list(
        "page__locale__language_code", flat=True
    )
    assert set(languages) == {"vi", "en", "km"}


def test_an_owner_may_remove_a_record_only_before_it_was_public(archive):
    user = person(ROLES[0])
    model = apps.get_model(RECORDS["item"])
    policy = policy_registry.get_by_type(model)
    assert policy.user_has_permission_for_instance(user, "delete", model(owner=user))
    public = model(owner=user, first_published_at=timezone.now())
    assert not policy.user_has_permission_for_instance(user, "delete", public)


def test_the_documented_matrix_is_up_to_date():
    written = Path(settings.BASE_DIR, "docs", "phan-quyen.md").read_text(encoding="utf-8")
    assert written == matrix_markdown()
