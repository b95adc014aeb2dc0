"""`/share/<what>-<language>-<digest>.png`: the picture that goes with an address passed on.

Asked anew each time whether the thing is for everybody: a hold that falls closes its picture with
the same request. Of a guessed digest nothing is printed; it leads to the picture there is.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.http import require_safe

from heritage.records.identifiers import is_valid
from heritage.records.models import Identifier
from heritage.site.details import detail
from heritage.site.reader import PUBLIC_KINDS, Reader
from heritage.site.share.card import BESIDES, Card, card_beside, card_of, card_of_section
from heritage.site.share.press import PressBusyError, picture_of


@require_safe
def picture(request: HttpRequest, name: str, language: str, digest: str) -> HttpResponse:
    """The picture, or the way to the one that is right today. Raises Http404 for what has none."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with translation.override(language):
        card = _card(name, Reader.of_everybody(request, language))
        if card is None:
            raise Http404
        if card.digest != digest:
            return redirect(card.address)
        return _answer(card)


def _card(name: str, reader: Reader) -> Card | None:
    if name in BESIDES:
        return card_beside(name, reader)
    if name in PUBLIC_KINDS:
        return card_of_section(name, reader)
    found = Identifier.objects.filter(pk=name).first() if is_valid(name) else None
    if found is None:
        return None
    things = reader.by_identifier([(found.kind, found.pk)])
    return card_of(detail(things[0], things[0].told, reader)) if things else None


def _answer(card: Card) -> HttpResponse:
    try:
        body = picture_of(card)
    except PressBusyError:
        busy = HttpResponse(status=503, content_type="text/plain")
        busy["Retry-After"] = "5"
        return busy
    if not body:
        raise Http404
    response = HttpResponse(body, content_type="image/png")
    response["ETag"] = f'"{card.digest}"'
    # What is in the index of a search engine outlives a hold.
    response["X-Robots-Tag"] = "noindex"
    return response
