"""The Image API alone, on a port of this machine: `python -m … PORT FOLDER`.

Below `iiif/2/` and `iiif/3/` it gives `FOLDER/IDENTIFIER/pyramid.tif` of each folder there.
"""

from __future__ import annotations

import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest
from django.urls import include, path

from media_pipeline.iiif.kept import Kept
from media_pipeline.iiif.urls import image_service
from media_pipeline.recipes.zoom import NAME

FOLDER = Path(sys.argv[2])


class Server(ThreadingMixIn, WSGIServer):
    """Several requests at once."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Without a line for each request."""

    def log_message(self, format: str, *words: object) -> None:  # noqa: A002
        """Say nothing."""


def pyramid_of(request: HttpRequest, identifier: str) -> Path | None:
    """Everything is for everybody here; but no name leads out of the folder."""
    known = {folder.name: folder / NAME for folder in FOLDER.iterdir()}
    return known.get(identifier)


settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1", "localhost"], USE_TZ=True)
django.setup()
urlpatterns = [path("iiif/", include(image_service(pyramid_of, Kept(FOLDER / ".kept"))))]

if __name__ == "__main__":
    make_server(
        "127.0.0.1", int(sys.argv[1]), get_wsgi_application(), Server, Quiet
    ).serve_forever()
