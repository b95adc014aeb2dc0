"""The IIIF Image API over the files of the archive: the identifier of a picture is its own."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from heritage.site.media.sight import seen_by
from media_pipeline.iiif.kept import Kept
from media_pipeline.iiif.urls import image_service
from media_pipeline.models import Derivative
from media_pipeline.nearby import Nearby
from media_pipeline.recipes.book import ZOOM
from media_pipeline.storing import derivatives

nearby = Nearby(Path(settings.DATA_DIR) / "cache" / "pyramids")


def pyramid_of(request: HttpRequest, identifier: str) -> Path | None:
    """The pyramid of a picture that this visitor may see."""
    file = seen_by(request.user, identifier)
    if file is None:
        return None
    jobs = {"job__original": file.original, "job__recipe": ZOOM.name}
    made = Derivative.objects.filter(**jobs).select_related("job").first()
    return nearby.path(derivatives(), made.stored_name) if made is not None else None


urlpatterns = image_service(pyramid_of, Kept(Path(settings.DATA_DIR) / "cache" / "iiif"))
