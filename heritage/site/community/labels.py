"""A community's labels: written in its words, approved by its custodians, kept in every wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heritage.protocols import authority, labels
from heritage.protocols.models import Community, Label, LabelVersion
from heritage.records.models import Identifier
from heritage.site.community.communities import community_for
from heritage.site.community.label_forms import DeclineForm, ReasonForm, WordingForm
from heritage.site.community.signing_in import signed_in
from heritage.site.reader import Reader


@dataclass(frozen=True)
class Proposed:
    """A wording that waits, and in which languages it says something else than what is used."""

    version: LabelVersion
    changed: list[str]
    dropped: list[str]


def _proposed(version: LabelVersion, current: LabelVersion | None) -> Proposed:
    if current is None:
        return Proposed(version, [], [])
    used = {one.language: (one.name, one.text) for one in current.texts.all()}
    said = {one.language: (one.name, one.text) for one in version.texts.all()}
    changed = [language for language, words in said.items() if used.get(language) != words]
    return Proposed(version, changed, [language for language in used if language not in said])


SHOWN = 50
"""Things listed on the page of a label."""


@signed_in
def write(request: HttpRequest, pk: int, code: str = "") -> HttpResponse:
    """A new label, or another wording of the label with this code.

    A custodian's wording holds with saving; an officer's, or that of whom the custodians sent,
    waits for one of them; an administrator either proposes or decides, and then says why.
    """
    community = community_for(request, pk)
    user: Any = request.user
    if not authority.may_propose(user, community):
        raise PermissionDenied
    label = _label(community, code) if code else Label(community=community)
    version = _last(label) if code else None
    keeps, overrules = _place(user, community)
    act = request.POST.get("act", "")
    more = request.POST if act == "more" else None
    posted = request.POST if request.method == "POST" and more is None else None
    form = WordingForm(
        posted, community=community, version=version, typed=more, overrules=overrules
    )
    if posted is not None and form.is_valid():
        decides = keeps or (overrules and act == "decide")
        reason = form.cleaned_data.get("reason", "").strip()
        if version is not None and form.wording == labels.Wording.of(version):
            form.add_error(None, _("Lời này giống hệt lần trước. Hãy sửa rồi lưu."))
        elif decides and overrules and not reason:
            form.add_error("reason", _("Quyết định thay cộng đồng thì phải ghi lý do."))
        else:
            if decides:
                labels.decide(label, form.wording, by=user, reason=reason)
                messages.success(request, _("Đã lưu: có hiệu lực ngay."))
            else:
                labels.propose(label, form.wording, by=user)
                words = _("Đã gửi. Lời này hiện ra khi một người giữ duyệt.")
                messages.success(request, words)
            return redirect("community_label", pk, label.code)
    context = {
        "community": community,
        "label": label,
        "title": _titled(label) if code else "",
        "form": form,
        "keeps": keeps,
        "overrules": overrules,
    }
    return render(request, "site/community/label_words.html", context)


@signed_in
def label(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One label: what it says, what is proposed, what it said before, and where it stands."""
    community = community_for(request, pk)
    user: Any = request.user
    found = _label(community, code)
    proposes = authority.may_propose(user, community)
    if not proposes and found.current is None:
        raise Http404
    context: dict[str, Any] = {}
    if request.method == "POST":
        answer = _act(request, found)
        if isinstance(answer, HttpResponse):
            return answer
        context = answer
    keeps, overrules = _place(user, community)
    versions = list(
        found.versions.prefetch_related("texts").select_related("proposed_by", "decided_by")
    )
    current = next((one for one in versions if one == found.current), None)
    waiting = [one for one in versions if one.state == LabelVersion.State.WAITING]
    earlier = [one for one in versions if one not in waiting and one != found.current]
    placed = Identifier.objects.filter(placed_labels__label=found, withdrawn_at=None)
    where = list(placed.order_by("placed_labels__pk").values_list("kind", "pk"))
    reader = Reader.of(request)
    things = [(one, reader.address(one)) for one in reader.by_identifier(where[:SHOWN])]
    context = {
        "community": community,
        "label": found,
        "title": _titled(found),
        "current": current,
        "waiting": [_proposed(one, current) for one in waiting] if proposes else [],
        "earlier": earlier if proposes else [],
        "things": things,
        # Of what is closed to members they are not told the number, either.
        "unlisted": len(where) - len(things) if proposes else 0,
        "proposes": proposes,
        "decides": keeps or overrules,
        "decline_form": DeclineForm(),
        "reason_form": ReasonForm(overrules=overrules),
    } | context
    return render(request, "site/community/label.html", context)


@transaction.atomic
def _act(request: HttpRequest, found: Label) -> HttpResponse | dict[str, Any]:
    """One of the things that custodians do with a label; what to show where it could not be."""
    user: Any = request.user
    if not authority.may_decide(user, found.community):
        raise PermissionDenied
    _keeps, overrules = _place(user, found.community)
    # Of two who answer the same wording at one moment the second sees what the first said.
    Label.objects.select_for_update().get(pk=found.pk)
    act = request.POST.get("act", "")
    if act == "decline":
        version = _version(request, found)
        declining = DeclineForm(request.POST)
        if version.state != LabelVersion.State.WAITING:
            raise Http404
        if not declining.is_valid():
            return {"decline_form": declining, "declined": version.pk}
        labels.decline(version, by=user, reason=declining.cleaned_data["reason"])
        return _done(request, found, _("Đã ghi: lời này không dùng. Người viết đọc được lý do."))
    form = ReasonForm(request.POST, overrules=overrules)
    if act not in ("approve", "retire", "resume"):
        raise Http404
    if not form.is_valid():
        return {"reason_form": form}
    if act == "approve":
        labels.approve(_version(request, found), by=user, reason=form.given)
        return _done(request, found, _("Đã duyệt: từ nay nhãn nói lời này."))
    if act == "retire":
        labels.retire(found, by=user, reason=form.given)
        return _done(request, found, _("Đã thôi dùng: nhãn không còn hiện ở đâu."))
    labels.resume(found, by=user, reason=form.given)
    return _done(request, found, _("Nhãn lại hiện ở những nơi đã gắn."))


def _done(request: HttpRequest, found: Label, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("community_label", found.community_id, found.code)


def _label(community: Community, code: str) -> Label:
    return get_object_or_404(
        Label.objects.select_related("community"), community=community, code=code
    )


def _version(request: HttpRequest, found: Label) -> LabelVersion:
    number = request.POST.get("number", "")
    version = next((one for one in found.versions.all() if str(one.number) == number), None)
    if version is None:
        raise Http404
    return version


def _last(found: Label) -> LabelVersion | None:
    """The wording to go on from: what is used, or what was proposed last."""
    return found.current or found.versions.first()


def _titled(found: Label) -> str:
    return labels.called(_last(found), get_language() or "") or found.code


def _place(user: Any, community: Community) -> tuple[bool, bool]:
    """Whether `user` is a custodian here; and, if not, whether he may decide in their stead."""
    keeps = authority.is_custodian(user, community)
    return keeps, not keeps and authority.may_decide(user, community)
