"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    """The public site and the start page of the admin."""

    name = "heritage.site"
    label = "site"
    verbose_name = _("Trang công chúng")

    def ready(self) -> None:
        """Register the system checks."""
        from heritage.site import checks  # noqa: F401
