"""Application configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    """The public site and the start page of the admin."""

    name = "heritage.site"
    label = "site"
    verbose_name = _("Trang công chúng")

    def ready(self) -> None:
        """Register the system checks, and name in Vietnamese what Wagtail names only in code."""
        from heritage.site import checks  # noqa: F401
        from heritage.site.admin_catalogue import make_translatable
        from heritage.site.media import arrivals  # noqa: F401

        make_translatable()

        from heritage.site.admin.attach import attach

        attach()
        from heritage.site.generations import count_changes

        post_migrate.connect(count_changes, sender=self)

        from heritage.site.indexing.watched import unwatch_before, watch_all

        pre_migrate.connect(unwatch_before, sender=self)
        post_migrate.connect(watch_all, sender=self)
