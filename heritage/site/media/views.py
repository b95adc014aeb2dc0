"""What was made of a file, to whoever may see it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from heritage.media.models import MediaFile
from heritage.site.media.addresses import print_of
from heritage.site.media.handing_out import Bytes, hand_out
from heritage.site.media.sight import seen_by
from media_pipeline.models import Derivative, Job
from media_pipeline.recipes.book import ZOOM
from media_pipeline.storing import derivatives


@require_safe
def file(request: HttpRequest, identifier: str, stamp: str, name: str) -> HttpResponseBase:
    """One derived file. 404 for what there is not and for what is not for this visitor."""
    del stamp  # only there to be another one
    found = seen_by(request.user, identifier)
    if found is None:
        raise Http404
    made = derived(found, name)
    if made is None:
        raise Http404
    if not found.shown and made.job.state != Job.State.DONE:
        # It may still say what another file of the same bytes is called (`media/credits.py`).
        raise Http404
    return hand_out(
        request,
        Bytes(
            derivatives(),
            made.stored_name,
            made.bytes,
            made.media_type,
            print_of(made),
            f"{identifier}-{name}",
            for_everybody=found.shown and not found.is_restricted,
        ),
    )


def derived(found: MediaFile, name: str) -> Derivative | None:
    """What was made of it under this name; tiles are asked for one by one (`iiif`)."""
    made = Derivative.objects.filter(job__original=found.original, name=name)
    return made.exclude(job__recipe=ZOOM.name).select_related("job").first()


@require_safe
def words(request: HttpRequest, identifier: str, language: str) -> HttpResponseBase:
    """What is said in a recording or film, as WebVTT that runs along."""
    found = seen_by(request.user, identifier)
    if found is None:
        raise Http404
    timed = [one for one in found.told_transcripts if one.is_timed]
    said = next((one for one in timed if one.language == language), None)
    if said is None:
        raise Http404
    response = HttpResponse(said.text, content_type="text/vtt; charset=utf-8")
    response["X-Content-Type-Options"] = "nosniff"
    return response
