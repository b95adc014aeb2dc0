"""The Image API over HTTP. Who may see what is not known here: whoever wires it brings a resolver.

urlpatterns = [path("iiif/", include(image_service(pyramid_of, Kept(folder))))]
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from media_pipeline.iiif.asked import FORMATS, Version, WrongParameterError, asked
from media_pipeline.iiif.bounds import Limits
from media_pipeline.iiif.information import CONTEXTS, PROFILES, information
from media_pipeline.iiif.kept import Kept
from media_pipeline.iiif.pyramid import Pyramid

Resolver = Callable[[HttpRequest, str], Path | None]
"""The pyramid that this visitor may see under this identifier, or None: 404. Asked each time, also
for what is kept, so what is closed is closed with the next request."""

NOT_ENCODED = "/:~!$&'()*+,;="
"""3.0, 9: only gen-delims but the colon, the percent sign and what is not ASCII are encoded. What
Python's `quote` never encodes is not listed."""
METHODS = ("GET", "HEAD", "OPTIONS")
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Link, ETag",
}
"""3.0, 7.1. Without cookies, therefore: what is for everybody is for every site."""


@dataclass(frozen=True)
class ImageService:
    """Answers for one version of the API."""

    version: Version
    resolver: Resolver
    kept: Kept
    limits: Limits = field(default_factory=Limits)

    def base(self, request: HttpRequest, identifier: str) -> HttpResponseBase:
        """The address of a picture leads to what there is to know of it (3.0, 2.1)."""
        return self._answered(request, identifier, self._base)

    def info(self, request: HttpRequest, identifier: str) -> HttpResponseBase:
        """`info.json`."""
        return self._answered(request, identifier, self._info)

    def image(
        self,
        request: HttpRequest,
        identifier: str,
        region: str,
        size: str,
        rotation: str,
        file: str,
    ) -> HttpResponseBase:
        """A picture."""

        def answer(request: HttpRequest, pyramid: Pyramid) -> HttpResponseBase:
            return self._image(request, pyramid, (region, size, rotation, file))

        return self._answered(request, identifier, answer)

    def _answered(
        self,
        request: HttpRequest,
        identifier: str,
        answer: Callable[[HttpRequest, Pyramid], HttpResponseBase],
    ) -> HttpResponseBase:
        if request.method not in METHODS:
            found: HttpResponseBase = _said(405, "Only GET, HEAD and OPTIONS.")
            found["Allow"] = ", ".join(METHODS)
        elif request.method == "OPTIONS":
            found = HttpResponse(status=204)
            found["Access-Control-Allow-Methods"] = ", ".join(METHODS)
            found["Access-Control-Allow-Headers"] = "*"
            found["Access-Control-Max-Age"] = "86400"
        elif (path := self.resolver(request, identifier)) is None:
            found = _said(404, "There is no such picture.")
        else:
            try:
                found = answer(request, Pyramid.at(path))
            except FileNotFoundError:
                found = _said(404, "There is no such picture.")
            except WrongParameterError as error:
                found = _said(400, str(error))
        for name, value in CORS.items():
            found[name] = value
        return found

    def _base(self, request: HttpRequest, pyramid: Pyramid) -> HttpResponseBase:
        return HttpResponseRedirect(f"{_address(request, 0)}/info.json", status=303)

    def _info(self, request: HttpRequest, pyramid: Pyramid) -> HttpResponseBase:
        address = _address(request, 1)
        said = information(self.version, address, pyramid.levels, pyramid.tile, self.limits)
        linked = f'application/ld+json;profile="{CONTEXTS[self.version]}"'
        types = [linked, "application/ld+json", "application/json"]
        if self.version is Version.TWO:  # 2.1, 5.1: only who asks for JSON-LD has it
            types = ["application/json", "application/ld+json"]
        wanted = request.get_preferred_type(types) or types[0]
        response = HttpResponse(json.dumps(said, indent=1), content_type=wanted)
        links = [_profile(self.version)]
        if wanted == "application/json":
            links.append(
                f'<{CONTEXTS[self.version]}>;rel="http://www.w3.org/ns/json-ld#context";'
                'type="application/ld+json"'
            )
        response["Link"] = ",".join(links)
        patch_vary_headers(response, ["Accept"])
        return _revalidated(request, response, pyramid.print + address + wanted)

    def _image(
        self, request: HttpRequest, pyramid: Pyramid, parameters: tuple[str, str, str, str]
    ) -> HttpResponseBase:
        wanted = asked(self.version, pyramid.size, self.limits, parameters)
        address = f"{_address(request, 4)}/{wanted.canonical}"
        key = f"{pyramid.path} {pyramid.print} {self.version} {wanted.canonical}"
        response = HttpResponse(content_type=FORMATS[wanted.format])
        response["Link"] = f'<{address}>;rel="canonical",{_profile(self.version)}'
        response = _revalidated(request, response, key)
        if response.status_code == 200:
            response.content = self.kept.get(key, lambda: pyramid.given(wanted))
        return response


def _address(request: HttpRequest, parts: int) -> str:
    """The picture's address, as its `id` has it: that of the request without its last parts."""
    path = request.path.removesuffix("/").rsplit("/", parts)[0]
    return request.build_absolute_uri("/").removesuffix("/") + quote(path, safe=NOT_ENCODED)


def _profile(version: Version) -> str:
    return f'<{PROFILES[version]}>;rel="profile"'


def _said(status: int, words: str) -> HttpResponse:
    return HttpResponse(words + "\n", status=status, content_type="text/plain; charset=utf-8")


def _revalidated(request: HttpRequest, response: HttpResponse, key: str) -> HttpResponse:
    """With an ETag; or without a body, for who has it already.

    Copies are asked about before each use, and nobody between keeps one: that a picture is for
    everybody may end at any moment.
    """
    mark = f'"{hashlib.sha256(key.encode()).hexdigest()[:32]}"'
    given: Any = request.headers.get("If-None-Match", "")
    if mark in [etag.removeprefix("W/") for etag in parse_etags(given)]:
        fresh = HttpResponseNotModified()
        for name in ("Link", "Vary"):
            if name in response:
                fresh[name] = response[name]
        response = fresh
    response["ETag"] = mark
    response["Cache-Control"] = "private, no-cache"
    return response
