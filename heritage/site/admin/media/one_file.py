"""One file: its words, its rights, what is said in it; and its original, for who works on it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from heritage.media.approval import WAITS, changing, in_words
from heritage.media.models import MediaFile
from heritage.media.models.words import Words
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
    if request.method != "POST":
        return _page(request, file, thing, FileForm(instance=file), _transcripts(file))
    with changing(file, request.user) as row:
        # What others have saved since the page was opened is not written over unseen.
        is_old = request.POST.get("dau") != mark(row)
        others = words_now(row) if is_old else []
        form = FileForm(request.POST, instance=row)
        said = _transcripts(row, request.POST, request.FILES)
        valid = [one.is_valid() for one in (form, said) if one is not None]
        saved = all(valid) and not is_old
        if saved:
            form.save()
            if said is not None:
                said.write(request.user)
    if not saved:
        return _page(request, file, thing, form, said, is_old, others)
    if MediaFile.objects.filter(WAITS, pk=file.pk, shown=True).exists():
        told = _("Đã lưu. Khách vẫn xem lời cũ, đến khi một người khác duyệt lời mới.")
    else:
        told = _("Đã lưu.")
    messages.success(request, told)
    return redirect("files_of_thing", thing.identifier_id)


def mark(file: MediaFile) -> str:
    """Another one after every change of what the form holds, drafts of machines as well."""
    fields = [repr(getattr(file, field.attname)) for field in Words._meta.local_fields]
    said = file.transcripts.values_list("pk", "language", "text", "is_machine").order_by("pk")
    return hashlib.sha256(repr((fields, list(said))).encode()).hexdigest()[:16]


def words_now(file: MediaFile) -> list[tuple[Any, str]]:
    """What is saved of it: the name of each field that holds something, and what."""
    fields = [
        (capfirst(field.verbose_name), in_words(value))
        for field in Words._meta.local_fields
        if (value := getattr(file, field.name))
    ]
    said = file.transcripts.values_list("language", "text")
    return fields + [(_("Lời (%(language)s)") % {"language": code}, text) for code, text in said]


def _transcripts(file: MediaFile, data: Any = None, files: Any = None) -> Any:
    return TranscriptForms(data, files, instance=file) if file.kind in HEARD else None


def _page(
    request: HttpRequest,
    file: MediaFile,
    thing: HeritageObject,
    form: FileForm,
    transcripts: Any,
    is_old: bool = False,
    others: Any = (),
) -> HttpResponse:
    file = _file(file.identifier_id)[0]  # as it is saved, whatever a form has made of its copy
    context = {
        "file": file,
        "thing": thing,
        "form": form,
        "transcripts": transcripts,
        "is_old": is_old,
        "others": others,
        "mark": mark(file),
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
