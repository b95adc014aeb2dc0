"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProtocolsConfig(AppConfig):
    """Who may see what."""

    name = "heritage.protocols"
    label = "protocols"
    verbose_name = _("Quyền xem")
