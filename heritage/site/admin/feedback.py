"""For officers: what visitors write, what it is about, and answering or closing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.auth import permission_required

from heritage.accounts.spoken_codes import typed
from heritage.feedback import remarks as acts
from heritage.feedback.models import Remark
from heritage.protocols.audiences import may_see
from heritage.records.access import rows_of
from heritage.records.identifiers import normalise
from heritage.records.models import Identifier
from heritage.records.things import HeritageObject, kinds
from heritage.site.community.forms import TidyTexts
from heritage.site.models import SectionPage

PER_PAGE = 50
ON_DESK = 8
LONGEST = 8000
MAY = "feedback.change_remark"
State = Remark.State


def may_answer(user: Any) -> bool:
    """Whether `user` reads and answers what visitors write."""
    return bool(user.has_perm(MAY))


@dataclass(frozen=True)
class Line:
    """One remark and what it is about, as far as the officer may know that."""

    remark: Remark
    about: str
    kind: str


class WaitingRemarks:
    """What waits, for the desk: requests to take down first, then the oldest."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.shown = may_answer(user)

    @cached_property
    def count(self) -> int:
        """How many; asked only where not all of them are on the desk."""
        few = len(self.lines) < ON_DESK
        return len(self.lines) if few else Remark.objects.waiting().count()

    @cached_property
    def lines(self) -> list[Line]:
        """The first of them."""
        return lines(Remark.objects.waiting()[:ON_DESK], self.user)


class ReplyForm(TidyTexts, forms.Form):
    """An answer, or the reason why there is none."""

    words = forms.CharField(
        label=gettext_lazy("Lời gửi người góp ý"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": gettext_lazy("Hãy ghi vài lời: người góp ý đọc được.")},
    )


def lines(found: Iterable[Remark], user: Any) -> list[Line]:
    """These remarks with the names of what they are about. One query for each kind among them."""
    shown = list(found)
    titles = _titles({remark.identifier for remark in shown if remark.identifier}, user)
    sections = {code: str(label) for code, label in SectionPage.SectionKind.choices}
    told = []
    for remark in shown:
        if remark.identifier:
            title, kind = titles.get(remark.identifier, (None, ""))
            about = title or _("%(identifier)s (đóng)") % {"identifier": remark.identifier}
            if not kind:
                about = _("%(identifier)s (không còn)") % {"identifier": remark.identifier}
        else:
            about = capfirst(sections.get(remark.section, "")) or _("Cả kho tư liệu")
            kind = _("mục") if remark.section else ""
        told.append(Line(remark, about, kind))
    return told


def _titles(identifiers: set[str], user: Any) -> dict[str, tuple[str | None, str]]:
    """Title and kind by identifier; no title for what is closed to `user`."""
    by_kind: dict[str, list[str]] = {}
    for row in Identifier.objects.filter(pk__in=identifiers):
        by_kind.setdefault(row.kind, []).append(row.pk)
    found: dict[str, tuple[str | None, str]] = {}
    for kind, values in by_kind.items():
        model: Any = kinds()[kind]
        originals = model._default_manager.originals().filter(identifier__in=values)
        name = str(model._meta.verbose_name)
        for value, title, number in originals.values_list("identifier_id", "title", "audience_id"):
            found[value] = (title if may_see(user, number) else None, name)
    return found


@never_cache
@permission_required(MAY)
def remarks(request: HttpRequest) -> HttpResponse:
    """The list: by state, by what is wanted, by a code or an identifier."""
    wanted, kind = request.GET.get("loai", ""), request.GET.get("viec", "")
    sought = request.GET.get("q", "").strip()
    state = wanted if wanted in State.values else State.OPEN
    counts = dict(Remark.objects.order_by().values_list("state").annotate(Count("pk")))
    if sought:
        meant = Q(code=typed(sought))
        if (identifier := normalise(sought)) is not None:
            meant |= Q(identifier=identifier)
        rows = Remark.objects.filter(meant)
    elif state == State.OPEN:
        rows = Remark.objects.waiting()
    else:
        rows = Remark.objects.filter(state=state).order_by("-done_at", "-pk")
    if kind in Remark.Kind.values:
        rows = rows.filter(kind=kind)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "states": [
            (value, capfirst(str(label)), counts.get(value, 0)) for value, label in State.choices
        ],
        "state": "" if sought else state,
        "kinds": [(value, capfirst(str(label))) for value, label in Remark.Kind.choices],
        "kind": kind if kind in Remark.Kind.values else "",
        "sought": sought,
        "page": page,
        "lines": lines(page.object_list, request.user),
    }
    return TemplateResponse(request, "admin/remarks.html", context)


@never_cache
@permission_required(MAY)
def remark(request: HttpRequest, code: str) -> HttpResponse:
    """One remark: read it, answer or close it; who did what and when is kept."""
    found = get_object_or_404(Remark, code=code)
    form = ReplyForm(request.POST if request.POST.get("act") in ("answer", "close") else None)
    status = 200
    if request.method == "POST":
        done = _act(request, found, form)
        if done:
            messages.success(request, done)
            return redirect("remark", found.code)
        status = 200 if form.errors else 409
    (line,) = lines([found], request.user)
    context = {
        "remark": found,
        "line": line,
        "form": form,
        "steps": found.steps.select_related("by"),
        "months_kept": acts.SENDER_KEPT.days // 30,
        "ways": _ways(found, request.user),
    }
    return TemplateResponse(request, "admin/remark.html", context, status=status)


def _act(request: HttpRequest, found: Remark, form: ReplyForm) -> str:
    """Do what was asked; the words that say so, or none when it was not done."""
    user, act = request.user, request.POST.get("act", "")
    given = request.POST.get("seen", "")
    seen = int(given) if given.isdecimal() and given.isascii() and len(given) < 9 else -1
    try:
        if act in ("answer", "close"):
            if not form.is_valid():
                return ""
            do = acts.answer if act == "answer" else acts.close
            do(found, form.cleaned_data["words"], by=user, seen=seen)
            return (
                _("Đã trả lời: người góp ý đọc được bằng mã.") if act == "answer" else _("Đã đóng.")
            )
        if act == "reopen":
            acts.reopen(found, by=user, seen=seen)
            return _("Đã mở lại.")
        if act == "erase":
            acts.erase_sender(found, by=user)
            return _("Đã xóa tên và cách liên hệ.")
    except acts.MeanwhileError:
        messages.warning(
            request,
            _("Vừa có người khác làm việc này: xem ở dưới. Lời bạn gõ vẫn còn trong ô."),
        )
    return ""


@dataclass(frozen=True)
class Ways:
    """Where an officer goes from a remark; empty where there is nothing for him."""

    public: str = ""
    edit: str = ""
    who_sees: str = ""


def _ways(found: Remark, user: Any) -> Ways:
    identifier = Identifier.objects.filter(pk=found.identifier, withdrawn_at=None).first()
    row = rows_of(identifier).first() if identifier is not None else None
    if identifier is None or row is None:
        return Ways()
    thing: HeritageObject = row.original
    if not may_see(user, thing.audience_id):
        return Ways(who_sees=identifier.pk)
    edit = AdminURLFinder(user).get_edit_url(thing) or ""
    return Ways(public=identifier.pk if thing.live else "", edit=edit, who_sees=identifier.pk)
