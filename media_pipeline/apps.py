"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaPipelineConfig(AppConfig):
    """Bytes in, derivatives out."""

    name = "media_pipeline"
    verbose_name = _("Tệp và bản dẫn xuất")
