"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """People who sign in, and what their role lets them do."""

    default = True
    name = "heritage.accounts"
    label = "accounts"
    verbose_name = _("Tài khoản")


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's management of accounts, with our forms."""

    default = False
    user_viewset = "heritage.accounts.users.PersonViewSet"
