"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeoplesConfig(AppConfig):
    """Peoples, places, administrative units and vocabularies."""

    name = "heritage.peoples"
    label = "peoples"
    verbose_name = _("Dân tộc và địa danh")
