"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeoplesConfig(AppConfig):
    """Peoples, places, administrative units and vocabularies."""

    name = "heritage.peoples"
    label = "peoples"
    verbose_name = _("Dân tộc và địa danh")

    def ready(self) -> None:
        """Let every people have its community."""
        from django.db.models.signals import post_save

        from heritage.peoples.communities import found_with_people
        from heritage.peoples.models import People

        post_save.connect(found_with_people, sender=People)
