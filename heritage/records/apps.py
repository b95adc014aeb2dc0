"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    """What every page and record of the archive has."""

    name = "heritage.records"
    label = "records"
    verbose_name = _("Hồ sơ")

    def ready(self) -> None:
        """Let every removal leave a tombstone."""
        from django.db.models.signals import post_delete

        from heritage.records.removed import withdraw
        from heritage.records.things import kinds

        for kind in kinds().values():
            post_delete.connect(withdraw, sender=kind)
