"""Nobody approves his own text: neither who submitted it nor who edited it last, whatever his role.

Wagtail lets superusers perform every task and lets whoever may publish publish what he has just
written. Every way to publish in the admin (task, edit form, bulk action, the admin's own API) asks
here instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import PagePermissionTester

if TYPE_CHECKING:
    from heritage.accounts.models import User

SECOND_PERSON_NEEDED = _(
    "Người viết, người sửa sau cùng và người trình không tự duyệt được: cần một người khác duyệt."
)


class ApprovalRefusedError(Exception):
    """An approval that may not be; the text says why and what to do. Shown by the middleware."""


def hands(thing: Any) -> set[int]:
    """Primary keys of those who last edited or submitted `thing`, a page or record of the archive.

    What was brought in without a revision is the work of its owner.
    """
    last = thing.revisions.order_by("-created_at", "-pk").values_list("user_id", flat=True)[:1]
    found = set(last) if last else {getattr(thing, "owner_id", None)}
    if state := thing.current_workflow_state:
        found.add(state.requested_by_id)
    return {pk for pk in found if pk is not None}


def is_own(thing: Any, user: User) -> bool:
    """Whether `user` had the last hand in `thing`, so that somebody else must approve it."""
    return user.pk in hands(thing)


class ReviewedPagePermissions(PagePermissionTester):
    """Wagtail's permissions for a page, without publishing one's own text."""

    def can_publish(self) -> bool:
        """Whether the user may publish the page as it stands."""
        return bool(super().can_publish()) and not is_own(self.page, self.user)

    def can_publish_subpage(self) -> bool:
        """Never: a page made and published in one go would have been seen by one person only."""
        return False

    def can_set_view_restrictions(self) -> bool:
        """Never: who may see what is said by the audience."""
        return False

    def can_unschedule(self) -> bool:
        """Whether the user may take back a planned publication, his own too."""
        return bool(super().can_publish())


class ReviewedPage:
    """Mixin of all pages: a second person sees what is published."""

    def permissions_for_user(self, user: User) -> ReviewedPagePermissions:
        """What `user` may do with this page."""
        return ReviewedPagePermissions(user, self)
