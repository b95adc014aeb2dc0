"""The files of one thing: sending more, their order, letting them be seen, taking them away.

Everything works without scripts; with them, files are sent in pieces and go on after a broken line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin.admin_url_finder import AdminURLFinder

from heritage.accounts.second_person import ApprovalRefusedError
from heritage.media import approval
from heritage.media.models import MediaFile
from heritage.media.wholeness import lacks
from heritage.records.access import originals_of
from heritage.records.identifiers import normalise
from heritage.records.models import Identifier
from heritage.records.things import HeritageObject, kinds
from heritage.site.admin.closed import is_closed
from heritage.site.admin.guard import closed_page
from heritage.site.admin.media.together import TogetherForm
from heritage.site.media.arrivals import thing_for
from heritage.site.media.showing import shown_as
from heritage.site.media.shown import Shown
from heritage.site.media.sight import publishes
from media_pipeline.models import Upload
from media_pipeline.receiving import clean_name
from media_pipeline.storing import CHUNK

IN_SIGHT = (Upload.State.COMING, Upload.State.ARRIVED, Upload.State.REFUSED)
"""States of uploads that their sender still has to know of."""


@dataclass(frozen=True)
class Line:
    """One file in the list."""

    file: MediaFile
    shown: Shown | None
    """None until it is made."""
    lacks: list[Any]
    refusal: str
    """Why whoever reads this may not let it be seen."""
    stamp: str
    """What he reads here."""
    waits: bool
    """Whether somebody has to read it."""
    changes: list[approval.Change]
    """What is new in it, where other words were approved."""
    may_give_up: bool
    """Whether he may drop what is new."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def files_of_thing(request: HttpRequest, identifier: str) -> HttpResponse:
    """The page, and what is done on it."""
    thing = _thing(request.user, identifier)
    if is_closed(request.user, thing):
        return closed_page(request, thing)
    if thing_for(request.user, identifier) is None:
        raise PermissionDenied
    together = TogetherForm(thing, request.POST if request.POST.get("viec") == "chung" else None)
    if request.method == "POST" and not together.is_bound:
        _act(request, thing)
        return redirect("files_of_thing", identifier)
    if together.is_valid():
        count = together.write(request.user)
        said = ngettext("Đã ghi vào %(count)s tệp.", "Đã ghi vào %(count)s tệp.", count)
        messages.success(request, said % {"count": count})
        return redirect("files_of_thing", identifier)
    name = "list" if request.GET.get("phan") == "danh-sach" else "of_thing"
    context = _context(request, thing) | {"together": together}
    return TemplateResponse(request, f"admin/media/{name}.html", context)


def _thing(user: Any, identifier: str) -> HeritageObject:
    named = get_object_or_404(Identifier, pk=identifier, kind__in=list(kinds()))
    found: HeritageObject = get_object_or_404(originals_of(named))
    return found


def _context(request: HttpRequest, thing: HeritageObject) -> dict[str, Any]:
    user: Any = request.user
    files = MediaFile.objects.filter(belongs_to=thing.identifier_id).with_derivatives()
    files = files.prefetch_related("authors")
    may_publish = publishes(user, thing)
    lines = []
    for file in files:
        shown = next(iter(shown_as([file], "vi")), None)
        refusal = approval.refusal(file, user) if may_publish else ""
        lines.append(
            Line(
                file,
                shown,
                lacks(file),
                refusal,
                approval.stamp(file),
                approval.waits(file),
                approval.changes(file),
                may_publish or user in file.authors.all(),
            )
        )
    mine = Upload.objects.filter(owner=user, purpose=thing.identifier_id, state__in=IN_SIGHT)
    return {
        "thing": thing,
        "lines": lines,
        "uploads": mine.select_related("quarantined"),
        "may_publish": may_publish,
        "ready": [x for x in lines if may_publish and x.waits and not x.refusal],
        "edit": AdminURLFinder(user).get_edit_url(thing),
    }


def _act(request: HttpRequest, thing: HeritageObject) -> None:
    if sent := request.FILES.getlist("files"):
        _send(request, thing, sent)
        return
    if request.POST.get("viec") == "hien-tat-ca":
        _show_all(request, thing)
        return
    if (upload := request.POST.get("gui")) is not None:
        _forget(request, upload)
        return
    files = MediaFile.objects.filter(belongs_to=thing.identifier_id).with_derivatives()
    file = get_object_or_404(files, identifier=normalise(request.POST.get("tep", "")))
    acts: dict[str, Callable[[HttpRequest, HeritageObject, MediaFile], None]] = {
        "len": _up,
        "xuong": _down,
        "hien": _show,
        "an": _hide,
        "giu-loi-cu": _give_up,
        "bo": _remove,
    }
    act = acts.get(request.POST.get("viec", ""))
    if act is not None:
        act(request, thing, file)


