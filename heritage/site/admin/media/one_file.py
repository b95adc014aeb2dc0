"""One file: its words, its rights, what is said in it; and its original, for who works on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from heritage.media.approval import keep_standing, settle
from heritage.media.models import MediaFile
from heritage.media.models.words import WORDS
from heritage.media.wholeness import lacks
from heritage.records.access import originals_of
from heritage.records.things import HeritageObject
from heritage.site.admin.closed import is_closed
from heritage.site.admin.guard import closed_page
from heritage.site.admin.media.forms import HEARD, FileForm, TranscriptForms
from heritage.site.media.handing_out import Bytes, hand_out
from heritage.site.media.showing import shown_as
from heritage.site.media.sight import works_on
from media_pipeline.storing import originals


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one_file(request: HttpRequest, identifier: str) -> HttpResponse:
    """The form; what is changed waits for a second person, and visitors keep what he has read."""
    file, thing = _file(identifier)
    if is_closed(request.user, thing):
        return closed_page(request, thing)
    if not works_on(request.user, thing):
        raise PermissionDenied
    form = FileForm(request.POST or None, instance=file)
    words = None
    if file.kind in HEARD:
        words = TranscriptForms(request.POST or None, request.FILES or None, instance=file)
    if request.method == "POST" and form.is_valid() and (words is None or words.is_valid()):
        _save(request, file, form, words)
        return redirect("files_of_thing", thing.identifier_id)
    context = {
        "file": file,
        "thing": thing,
        "form": form,
        "transcripts": words,
        "shown": next(iter(shown_as([file], "vi")), None),
        "lacks": lacks(file),
    }
    return TemplateResponse(request, "admin/media/one_file.html", context)


@require_safe
def original(request: HttpRequest, identifier: str) -> HttpResponseBase:
    """The original as it came, to be saved: for who works on its thing."""
    file, thing = _file(identifier)
    if is_closed(request.user, thing):
        return closed_page(request, thing)
    if not works_on(request.user, thing):
        raise PermissionDenied
    return hand_out(
        request,
        Bytes(
            originals(),
            file.original.stored_name,
            file.original.bytes,
            "application/octet-stream",
            file.original_id,
            file.name,
            attached=True,
        ),
    )


def _file(identifier: str) -> tuple[MediaFile, HeritageObject]:
    files = MediaFile.objects.select_related("belongs_to").with_derivatives()
    file = get_object_or_404(files, identifier=identifier)
    thing: HeritageObject = get_object_or_404(originals_of(file.belongs_to))
    return file, thing


@transaction.atomic
def _save(request: HttpRequest, file: MediaFile, form: FileForm, words: Any) -> None:
    user: Any = request.user
    changed = set(form.changed_data) & set(WORDS)
    said = words is not None and words.has_changed()
    if changed or said:
        keep_standing(file)
        file.changed_by = user
    # What others decided since it was read is not undone.
    file.refresh_from_db(fields=["shown", "shown_by", "shown_at", "position"])
    form.save()
    if said:
        for transcript in words.save(commit=False):
            # Whoever writes or corrects it has read it, unless he says that he has not.
            read = (None, None) if transcript.is_machine else (user, timezone.now())
            transcript.reviewed_by, transcript.reviewed_at = read
            transcript.save()
        for transcript in words.deleted_objects:
            transcript.delete()
    settle(file)
    if MediaFile.objects.filter(pk=file.pk, standing__isnull=False).exists():
        told = _("Đã lưu. Khách vẫn xem lời cũ, đến khi một người khác duyệt lời mới.")
    else:
        told = _("Đã lưu.")
    messages.success(request, told)
