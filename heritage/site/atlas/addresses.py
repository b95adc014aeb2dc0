"""Addresses of the map in each language."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation


def map_address(language: str) -> str:
    """The map of the country."""
    with translation.override(language):
        return reverse("map")


def region_address(language: str, slug: str) -> str:
    """The map of a region, by its name in addresses."""
    with translation.override(language):
        return reverse("map_region", args=[slug])
