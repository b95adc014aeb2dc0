"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    """What every page and record of the archive has."""

    name = "heritage.records"
    label = "records"
    verbose_name = _("Hồ sơ")
