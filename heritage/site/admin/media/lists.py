"""All files, the queue of what is made of them, and what was refused: as far as one may know."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.permissions import policy_registry

from heritage.archive.models import Item
from heritage.media.approval import WAITS, waits
from heritage.media.models import MediaFile
from heritage.media.models.files import MediaFileQuerySet
from heritage.media.wholeness import lacks
from heritage.protocols.audiences import visible_to
from heritage.records.identifiers import normalise
from heritage.site.media.showing import shown_as
from media_pipeline.messages import message
from media_pipeline.models import Job, Quarantined
from media_pipeline.models.originals import KINDS
from media_pipeline.queue import BROKEN, retry
from media_pipeline.reasons import Reason

PER_PAGE = 40
STATES = (
    ("cho", gettext_lazy("Chưa xong, chờ duyệt")),
    ("hien", gettext_lazy("Đang hiện")),
    ("tat-ca", gettext_lazy("Tất cả")),
)


def files_open_to(user: Any) -> MediaFileQuerySet:
    """Files of things that are open to `user`; who may change only what is his own: those he sent.

    Wagtail shows a list of drafts to nobody else either.
    """
    files: MediaFileQuerySet = MediaFile.objects.filter(
        visible_to(user), belongs_to__withdrawn_at=None
    )
    policy = policy_registry.get_by_type(Item)
    if not user.has_perm(policy._get_permission_name("change")):
        files = files.filter(added_by=user)
    return files


@never_cache
@require_safe
def files(request: HttpRequest) -> HttpResponse:
    """The list, newest first."""
    user: Any = request.user
    state = request.GET.get("loai", "cho")
    kind, sought = request.GET.get("dang", ""), request.GET.get("q", "").strip()[:60]
    rows = files_open_to(user)
    if state == "hien":
        rows = rows.filter(shown=True)
    elif state == "cho":
        rows = rows.filter(WAITS)
    if kind in dict(KINDS):
        rows = rows.filter(original__kind=kind)
    if sought:
        found = Q(title__icontains=sought) | Q(alt__icontains=sought)
        found |= Q(name__icontains=sought)
        if (value := normalise(sought)) is not None:
            found |= Q(identifier=value) | Q(belongs_to=value)
        rows = rows.filter(found)
    ordered = rows.select_related("belongs_to").with_derivatives().order_by("-added_at", "-pk")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("p"))
    lines = [
        {
            "file": file,
            "shown": next(iter(shown_as([file], "vi")), None),
            "lacks": lacks(file),
            "waits": waits(file),
        }
        for file in page
    ]
    context = {
        "lines": lines,
        "page": page,
        "states": STATES,
        "state": state,
        "kinds": [(value, label) for value, label in KINDS if value != "captions"],
        "kind": kind,
        "sought": sought,
    }
    return TemplateResponse(request, "admin/media/files.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def jobs(request: HttpRequest) -> HttpResponse:
    """How many wait, what is being made, what could not be made and why; to be tried again."""
    user: Any = request.user
    ours = Q(original__in=files_open_to(user).values("original"))
    ours |= Q(original__received_by=user, original__media_files=None)
    mine = Job.objects.filter(ours)
    if request.method == "POST":
        wanted = mine if request.POST.get("viec") == "tat-ca" else mine.filter(pk=_number(request))
        count = retry(wanted)
        said = ngettext("%(count)s việc làm lại.", "%(count)s việc làm lại.", count)
        messages.success(request, said % {"count": count})
        return redirect("media_jobs")
    counted = dict(mine.values_list("state").annotate(Count("pk")).order_by())
    failed = mine.filter(state=Job.State.FAILED).select_related("original")
    page = Paginator(failed.order_by("-finished_at", "-pk"), PER_PAGE).get_page(
        request.GET.get("p")
    )
    names = dict(files_open_to(user).values_list("original", "name"))
    context = {
        "states": [(label, counted.get(value, 0)) for value, label in Job.State.choices],
        "running": _named(mine.filter(state=Job.State.RUNNING), names),
        "waiting": _named(mine.filter(state=Job.State.WAITING), names),
        "failed": [(job, names.get(job.original_id, job.original.name), _why(job)) for job in page],
        "page": page,
    }
    return TemplateResponse(request, "admin/media/jobs.html", context)


def _named(jobs: QuerySet[Job], names: dict[str, str]) -> list[tuple[str, str]]:
    """What each is about, as it is called where the reader sees it, and its recipe."""
    few = jobs.select_related("original")[:PER_PAGE]
    return [(names.get(job.original_id, job.original.name), job.recipe) for job in few]


def _number(request: HttpRequest) -> int:
    text = request.POST.get("so", "")
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def _why(job: Job) -> str:
    if job.reason == BROKEN or job.reason not in {reason.value for reason in Reason}:
        return _("Lỗi của máy, không phải của tệp. Hãy thử làm lại, rồi báo người vận hành.")
    return message(Reason(job.reason), {})


@never_cache
@require_safe
def refused(request: HttpRequest) -> HttpResponse:
    """What was not taken, and why: one's own, because its name may say what others keep closed.

    Of what an operator took in he was told on the spot.
    """
    user: Any = request.user
    mine = Quarantined.objects.filter(received_by=user)
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("p"))
    return TemplateResponse(request, "admin/media/refused.html", {"page": page})
