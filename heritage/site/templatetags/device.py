"""What a page has to know of the device it is read on: whether it saves data, what it may keep."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse

from heritage.site import saving

register = template.Library()


@register.simple_tag(takes_context=True)
def spares(context: Context) -> bool:
    """Whether the page is made without pictures."""
    request: HttpRequest | None = context.get("request")
    return request is not None and saving.spares(request)


@register.simple_tag(takes_context=True)
def with_pictures(context: Context) -> str:
    """The address of the same page with its pictures."""
    return saving.with_pictures(context["request"])


@register.simple_tag(takes_context=True)
def worker(context: Context) -> str:
    """The address of the worker that keeps pages; none for who is signed in or where none is kept.

    A page without it takes the worker and all that is kept away (`frame.js`).
    """
    user = getattr(context.get("request"), "user", None)
    known = user is not None and user.is_authenticated
    return reverse("worker") if settings.OFFLINE_COPIES and not known else ""
