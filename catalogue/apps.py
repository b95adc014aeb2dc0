"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """The showcase: products and those who make them."""

    name = "catalogue"
    verbose_name = _("Sản vật")
