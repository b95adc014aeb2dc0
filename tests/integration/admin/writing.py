"""Writing, submitting and deciding, through the forms of the admin."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState

from heritage.archive.models import Festival, Item
from heritage.site.models import SectionPage
from tests.integration.admin.forms import fields_of

FORMS = ("page-edit-form", "w-editor-form")


def section(kind: str, language: str = "vi") -> SectionPage:
    return SectionPage.objects.get(section_kind=kind, locale__language_code=language)


def new_page_url(model: type[Any]) -> str:
    options = model._meta
    names = [options.app_label, options.model_name, section(model.kind).pk]
    return reverse("wagtailadmin_pages:add", args=names)


def edit_url(thing: Any) -> str:
    if hasattr(thing, "snippet_viewset"):
        return reverse(thing.snippet_viewset.get_url_name("edit"), args=[thing.pk])
    return reverse("wagtailadmin_pages:edit", args=[thing.pk])


def post_form(client: Client, url: str, action: str = "", **changes: Any) -> Any:
    """Fill in the form at `url` and press a button: no `action` saves a draft."""
    fields = fields_of(client, url, *FORMS) | changes
    if action:
        fields[action] = "1"
    return client.post(url, {name: value for name, value in fields.items() if value is not None})


def write_festival(client: Client, action: str = "", **changes: Any) -> tuple[Any, Any]:
    response = post_form(client, new_page_url(Festival), action, **changes)
    return Festival.objects.order_by("-pk").first(), response


def whole_festival(bana: Any, ich_type: Any, **changes: Any) -> dict[str, Any]:
    return {
        "title": "Lễ mừng lúa mới",
        "peoples": [str(bana.pk)],
        "sources": "Già làng Mơ H'ra",
        "calendar": "agricultural",
        "ich_type": str(ich_type.pk),
        **changes,
    }


def write_item(client: Client, action: str = "", **changes: Any) -> tuple[Any, Any]:
    response = post_form(client, reverse("kind_item:add"), action, **changes)
    return Item.objects.order_by("-pk").first(), response


def decide(client: Client, thing: Any, action: str, comment: str = "", **changes: Any) -> Any:
    """Approve or return, from the edit form."""
    return post_form(
        client,
        edit_url(thing),
        "action-workflow-action",
        **{
            "workflow-action-name": action,
            "workflow-action-extra-data": json.dumps({"comment": comment}),
        },
        **changes,
    )


def approve_by_address(client: Client, thing: Any) -> Any:
    """Approve by the address of the task, past the edit form."""
    task = TaskState.objects.get(workflow_state__object_id=str(thing.pk))
    record = hasattr(thing, "snippet_viewset")
    name = "kind_item:workflow_action" if record else "wagtailadmin_pages:workflow_action"
    return client.post(reverse(name, args=[thing.pk, "approve", task.pk]))


def publish_by_api(client: Client, thing: Any) -> Any:
    """Publish through the admin's own API."""
    return client.post(reverse("wagtailadmin_api:pages:action", args=[thing.pk, "publish"]))


def bulk_url(action: str, *things: Any) -> str:
    """Where several things of one kind are dealt with at once."""
    base = Page if isinstance(things[0], Page) else type(things[0])
    url = reverse("wagtail_bulk_action", args=[base._meta.app_label, base._meta.model_name, action])
    return f"{url}?{'&'.join(f'id={thing.pk}' for thing in things)}&next=/admin/"


def publish_in_bulk(client: Client, thing: Any) -> Any:
    return client.post(bulk_url("publish", thing))


def messages_of(response: Any) -> str:
    return " ".join(str(message) for message in response.wsgi_request._messages)


def state_of(thing: Any) -> str:
    return WorkflowState.objects.for_instance(thing).latest("created_at").status
