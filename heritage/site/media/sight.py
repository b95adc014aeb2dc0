"""Who may see a file: whoever may see its thing. Asked at each request, for every byte."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.permissions import policy_registry

from heritage.media.models import MediaFile
from heritage.protocols.audiences import may_see, visible_to
from heritage.records.access import originals_of
from heritage.records.things import HeritageObject

WORK = ("change", "publish")


def seen_by(user: Any, identifier: str) -> MediaFile | None:
    """The file with this identifier, if it is on a public page `user` may read; whoever works on
    its thing sees it before, too. None for everything else, whether there is such a file or not.
    """
    files = MediaFile.objects.filter(visible_to(user), identifier=identifier)
    file = files.select_related("original", "belongs_to").first()
    if file is None:
        return None
    if file.shown and originals_of(file.belongs_to).filter(live=True).exists():
        return file
    if user is None or not user.is_authenticated:
        return None
    thing = originals_of(file.belongs_to).first()
    return file if thing is not None and works_on(user, thing) else None


def works_on(user: Any, thing: HeritageObject) -> bool:
    """Whether `user` may change or publish this thing, or a task of its workflow is his."""
    if not may_see(user, thing.audience_id):
        return False
    if isinstance(thing, Page):
        return bool(thing.permissions_for_user(user).can_edit())
    policy = policy_registry.get(thing)
    if policy.user_has_any_permission_for_instance(user, WORK, thing):
        return True
    task: Any = thing.current_workflow_task
    return bool(task and task.user_can_access_editor(thing, user))


def publishes(user: Any, thing: HeritageObject) -> bool:
    """Whether `user` may let this thing be published, as far as his role goes."""
    if not may_see(user, thing.audience_id):
        return False
    if isinstance(thing, Page):
        return user.is_superuser or "publish" in thing.permissions_for_user(user).permissions
    policy = policy_registry.get(thing)
    return bool(policy.user_has_permission_for_instance(user, "publish", thing))
