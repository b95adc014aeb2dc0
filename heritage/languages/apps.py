"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LanguagesConfig(AppConfig):
    """Dictionaries of the languages."""

    name = "heritage.languages"
    label = "languages"
    verbose_name = _("Tiếng nói, chữ viết")
