"""Roles and what they may do: the one place where it is written; docs/phan-quyen.md comes from it.

A role is a group. Models are named by label, because this app stands below them. Page permissions
hold from the front pages down, in every language; who may add may also change what he made himself
(Wagtail's rule for pages, `heritage.accounts.policies` for records).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission

PAGES = {
    "people": "peoples.People",
    "festival": "archive.Festival",
    "custom": "archive.Custom",
    "story": "archive.Story",
    "notice": "archive.Notice",
    "product": "catalogue.Product",
    "producer": "catalogue.Producer",
}
RECORDS = {
    "item": "archive.Item",
    "library": "archive.LibraryDocument",
    "word": "languages.Entry",
    "place": "peoples.Place",
    "person": "peoples.Person",
}
LISTS = {
    "term": "peoples.Term",
    "unit": "peoples.AdministrativeUnit",
    "synonym": "peoples.Synonym",
}
"""Reference lists: no drafts, no approval."""
KINDS = PAGES | RECORDS | LISTS

EDIT = frozenset({"add", "change"})
APPROVE = EDIT | {"publish", "lock", "unlock"}

SUBMIT_TRANSLATION = "simple_translation.submit_translation"
ENTER = "wagtailadmin.access_admin"
HOLD = frozenset({"protocols.add_hold"})
"""To enter a request to close something: whoever is asked may write it down."""
COMMUNITIES = HOLD | {
    "protocols.add_invitation",
    "protocols.add_community",
    "protocols.add_label",
}
"""To serve communities: invite their people, enter a village, propose what a label says."""
OVERRULE = frozenset({"protocols.change_protocol"})
"""To decide in a community's stead, noted with a reason."""
ANSWER = frozenset({"feedback.change_remark"})
"""To read what visitors write, and to answer or close it."""
LOADS = frozenset({"exchange.add_load", "exchange.view_load", "exchange.change_load"})
ADMINISTRATION = frozenset(
    {
        *(f"accounts.{action}_user" for action in ("add", "change", "delete", "view")),
        *(f"auth.{action}_group" for action in ("add", "change", "delete", "view")),
        *(f"wagtailcore.{action}_workflow" for action in ("add", "change", "delete")),
        *(f"wagtailcore.{action}_task" for action in ("add", "change", "delete")),
        *(f"site.{action}_leaderapproval" for action in ("add", "change", "delete")),
        *(f"wagtailcore.{action}_locale" for action in ("add", "change", "delete")),
        *(f"wagtailcore.{action}_site" for action in ("add", "change", "delete")),
        "site.change_institution",
    }
)


@dataclass(frozen=True)
class Role:
    """One role. `pages`, `records` and `lists` hold Wagtail's words for actions."""

    key: str
    group: str
    """Name of the group, as users see it."""
    does: object
    pages: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    others: frozenset[str] = field(default_factory=lambda: frozenset({ENTER}))
    """Further permissions, as `app_label.codename`."""

    def allows(self, kind: str, action: str, *, own: bool = False) -> bool:
        """Whether the role may do `action` to things of `kind`; `own`: that the person made.

        Wagtail grants no removing of pages: `ReviewedPagePermissions` decides, for drafts only.
        """
        granted = self.pages if kind in PAGES else self.records if kind in RECORDS else self.lists
        if action == "change" and own and kind not in LISTS:
            return bool({"add", "change"} & granted)
        if action == "delete" and kind not in LISTS:
            if own and "add" in granted:
                return True
            if kind in PAGES:
                return "publish" in granted
        return action in granted


