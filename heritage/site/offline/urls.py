"""Addresses in each language: `/ngoai-tuyen/`, `/en/offline/`. The worker's is in `site.urls`."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from heritage.site.offline.manifest import manifest
from heritage.site.offline.page import offline

urlpatterns = [
    path("manifest.webmanifest", manifest, name="manifest"),
    path(_("ngoai-tuyen/"), offline, name="offline"),
]
