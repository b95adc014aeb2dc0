"""How a page of the tree is found, and the addresses beside it: `/id/…` and `robots.txt`."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from wagtail.views import serve

from heritage.media.models.files import KIND
from heritage.records.identifiers import normalise
from heritage.records.models import Identifier
from heritage.site.addresses import Addresses, absolute
from heritage.site.community.tombstones import not_shown
from heritage.site.media.sight import seen_by
from heritage.site.reader import PUBLIC_KINDS, Reader


def page(request: HttpRequest, path: str) -> HttpResponse:
    """A page of the tree: Wagtail's view, with a way there that asks for what is not known yet."""
    home = Addresses.of(request).home(translation.get_language())
    if home is None:
        raise Http404
    parts = [part for part in path.split("/") if part]
    # Where Wagtail itself would put it.
    request._wagtail_route_for_request = home.route(request, parts)  # type: ignore[attr-defined]
    answer: HttpResponse = serve(request, path)
    return answer


@require_safe
def permanent(request: HttpRequest, text: str) -> HttpResponse:
    """From an identifier or the id of a sheet, in any case, to today's address of the thing.

    The visitor's language is the one his browser asks for: the address itself, on a label or in a
    book, has none. A file leads to its place on the page of its thing. A thing that was removed
    answers 410; one he may not see, 404, removed or not.
    """
    identifier, anchor = _identifier(text), ""
    if identifier is not None and identifier.kind == KIND:
        file = seen_by(request.user, identifier.pk)
        if file is None:
            raise Http404
        identifier, anchor = file.belongs_to, f"#tep-{file.identifier_id}"
    if identifier is None or identifier.kind not in PUBLIC_KINDS:
        raise Http404
    language = translation.get_language_from_request(request)
    with translation.override(language):
        if identifier.withdrawn_at is not None:
            if not identifier.was_public:
                raise Http404
            return render(request, "410.html", {"identifier": identifier}, status=410)
        reader = Reader(request, language)
        found = reader.by_identifier([(identifier.kind, identifier.pk)])
        if not found:
            return not_shown(request, identifier.pk)
        response = redirect(f"{reader.address(found[0])}{anchor}")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def _identifier(text: str) -> Identifier | None:
    meant = Q(sheet_id__iexact=text.strip())
    if (value := normalise(text)) is not None:
        meant |= Q(pk=value)
    found = {row.pk: row for row in Identifier.objects.filter(meant)}
    if value in found:
        return found[value]
    return next(iter(found.values()), None)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers should leave alone, and where the map is."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        f"Sitemap: {absolute(request, reverse('sitemap'))}",
    ]
    return HttpResponse(
        "\n".join(lines) + "\n", content_type=f"text/plain; charset={settings.DEFAULT_CHARSET}"
    )
