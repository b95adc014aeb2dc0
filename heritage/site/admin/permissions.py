"""Which policies decide over pages and records in the admin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from heritage.accounts.policies import RecordPermissionPolicy
from heritage.accounts.roles import RECORDS
from heritage.protocols.audiences import visible_to
from heritage.site.admin.closed import is_closed, without_closed


class OpenPagePolicy(PagePermissionPolicy):
    """Wagtail's policy for pages, without those that are closed to the user."""

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Any
    ) -> bool:
        """Whether `user` may do any of these to this page."""
        allowed = bool(super().user_has_any_permission_for_instance(user, actions, instance))
        return allowed and not is_closed(user, instance)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Any]:
        """The pages to which `user` may do any of these."""
        rows = super().instances_user_has_any_permission_for(user, actions)
        return without_closed(rows, user)

    def explorable_instances(self, user: Any) -> QuerySet[Any]:
        """The pages `user` comes across in the admin."""
        return without_closed(super().explorable_instances(user), user)


class OpenRecordPolicy(RecordPermissionPolicy):
    """Our policy for records, without those that are closed to the user."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Whether `user` may do this to this record."""
        allowed = super().user_has_permission_for_instance(user, action, instance)
        return allowed and not is_closed(user, instance)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Any]:
        """The records to which `user` may do any of these."""
        rows = super().instances_user_has_any_permission_for(user, actions)
        return rows.filter(visible_to(user))


def register_policies() -> None:
    """Let Wagtail ask our policies. Called once, when the apps are ready."""
    register_permission_policy(Page, OpenPagePolicy(Page))
    for label in RECORDS.values():
        model = apps.get_model(label)
        register_permission_policy(model, OpenRecordPolicy(model))
