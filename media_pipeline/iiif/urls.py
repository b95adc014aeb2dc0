"""Addresses of the Image API: `2/` and `3/`, each with its pictures (3.0, 2)."""

from __future__ import annotations

from django.urls import URLPattern, path

from media_pipeline.iiif.asked import Version
from media_pipeline.iiif.bounds import Limits
from media_pipeline.iiif.kept import Kept
from media_pipeline.iiif.views import ImageService, Resolver


def image_service(resolver: Resolver, kept: Kept, limits: Limits | None = None) -> list[URLPattern]:
    """Patterns to `include` below one address, named `iiif2-base`, `iiif2-info`, `iiif2-image` and
    the same with 3."""
    found = []
    for version in Version:
        service = ImageService(version, resolver, kept, limits or Limits())
        below, name = f"{version}/<str:identifier>", f"iiif{version}"
        found += [
            path(below, service.base, name=f"{name}-base"),
            path(f"{below}/info.json", service.info, name=f"{name}-info"),
            path(
                f"{below}/<str:region>/<str:size>/<str:rotation>/<str:file>",
                service.image,
                name=f"{name}-image",
            ),
        ]
    return found
