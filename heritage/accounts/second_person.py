"""Nobody approves his own text: neither who submitted it nor who edited it last, whatever his role.

Wagtail lets superusers perform every task and lets whoever may publish publish what he has just
written. Every way to publish in the admin (task, edit form, bulk action, the admin's own API) asks
here instead.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
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


NOT_TEXT = frozenset(
    {
        *("pk", "live", "has_unpublished_changes", "expired", "locked", "locked_at", "locked_by"),
        *("first_published_at", "last_published_at", "latest_revision_created_at"),
        *("latest_revision", "live_revision", "go_live_at", "expire_at", "sort_order"),
        *("url_path", "draft_title", "sort_key", "folded"),
    }
)
"""What a revision holds besides what a person wrote. A leader may set the date of publication."""


BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def text_of(content: Any) -> Any:
    """The content of a revision without bookkeeping, to compare two of them.

    What an edit form adds by itself to a text that came from a sheet is no change: keys of
    paragraphs and blocks, and line ends as browsers send them.
    """
    if isinstance(content, dict):
        return {key: text_of(value) for key, value in content.items() if key not in NOT_TEXT}
    if isinstance(content, list):
        return [text_of(value) for value in content]
    if not isinstance(content, str):
        return content
    if content.startswith("[{"):  # a stream of blocks
        with suppress(ValueError):
            return [_without_ids(block) for block in json.loads(content)]
    return BLOCK_KEY.sub("", content).replace("\r\n", "\n")


def _without_ids(block: Any) -> Any:
    if isinstance(block, dict):
        bare = {key: _without_ids(value) for key, value in block.items() if key != "id"}
        # A member of a list of blocks, which older streams hold without this wrapping.
        return (
            bare["value"] if bare.keys() == {"type", "value"} and block["type"] == "item" else bare
        )
    return [_without_ids(value) for value in block] if isinstance(block, list) else block


def edited_last(thing: Any, user: User) -> bool:
    """Whether the newest change of the text of `thing` is by `user`.

    Revisions that changed nothing are passed over. What was brought in without a revision is the
    work of its owner.
    """
    revisions = thing.revisions.order_by("-created_at", "-pk")
    newest = list(revisions.values_list("user_id", flat=True)[:1])
    if not newest:
        return getattr(thing, "owner_id", None) == user.pk
    if newest[0] != user.pk:
        return False
    later = None
    for author, content in revisions.values_list("user_id", "content").iterator(chunk_size=5):
        text = text_of(content)
        if later is not None and text != later:
            return True
        if author != user.pk:
            return False
        later = text
    return True


def is_own(thing: Any, user: User) -> bool:
    """Whether `user` edited or submitted `thing` last, so that somebody else must approve it."""
    state = thing.current_workflow_state
    if state is not None and state.requested_by_id == user.pk:
        return True
    return edited_last(thing, user)


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
