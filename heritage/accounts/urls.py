"""Addresses under /admin/ for people who are not signed in."""

from django.urls import path

from heritage.accounts.typed_text import sign_in_again
from heritage.accounts.views import one_time_code

urlpatterns = [
    path("ma-mot-lan/", one_time_code, name="one_time_code"),
    path("dang-nhap-lai/", sign_in_again, name="sign_in_again"),
]