COMMUNE_WORKER = Role(
    key="commune_worker",
    group="Cán bộ xã",
    does=_("Viết bản nháp, sửa bài của mình, trình duyệt."),
    pages=frozenset({"add"}),
    records=frozenset({"add"}),
    others=frozenset({ENTER}) | HOLD,
)
OFFICER = Role(
    key="officer",
    group="Cán bộ văn hóa",
    does=_("Viết và sửa mọi nội dung, dịch, gắn thẻ, nạp và xuất bảng tính, trình duyệt."),
    pages=EDIT,
    records=EDIT,
    lists=frozenset({"view"}),
    others=frozenset({ENTER, SUBMIT_TRANSLATION}) | LOADS | COMMUNITIES | ANSWER,
)
LEADER = Role(
    key="leader",
    group="Lãnh đạo",
    does=_("Duyệt hoặc trả lại, hẹn giờ xuất bản, khóa, gỡ xuống; không duyệt bài của mình."),
    pages=APPROVE,
    records=APPROVE | {"delete"},
    lists=frozenset({"view"}),
    others=frozenset({ENTER, SUBMIT_TRANSLATION}) | LOADS | COMMUNITIES | ANSWER,
)
CUSTODIAN = Role(
    key="custodian",
    group="Người giữ gìn của cộng đồng",
    does=_("Quyết định ai được xem nội dung của cộng đồng mình; đăng nhập ở trang công chúng."),
    others=frozenset(),
)
ADMINISTRATOR = Role(
    key="administrator",
    group="Quản trị",
    does=_("Mọi việc của lãnh đạo; quản lý người dùng, danh mục và cấu hình."),
    pages=APPROVE | {"bulk_delete"},
    records=APPROVE | {"delete"},
    lists=frozenset({"view", "add", "change", "delete"}),
    others=frozenset({ENTER, SUBMIT_TRANSLATION})
    | LOADS
    | COMMUNITIES
    | ANSWER
    | OVERRULE
    | ADMINISTRATION,
)
ROLES = (COMMUNE_WORKER, OFFICER, LEADER, CUSTODIAN, ADMINISTRATOR)
APPROVERS = (LEADER, ADMINISTRATOR)

WAGTAIL_GROUPS = ("Editors", "Moderators")
"""Groups that Wagtail's own migrations create."""


def group_of(role: Role) -> Group:
    """The group that stands for the role."""
    return Group.objects.get_or_create(name=role.group)[0]


@transaction.atomic
def sync_roles() -> None:
    """Give each role's group exactly the permissions declared here. Can be run again.

    Groups that an administrator made himself are left alone.
    """
    _create_record_permissions()
    names = Permission.objects.select_related("content_type")
    found = {f"{p.content_type.app_label}.{p.codename}": p for p in names}
    homes = list(apps.get_model("site.HomePage")._default_manager.values_list("pk", flat=True))
    for role in ROLES:
        group = group_of(role)
        group.permissions.set(_permissions(role, found))
        actions = {f"wagtailcore.{action}_page" for action in role.pages} & found.keys()
        wanted = {(home, found[action].pk) for home in homes for action in actions}
        _sync_page_permissions(group, wanted)
    Group.objects.filter(name__in=WAGTAIL_GROUPS, user=None).delete()


def _create_record_permissions() -> None:
    """Wagtail's permissions for drafts and locks.

    Wagtail creates them after migrations, but only for records whose admin is loaded by then.
    """
    models = [apps.get_model(label) for label in RECORDS.values()]
    types = ContentType.objects.get_for_models(*models, for_concrete_models=False)
    rows = Permission.objects.filter(content_type__in=types.values())
    present = set(rows.values_list("content_type", "codename"))
    Permission.objects.bulk_create(
        Permission(
            content_type=types[model],
            codename=codename,
            name=f"Can {action} {model._meta.verbose_name_raw}",
        )
        for model in models
        for action in ("publish", "lock", "unlock")
        if (types[model].pk, codename := f"{action}_{model._meta.model_name}") not in present
    )


def _permissions(role: Role, found: dict[str, Permission]) -> list[Permission]:
    """Permission rows of a role: of models, and those named one by one as far as they exist."""
    wanted = set(role.others)
    for kinds, actions in ((RECORDS, role.records), (LISTS, role.lists)):
        for label in kinds.values():
            options = apps.get_model(label)._meta
            wanted |= {f"{options.app_label}.{a}_{options.model_name}" for a in actions}
    return [found[name] for name in sorted(wanted) if name in found]


def _sync_page_permissions(group: Group, wanted: set[tuple[int, int]]) -> None:
    """Give the group these rights on pages, each a page's and a permission's number."""
    rows = GroupPagePermission.objects.filter(group=group)
    present = {(row.page_id, row.permission_id): row for row in rows}
    for key in present.keys() - wanted:
        present[key].delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=home, permission_id=permission)
        for home, permission in sorted(wanted - present.keys())
    )
