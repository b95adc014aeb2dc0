"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The index: what changed, what it holds, the worker that keeps it right."""

    name = "search"
    verbose_name = _("Tìm kiếm")
