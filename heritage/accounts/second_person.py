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

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import registry
from wagtail.models import PagePermissionTester, PageViewRestriction

if TYPE_CHECKING:
    from heritage.accounts.models import User

SECOND_PERSON_NEEDED = _(
    "Người viết, người sửa sau cùng và người trình không tự duyệt được: cần một người khác duyệt."
)


LOADED = ("exchange.created", "exchange.changed")
TAKEN_BACK = "exchange.restored"
"""What loads of sheets leave in the history of what they wrote, with `load`, `author` (the key of
whoever sent the sheet) and `languages` (of the texts that were written) in the data."""


class ApprovalRefusedError(Exception):
    """An approval that may not be; the text says why and what to do. Shown by the middleware.

    `way`: where that is done, as the address and the words of a link.
    """

    def __init__(self, words: Any, way: tuple[str, str] | None = None) -> None:
        super().__init__(words)
        self.way = way

    def __str__(self) -> str:
        """The text alone."""
        return str(self.args[0])


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

    What an edit form does by itself to a text that came from a sheet is no change: keys of
    paragraphs and blocks, line ends as browsers send them, the order of tags.
    """
    if isinstance(content, dict):
        return {key: text_of(value) for key, value in content.items() if key not in NOT_TEXT}
    if isinstance(content, list):
        ordered = any(isinstance(value, dict) and "sort_order" in value for value in content)
        values = [text_of(value) for value in content]
        return values if ordered else sorted(values, key=str)
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
    """Whether the newest text of `thing` is by `user`."""
    author = last_author(thing)
    return author is not None and author == user.pk


def last_author(thing: Any) -> int | None:
    """The key of whoever wrote the newest text of `thing`; None if nobody knows.

    Saving a text unchanged makes nobody its author: it belongs to whoever saved it first, back to
    the last different one. A sheet leaves no revision, but an entry in the history. What has
    neither is the work of its owner.
    """
    author: int | None = None
    latest, newest_text = None, None
    revisions = thing.revisions.order_by("-created_at", "-pk")
    columns = revisions.values_list("user_id", "created_at", "content")
    for user_id, created_at, content in columns.iterator(chunk_size=5):
        text = text_of(content)
        if newest_text is None:
            latest, newest_text = created_at, text
        elif text != newest_text:
            break
        author = user_id
    load = _last_load(thing)
    if load is not None and (latest is None or load.timestamp > latest):
        author = load.data["author"]
        return None if author is None else int(author)
    return getattr(thing, "owner_id", None) if latest is None else author


def _last_load(thing: Any) -> Any:
    """The entry of the last load that wrote this row's text and was not taken back."""
    if thing.pk is None:
        return None
    language = thing.locale.language_code
    taken_back = set()
    # The history of a thing in all its languages is that of its original.
    logs = registry.get_logs_for_instance(getattr(thing, "original", thing))
    for entry in logs.filter(action__in=[*LOADED, TAKEN_BACK]).order_by("-timestamp", "-pk"):
        if entry.action == TAKEN_BACK:
            taken_back.add(entry.data["load"])
        elif entry.data["load"] not in taken_back and language in entry.data.get("languages", ()):
            return entry
    return None


def is_own(thing: Any, user: User) -> bool:
    """Whether `user` edited or submitted `thing` last, so that somebody else must approve it."""
    state = thing.current_workflow_state
    if state is not None and state.requested_by_id == user.pk:
        return True
    return edited_last(thing, user)


class ReviewedPagePermissions(PagePermissionTester):
    """Wagtail's permissions for a page, without publishing one's own text or copying anybody's."""

    def can_publish(self) -> bool:
        """Whether the user may publish the page as it stands."""
        return bool(super().can_publish()) and not is_own(self.page, self.user)

    def can_publish_subpage(self) -> bool:
        """Never: a page made and published in one go would have been seen by one person only."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether the user may remove the page.

        Nobody what is public: it is taken down first. Who may publish removes every draft; others
        only their own that were never public.
        """
        if not super().can_delete(ignore_bulk):
            return False
        if self.page.get_descendants(inclusive=True).live().exists():
            return False
        if self.user.is_superuser or "publish" in self.permissions:
            return True
        own = self.page.owner_id == self.user.pk
        return bool(own and self.page.first_published_at is None)

    def can_copy(self) -> bool:
        """Never: a copy would be a second thing, with the same words and open to everybody."""
        return False

    def can_move(self) -> bool:
        """Never: each kind has its section, and the address of a page is quoted elsewhere."""
        return False

    def can_move_to(self, destination: Any) -> bool:
        """Never, whoever asks: Wagtail lets superusers move what `can_move` refuses."""
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

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """None: communities decide who sees what, not Wagtail's settings for privacy."""
        return PageViewRestriction.objects.none()
