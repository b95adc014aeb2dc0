"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    """Festivals, customs, items, stories, the library and notices."""

    name = "heritage.archive"
    label = "archive"
    verbose_name = _("Kho tư liệu")
