"""Addresses under /admin/: for people who are not signed in, and in place of Wagtail's own."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from heritage.accounts.own_account import OwnAccountView
from heritage.accounts.typed_text import sign_in_again
from heritage.accounts.views import one_time_code

urlpatterns = [
    path("ma-mot-lan/", one_time_code, name="one_time_code"),
    path("dang-nhap-lai/", sign_in_again, name="sign_in_again"),
    path("account/", require_admin_access(OwnAccountView.as_view())),
]
