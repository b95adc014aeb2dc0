"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    """What visitors say about the archive, and what became of it."""

    name = "heritage.feedback"
    label = "feedback"
    verbose_name = _("Góp ý")
