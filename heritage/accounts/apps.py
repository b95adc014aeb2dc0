"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People who sign in, and what their role lets them do."""

    name = "heritage.accounts"
    label = "accounts"
    verbose_name = _("Tài khoản")