def _send(request: HttpRequest, thing: HeritageObject, sent: list[Any]) -> None:
    """Files from a form, by browsers without scripts: they are looked at as all others."""
    for file in sent:
        upload = Upload(
            owner=request.user,  # type: ignore[misc]
            name=clean_name(file.name or "?"),
            purpose=thing.identifier_id,
            length=file.size,
            state=Upload.State.ARRIVED,
        )
        _write(file, upload.path)
        upload.save()
    said = ngettext(
        "Đã nhận %(count)s tệp, đang xem.", "Đã nhận %(count)s tệp, đang xem.", len(sent)
    )
    messages.success(request, said % {"count": len(sent)})


def _write(file: Any, path: Path) -> None:
    with path.open("wb") as target:
        for piece in file.chunks(CHUNK):
            target.write(piece)


def _forget(request: HttpRequest, number: str) -> None:
    """A refused file is read about, and need not be shown again; it stays in quarantine."""
    mine = Upload.objects.filter(owner=request.user, state__in=IN_SIGHT)  # type: ignore[misc]
    for upload in mine:
        if upload.pk.hex == number.replace("-", ""):
            upload.path.unlink(missing_ok=True)
            upload.delete()


def _show_all(request: HttpRequest, thing: HeritageObject) -> None:
    if not publishes(request.user, thing):
        raise PermissionDenied
    files = MediaFile.objects.filter(belongs_to=thing.identifier_id)
    count = 0
    read = dict(one.split(":", 1) for one in request.POST.getlist("dau") if ":" in one)
    for file in files.filter(identifier__in=list(filter(normalise, read))):
        try:
            approval.show(file, request.user, read[file.identifier_id])
            count += 1
        except ApprovalRefusedError as refused:
            messages.error(request, str(refused))
    said = ngettext("%(count)s tệp đã hiện.", "%(count)s tệp đã hiện.", count)
    messages.success(request, said % {"count": count})


def _show(request: HttpRequest, thing: HeritageObject, file: MediaFile) -> None:
    if not publishes(request.user, thing):
        raise PermissionDenied
    try:
        approval.show(file, request.user, request.POST.get("dau", ""))
    except ApprovalRefusedError as refused:
        messages.error(request, str(refused))


def _hide(request: HttpRequest, thing: HeritageObject, file: MediaFile) -> None:
    if not publishes(request.user, thing):
        raise PermissionDenied
    approval.hide(file)


def _give_up(request: HttpRequest, thing: HeritageObject, file: MediaFile) -> None:
    if not (publishes(request.user, thing) or request.user in file.authors.all()):
        raise PermissionDenied
    try:
        approval.give_up(file, request.POST.get("dau", ""))
    except ApprovalRefusedError as refused:
        messages.error(request, str(refused))
        return
    messages.success(request, _("Đã bỏ lời mới, giữ lời đã duyệt."))


def _remove(request: HttpRequest, thing: HeritageObject, file: MediaFile) -> None:
    if file.shown_at is not None and not publishes(request.user, thing):
        messages.error(
            request, _("Tệp này đã từng hiện: chỉ người được quyền xuất bản mới bỏ được.")
        )
        return
    if file.shown:
        messages.error(request, _("Tệp đang hiện: hãy để lãnh đạo ẩn trước khi bỏ."))
        return
    file.delete()
    messages.success(request, _("Đã bỏ tệp khỏi nội dung này. Bản gốc vẫn được giữ."))


def _up(request: HttpRequest, thing: HeritageObject, file: MediaFile) -> None:
    _move(file, -1)


def _down(request: HttpRequest, thing: HeritageObject, file: MediaFile) -> None:
    _move(file, 1)


@transaction.atomic
def _move(file: MediaFile, by: int) -> None:
    """One place up or down among the files of its thing."""
    files = list(
        MediaFile.objects.filter(belongs_to=file.belongs_to_id).values_list("pk", flat=True)
    )
    place = files.index(file.pk)
    other = place + by
    if not 0 <= other < len(files):
        return
    files[place], files[other] = files[other], files[place]
    for position, pk in enumerate(files):
        MediaFile.objects.filter(pk=pk).update(position=position)
