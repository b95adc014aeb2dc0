"""Accounts in the admin: one-time codes from the list of users."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from heritage.accounts.models import User
from heritage.accounts.views import give_code


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    """The page on which an administrator makes a code."""
    return [path("users/<int:pk>/ma-mot-lan/", give_code, name="give_one_time_code")]


@hooks.register("register_user_listing_buttons")
def give_code_button(user: User, request_user: User) -> Iterator[Button]:
    """A button beside each account."""
    if request_user.has_perm("accounts.change_user"):
        yield Button(
            _("Cấp mã một lần"),
            url=reverse("give_one_time_code", args=[user.pk]),
            icon_name="key",
            priority=15,
        )


@hooks.register("after_create_user")
def code_for_a_new_account(request: HttpRequest, user: User) -> HttpResponse:
    """A new account needs a code next."""
    return redirect("give_one_time_code", user.pk)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Codes are in the history of the account."""
    actions.register_action(
        "accounts.issue_code", _("Cấp mã một lần"), _("Đã cấp mã một lần để đặt mật khẩu")
    )
    actions.register_action(
        "accounts.password_by_code", _("Đặt mật khẩu"), _("Đã đặt mật khẩu bằng mã một lần")
    )
