"""Who may do what to a record: Django's permissions, and one's own work.

Wagtail's rule for pages, applied to records: who may add may change what he made himself, and
remove it as long as it was never published.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

OWN = frozenset({"change", "delete"})
"""Actions that adding brings with it, for one's own work."""


class RecordPermissionPolicy(ModelPermissionPolicy):
    """Permissions of a model with `owner`, as Wagtail's admin asks for them."""

    def _granted(self, user: Any, actions: Iterable[str]) -> bool:
        return any(user.has_perm(self._get_permission_name(action)) for action in actions)

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether `user` may do this to some records at least."""
        return self._granted(user, {action, "add"} if action in OWN else {action})

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Whether `user` may do this to this record."""
        if self._granted(user, {action}):
            return True
        if action not in OWN or instance.owner_id is None or instance.owner_id != user.pk:
            return False
        if action == "delete" and instance.first_published_at is not None:
            return False
        return self._granted(user, {"add"})

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Any
    ) -> bool:
        """Whether `user` may do any of these to this record."""
        return any(self.user_has_permission_for_instance(user, a, instance) for a in actions)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Any]:
        """The records to which `user` may do any of these."""
        wanted = set(actions)
        rows: QuerySet[Any] = self.model._default_manager.all()
        if self._granted(user, wanted):
            return rows
        if wanted & OWN and self._granted(user, {"add"}):
            own = Q(owner_id=user.pk)
            return rows.filter(own if "change" in wanted else own & Q(first_published_at=None))
        return rows.none()
