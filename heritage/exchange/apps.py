"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Sheets in, sheets out."""

    name = "heritage.exchange"
    label = "exchange"
    verbose_name = _("Nhập và xuất")
