"""What Wagtail's admin is given: lists, forms, bulk actions, the desk, colours."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from wagtail import hooks

from heritage.site.admin import actions, menu  # noqa: F401
from heritage.site.admin.bulk import ACTIONS
from heritage.site.admin.closed import without_closed
from heritage.site.admin.desk import Desk
from heritage.site.admin.viewsets import all_viewsets

STYLES = ("site/css/fonts.css", "admin/admin.css")

for action in ACTIONS:
    # After Wagtail's own, so that ours takes the place of its “publish”.
    hooks.register("register_bulk_action", action, order=100)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    """The kinds, in the order of the menu."""
    return all_viewsets()


@hooks.register("construct_page_chooser_queryset")
def open_pages(pages: Any, request: HttpRequest) -> Any:
    """Choose among pages that are open to the user."""
    return without_closed(pages, request.user)


@hooks.register("construct_homepage_panels")
def desk(request: HttpRequest, panels: list[Any]) -> None:
    """The officer's desk in place of Wagtail's panels."""
    panels[:] = [Desk(request.user)]


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """Fonts and colours."""
    links = ((static(path),) for path in STYLES)
    return format_html("{}", format_html_join("", '<link rel="stylesheet" href="{}">', links))
