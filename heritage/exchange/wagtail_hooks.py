"""Sheets in the admin's menu and in the history of things."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from heritage.exchange import audit, views
from heritage.exchange.first_versions import keep_first_version


class LoadsMenuItem(MenuItem):
    """For those who may see loads."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person works with sheets."""
        return request.user.has_perm("exchange.view_load")


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Sheets in the main menu."""
    return LoadsMenuItem(
        _("Bảng tính"), reverse("exchange_index"), name="bang-tinh", icon_name="table", order=700
    )


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    """Their addresses below /admin/."""
    return [
        path("bang-tinh/", views.index, name="exchange_index"),
        path("bang-tinh/nap/", views.upload, name="exchange_upload"),
        path("bang-tinh/xuat/", views.export, name="exchange_export"),
        path("bang-tinh/mau/<slug:kind>/", views.template, name="exchange_template"),
        path("bang-tinh/<int:number>/", views.detail, name="exchange_load"),
        path("bang-tinh/<int:number>/nap/", views.apply, name="exchange_apply"),
        path("bang-tinh/<int:number>/hoan-tac/", views.undo_load, name="exchange_undo"),
        path("bang-tinh/<int:number>/bo/", views.discard, name="exchange_discard"),
    ]


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def before_edit(request: HttpRequest, thing: Any) -> None:
    """Keep what a load wrote before a person's first edit of it is saved."""
    if request.method == "POST":
        keep_first_version(thing)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """How a load reads in the history of a thing."""
    said = {
        audit.CREATED: (_("Nạp từ bảng tính"), _("Tạo mới từ lần nạp số %(load)s")),
        audit.CHANGED: (_("Sửa từ bảng tính"), _("Sửa theo lần nạp số %(load)s")),
        audit.RESTORED: (
            _("Hoàn tác lần nạp"),
            _("Trả lại như trước lần nạp số %(load)s"),
        ),
        audit.UNDONE: (_("Hoàn tác lần nạp"), _("Gỡ vì hoàn tác lần nạp số %(load)s")),
    }
    for action, (name, sentence) in said.items():
        actions.register_action(action)(_formatter(name, sentence))


def _formatter(name: Any, sentence: Any) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        label = name

        def format_message(self, log_entry: Any) -> str:
            """The action, the load and who let it be published."""
            text = str(sentence) % {"load": log_entry.data.get("load", "")}
            if log_entry.data.get("published") and log_entry.data.get("leader"):
                leader = gettext("%(leader)s duyệt xuất bản") % {"leader": log_entry.data["leader"]}
                text = f"{text}; {leader}"
            return text

    return Formatter
