"""The access decision: who may see what. Nothing else in the code base asks."""

from typing import Any

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """For whom a page or record is meant, as the sheets say it."""

    PUBLIC = "public", _("Mọi người")
    COMMUNITY = "community", _("Cộng đồng liên quan")
    CUSTODIANS = "custodians", _("Người giữ gìn được nêu tên")


def is_staff_viewer(user: Any) -> bool:
    """Whether `user` (a User, AnonymousUser or None) works in the archive's admin."""
    return bool(user and user.is_authenticated and user.has_perm("wagtailadmin.access_admin"))


def may_see(user: Any, audience: str) -> bool:
    """Whether `user` may see something of this audience. What is not public is for staff only."""
    return audience == Audience.PUBLIC or is_staff_viewer(user)


def visible_to(user: Any) -> Q:
    """The same rule as a condition on a model's `audience` field."""
    return Q() if is_staff_viewer(user) else Q(audience=Audience.PUBLIC)
