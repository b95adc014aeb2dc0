"""What Wagtail is given: lists, forms, bulk actions, the desk, colours; links inside texts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from heritage.site.admin import actions, comparing, menu, removing  # noqa: F401
from heritage.site.admin.bulk import ACTIONS
from heritage.site.admin.closed import without_closed
from heritage.site.admin.desk import Desk
from heritage.site.admin.first_steps import FirstSteps
from heritage.site.admin.viewsets import all_viewsets
from heritage.site.links import IN_EDITOR, PublicPageLink

STYLES = ("site/css/fonts.css", "admin/admin.css", "admin/phone.css")

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
    panels[:] = [FirstSteps(request.user), Desk(request.user)]


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """Fonts and colours."""
    links = ((static(path),) for path in STYLES)
    return format_html("{}", format_html_join("", '<link rel="stylesheet" href="{}">', links))


@hooks.register("insert_global_admin_js")
def admin_js() -> str:
    """What Wagtail's scripts are told."""
    return format_html('<script src="{}"></script>', static("admin/admin.js"))


# After Wagtail's own, whose place it takes.
@hooks.register("register_rich_text_features", order=1)
def page_links(features: FeatureRegistry) -> None:
    """Links that name no page which a visitor may not see; in the editor neither."""
    features.register_link_type(PublicPageLink)
    features.register_converter_rule("contentstate", "link", IN_EDITOR)
