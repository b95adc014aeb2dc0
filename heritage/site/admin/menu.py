"""The menu in the words officers use, without what they do not need."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from heritage.site.admin.feedback import may_answer

HIDDEN = frozenset({"images", "documents", "snippets", "help"})
"""Parts of Wagtail that nobody here needs, or that send people to pages in English."""
FOR_ADMINISTRATORS = frozenset({"explorer"})
HIDDEN_REPORTS = frozenset({"aging-pages", "page-types-usage", "workflow-tasks"})
HIDDEN_SETTINGS = frozenset({"collections", "redirects"})
LABELS = {"reports": _("Báo cáo"), "settings": _("Cấu hình"), "explorer": _("Cây trang")}


@hooks.register("register_admin_menu_item")
def desk_item() -> MenuItem:
    """The start page."""
    return MenuItem(
        _("Bàn làm việc"), reverse("wagtailadmin_home"), name="desk", icon_name="home", order=1
    )


@hooks.register("register_admin_menu_item")
def communities_item() -> MenuItem:
    """Communities: their people, their rules, requests to close."""
    return MenuItem(
        _("Cộng đồng"), reverse("community_index"), name="communities", icon_name="group", order=398
    )


@hooks.register("register_admin_menu_item")
def files_item() -> MenuItem:
    """Pictures, recordings, films, documents."""
    return MenuItem(
        _("Ảnh, âm thanh, phim"),
        reverse("media_files"),
        name="files",
        icon_name="image",
        order=397,
    )


@hooks.register("register_admin_menu_item")
def restricted_item() -> MenuItem:
    """What is not for everybody."""
    return MenuItem(
        _("Hạn chế"), reverse("restricted"), name="restricted", icon_name="lock", order=399
    )


@hooks.register("register_admin_menu_item")
def consents_item() -> MenuItem:
    """Who agreed to what."""
    return MenuItem(
        _("Sự đồng ý"), reverse("consents"), name="consents", icon_name="thumbtack", order=400
    )


@hooks.register("register_reports_menu_item")
def styleguide_item() -> MenuItem:
    """How the public site is built."""
    return MenuItem(
        _("Bộ mẫu giao diện"), reverse("styleguide"), name="styleguide", icon_name="view", order=900
    )


@hooks.register("register_reports_menu_item")
def search_index_item() -> MenuItem:
    """What waits to be found."""
    return MenuItem(
        _("Tìm kiếm"), reverse("search_index"), name="search-index", icon_name="search", order=890
    )


class RemarksItem(MenuItem):
    """Shown to those who answer visitors."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may."""
        return may_answer(request.user)


@hooks.register("register_admin_menu_item")
def remarks_item() -> MenuItem:
    """What visitors write."""
    return RemarksItem(
        _("Góp ý"), reverse("remarks"), name="remarks", icon_name="comment", order=401
    )


@hooks.register("construct_main_menu")
def main_menu(request: HttpRequest, items: list[Any]) -> None:
    """Leave out what is not needed, and name the rest."""
    administrator = request.user.has_perm("accounts.change_user")
    hidden = HIDDEN if administrator else HIDDEN | FOR_ADMINISTRATORS
    items[:] = [item for item in items if item.name not in hidden]
    for item in items:
        item.label = LABELS.get(item.name, item.label)
        if item.name == "explorer":
            item.order = 8900


@hooks.register("construct_reports_menu")
def reports_menu(request: HttpRequest, items: list[Any]) -> None:
    """Reports that somebody here reads: approvals, locks, the history of everything."""
    items[:] = [item for item in items if item.name not in HIDDEN_REPORTS]


@hooks.register("construct_settings_menu")
def settings_menu(request: HttpRequest, items: list[Any]) -> None:
    """Settings without collections: things are kept by kinds."""
    items[:] = [item for item in items if item.name not in HIDDEN_SETTINGS]
