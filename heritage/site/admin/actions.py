"""The buttons of an edit form: nothing is published from it, it is submitted or approved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import SubmitForModerationMenuItem as SubmitPage
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Locale, WorkflowState
from wagtail.snippets.action_menu import SubmitForModerationMenuItem as SubmitRecord

from heritage.accounts.second_person import SECOND_PERSON_NEEDED
from heritage.records.pages import HeritagePage
from heritage.site.models import SectionPage

PUBLISH = "action-publish"
FINISHED = ("action-submit", "action-restart-workflow", "action-workflow-action")
"""After these the work on the form is done, and the person goes back to his desk."""


def _submit_label(thing: Any) -> Any:
    state = thing.current_workflow_state if thing is not None and thing.pk else None
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _("Trình lại")
    return _("Trình duyệt")


class SubmitPageItem(SubmitPage):
    """“Trình duyệt”, or “Trình lại” after a return."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The label for this page."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"label": _submit_label(context.get("page"))}


class SubmitRecordItem(SubmitRecord):
    """“Trình duyệt”, or “Trình lại” after a return."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The label for this record."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"label": _submit_label(context.get("instance"))}


def _arrange(items: list[Any], submit: Any) -> None:
    items[:] = [item for item in items if item.name not in (PUBLISH, "action-restart-workflow")]
    for number, item in enumerate(items):
        if item.name == "action-submit":
            items[number] = submit(order=item.order)
        elif item.name == "action-cancel-workflow":
            item.label = _("Rút lại, chưa trình nữa")


@hooks.register("construct_page_action_menu")
def page_actions(items: list[Any], request: HttpRequest, context: Any) -> None:
    """Without “publish”."""
    _arrange(items, SubmitPageItem)


@hooks.register("construct_snippet_action_menu")
def record_actions(items: list[Any], request: HttpRequest, context: Any) -> None:
    """Without “publish”."""
    _arrange(items, SubmitRecordItem)


def save_instead_of_publishing(request: HttpRequest) -> None:
    """Take “publish” out of a form that asks for it all the same: it is saved as a draft."""
    if request.POST.get(PUBLISH):
        data = request.POST.copy()
        del data[PUBLISH]
        request.POST = data  # type: ignore[assignment]
        messages.warning(request, str(SECOND_PERSON_NEEDED))


@hooks.register("before_edit_page")
def before_edit_page(request: HttpRequest, page: Any) -> None:
    """Nothing is published from the edit form."""
    save_instead_of_publishing(request)


@hooks.register("before_create_page")
def before_create_page(
    request: HttpRequest, parent: Any, page_class: type[Any]
) -> HttpResponse | None:
    """Nothing is published from the form; a new page begins in Vietnamese, in its own section."""
    save_instead_of_publishing(request)
    if not issubclass(page_class, HeritagePage):
        return None
    section = SectionPage.objects.filter(
        section_kind=page_class.kind, locale=Locale.get_default()
    ).first()
    if section is None or section.pk == parent.pk:
        return None
    options = page_class._meta
    return redirect("wagtailadmin_pages:add", options.app_label, options.model_name, section.pk)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def back_to_the_desk(request: HttpRequest, thing: Any) -> HttpResponse | None:
    """After submitting, approving or returning: back to where the next thing waits."""
    if not any(request.POST.get(name) for name in FINISHED):
        return None
    if request.POST.get("action-workflow-action"):
        say_outcome(request, thing, request.POST.get("workflow-action-name", ""))
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


def say_outcome(request: HttpRequest, thing: Any, action: str) -> None:
    """What the decision did, in place of Wagtail's word that the text was saved."""
    for message in list(messages.get_messages(request)):
        if message.level != messages.SUCCESS:
            messages.add_message(request, message.level, message.message)
    planned = thing.revisions.filter(pk=thing.latest_revision_id, approved_go_live_at__isnull=False)
    if action == "reject":
        outcome = _("Đã trả lại “%(thing)s” cho người viết.")
    elif thing.current_workflow_state is not None:
        outcome = _("Đã duyệt “%(thing)s”; còn bước duyệt sau.")
    elif planned.exists():
        outcome = _("Đã duyệt “%(thing)s”; trang tự xuất bản đúng giờ đã hẹn.")
    else:
        outcome = _("Đã duyệt và xuất bản “%(thing)s”.")
    messages.success(request, outcome % {"thing": thing})
