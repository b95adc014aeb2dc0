"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Pictures, recordings, films and documents that belong to things."""

    name = "heritage.media"
    label = "media"
    verbose_name = _("Ảnh, âm thanh, phim")
