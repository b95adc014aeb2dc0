"""Sheets in the admin: send, preview, load, undo; templates and exports."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.auth import permission_required

from heritage.exchange import background, storage
from heritage.exchange.forms import UploadForm
from heritage.exchange.leaders import may_lead
from heritage.exchange.models import Load
from heritage.exchange.reports import open_to
from heritage.exchange.schema import bound_sheets
from heritage.exchange.workbooks import template_workbook
from heritage.exchange.zipped import zipped_export

PER_PAGE = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SECONDS = 2
"""Between two looks at a load under way."""
UNDER_WAY = (Load.State.WAITING, Load.State.APPLYING, Load.State.UNDOING)


@require_GET
@permission_required("exchange.view_load")
def index(request: HttpRequest) -> HttpResponse:
    """All loads, the newest first, with what can be done."""
    loads = Load.objects.select_related("loaded_by", "leader")
    page = Paginator(loads, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "loads": page,
        "sheets": [sheet.sheet for sheet in bound_sheets().values()],
        "may_add": request.user.has_perm("exchange.add_load"),
    }
    return TemplateResponse(request, "exchange/index.html", context)


@permission_required("exchange.add_load")
def upload(request: HttpRequest) -> HttpResponse:
    """Send sheets; they are checked in the background."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sender: Any = request.user
        load = Load.objects.create(landing=form.cleaned_data["landing"], loaded_by=sender)
        storage.keep(load, form.cleaned_data["files"])
        background.check_load.enqueue(load.number)
        return redirect("exchange_load", load.number)
    return TemplateResponse(request, "exchange/upload.html", {"form": form})


@require_GET
@permission_required("exchange.view_load")
def detail(request: HttpRequest, number: int) -> HttpResponse:
    """One load: progress, preview or result."""
    load = get_object_or_404(Load.objects.select_related("loaded_by", "leader"), number=number)
    language = "en" if get_language() == "en" else "vi"
    report = load.report
    problems = {
        name: [
            one | {"message": one[language]}
            for one in open_to(request.user, report.get(name, []), load.loaded_by)
        ]
        for name in ("errors", "warnings")
    }
    rows = report.get("rows", [])
    context = {
        "load": load,
        "report": report,
        "rows": open_to(request.user, rows, load.loaded_by),
        "rows_more": report.get("rows_total", 0) - len(rows),
        **problems,
        "unseen": {name: len(report.get(name, [])) - len(problems[name]) for name in problems},
        "refresh": SECONDS if load.state in UNDER_WAY else None,
        "may_apply": load.state == Load.State.CHECKED and _may_apply(request.user, load),
        "waits_for_leader": load.state == Load.State.CHECKED and _needs_leader(load),
        "may_undo": load.state == Load.State.DONE and _may_undo(request.user, load),
        "may_discard": load.state in (Load.State.CHECKED, Load.State.REFUSED, Load.State.FAILED)
        and request.user.has_perm("exchange.change_load"),
        "kept": open_to(request.user, report.get("kept", [])),
    }
    return TemplateResponse(request, "exchange/load.html", context)


@require_POST
@permission_required("exchange.add_load")
def apply(request: HttpRequest, number: int) -> HttpResponse:
    """Load what was previewed; who publishes with it is the leader of the load."""
    with transaction.atomic():
        load = get_object_or_404(Load.objects.select_for_update(), number=number)
        if load.state != Load.State.CHECKED:
            messages.warning(request, _("Lần nạp này không còn chờ nạp."))
            return redirect("exchange_load", load.number)
        if not _may_apply(request.user, load):
            raise PermissionDenied
        if _needs_leader(load):
            load.leader = request.user  # type: ignore[assignment]
        load.state = Load.State.APPLYING
        load.progress_done = 0
        load.save()
        background.apply_load.enqueue(load.number)
    return redirect("exchange_load", load.number)


@require_POST
@permission_required("exchange.change_load")
def undo_load(request: HttpRequest, number: int) -> HttpResponse:
    """Take a load back, in the background."""
    user: Any = request.user
    with transaction.atomic():
        load = get_object_or_404(Load.objects.select_for_update(), number=number)
        if not _may_undo(request.user, load):
            raise PermissionDenied
        if load.state != Load.State.DONE:
            messages.warning(request, _("Lần nạp này không hoàn tác được nữa."))
            return redirect("exchange_load", load.number)
        load.state = Load.State.UNDOING
        load.progress_done, load.message = 0, ""
        load.save()
        background.undo_load.enqueue(load.number, user.pk)
    return redirect("exchange_load", load.number)


@require_POST
@permission_required("exchange.change_load")
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Forget a load that was never applied."""
    load = get_object_or_404(Load, number=number)
    if load.state in (Load.State.CHECKED, Load.State.REFUSED, Load.State.FAILED):
        storage.drop(load)
        load.delete()
        messages.success(request, _("Đã bỏ lần nạp; kho không thay đổi."))
    return redirect("exchange_index")


@require_GET
@permission_required("exchange.view_load")
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """A blank workbook for one sheet."""
    sheet = bound_sheets().get(kind)
    if sheet is None:
        raise Http404
    response = HttpResponse(template_workbook(sheet, request.user), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="mau-{sheet.sheet.file}.xlsx"'
    return response


@require_GET
@permission_required("exchange.view_load")
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Every sheet of the archive in one ZIP, sent while it is made."""
    response = StreamingHttpResponse(zipped_export(request.user), content_type="application/zip")
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="kho-tu-lieu-{day}.zip"'
    return response


def _needs_leader(load: Load) -> bool:
    return bool(load.report.get("needs_leader"))


def _may_apply(user: Any, load: Load) -> bool:
    """Nobody approves his own, administrators included."""
    if not user.has_perm("exchange.add_load"):
        return False
    return not _needs_leader(load) or (may_lead(user) and user.pk != load.loaded_by_id)


def _may_undo(user: Any, load: Load) -> bool:
    """What was published with a leader's leave is taken back by one who may publish."""
    published = load.leader_id is not None or load.landing == Load.Landing.PUBLISHED
    return user.has_perm("exchange.change_load") and (may_lead(user) or not published)
