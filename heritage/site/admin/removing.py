"""The history of what was removed: Wagtail keeps it for pages and single records only."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.log_actions import log
from wagtail.models import Page


@hooks.register("before_bulk_action")
def note_removal(request: HttpRequest, action_type: str, things: list[Any], action: Any) -> None:
    """Note who removes these together, in the transaction that removes them."""
    if action_type != "delete" or issubclass(action.model, Page):
        return
    for thing in things:
        log(thing, "wagtail.delete", user=request.user, deleted=True)
