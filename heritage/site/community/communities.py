"""The pages of a community: what it keeps, its people, its rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heritage.accounts.spoken_codes import spaced
from heritage.peoples.communities import named_to
from heritage.protocols import authority
from heritage.protocols.invitations import cancel, end, invite, waiting
from heritage.protocols.labels import called
from heritage.protocols.models import (
    Community,
    Decision,
    Invitation,
    Label,
    LabelVersion,
    Membership,
    Protocol,
)
from heritage.protocols.rules import said
from heritage.records.models import Identifier
from heritage.site.community.forms import CommunityForm, InviteForm, SeasonForm, capitalised
from heritage.site.community.journal import told
from heritage.site.community.restricted import restricted_keys, restricted_things
from heritage.site.community.signing_in import signed_in

PER_PAGE = 50
FROM = "tu"
"""The parameter with the thing from whose page somebody came to a rule."""


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """My communities; for officers, all of them."""
    user: Any = request.user
    places = (
        Membership.objects.filter(user=user).select_related("community").order_by("community__name")
    )
    others = Community.objects.none()
    may_found = user.has_perm(authority.FOUND)
    if user.has_perm(authority.INVITE):
        others = named_to(user, Community.objects.exclude(memberships__user=user))
    if request.method == "POST" and not may_found:
        raise PermissionDenied
    form = CommunityForm(request.POST or None) if may_found else None
    if request.method == "POST" and form is not None and form.is_valid():
        return redirect("community", form.save().pk)
    context = {"places": places, "others": others, "form": form}
    return render(request, "site/community/index.html", context)


@signed_in
def community(request: HttpRequest, pk: int) -> HttpResponse:
    """One community, for its people and for officers."""
    found = community_for(request, pk)
    user: Any = request.user
    decides = authority.may_decide(user, found)
    serves = user.has_perm(authority.HOLD)
    # Members learn nothing of what is closed to them, not even that it is there.
    keys = restricted_keys(found, reader=None if decides or serves else user)
    page = Paginator(keys, PER_PAGE).get_page(request.GET.get("trang"))
    proposes = authority.may_propose(user, found)
    invites = authority.may_invite(user, found, Membership.Role.MEMBER)
    context: dict[str, Any] = {
        "community": found,
        "page": page,
        "things": restricted_things(list(page.object_list), user),
        "decides": decides,
        "invites": invites,
        "serves": serves,
        "proposes": proposes,
        "labels": _labels(found, proposes),
    }
    if decides:
        context["waiting"] = [one for one in context["labels"] if one.waiting]
    if decides or invites:
        context |= {
            "people": found.memberships.select_related("user", "invited_by").order_by("role", "pk"),
            "invitations": _cancellable(user, found)[:20],
            "invite_form": _invite_form(request, found),
        }
    if decides:
        rules = found.protocols.filter(standard=False).prefetch_related("seasons")
        context["rules"] = [(rule, said(rule)) for rule in rules]
        journal = Decision.objects.filter(community=found)
        context["journal"] = told(journal[:20], user)
    return render(request, "site/community/community.html", context)


@dataclass(frozen=True)
class Listed:
    """A label on the page of its community; `waiting`: wordings that no custodian has answered."""

    label: Label
    title: str
    waiting: int


def _labels(found: Community, proposes: bool) -> list[Listed]:
    """The labels of a community: all for who writes them, for its members those in use."""
    rows = found.labels.all() if proposes else found.labels.in_use()
    rows = rows.prefetch_related("current__texts", "versions__texts")
    return [
        Listed(
            label,
            called(label.current or label.versions.all()[0], get_language() or ""),
            sum(one.state == LabelVersion.State.WAITING for one in label.versions.all()),
        )
        for label in rows
    ]


def community_for(request: HttpRequest, pk: int) -> Community:
    """The community, for whoever has a place in it or invites people; for others there is none."""
    user: Any = request.user
    places = Membership.objects.filter(user=user)
    mine = Community.objects.filter(pk__in=places.values("community"))
    theirs = named_to(user, Community.objects.all())
    return get_object_or_404(mine | theirs if user.has_perm(authority.INVITE) else mine, pk=pk)


def _invite_form(request: HttpRequest, found: Community, data: Any = None) -> InviteForm:
    form = InviteForm(data)
    roles = [
        (role.value, role.label)
        for role in Membership.Role
        if authority.may_invite(request.user, found, role)
    ]
    form.fields["role"].choices = roles  # type: ignore[attr-defined]
    capitalised(form, "role")
    form.initial = {"role": Membership.Role.MEMBER}
    return form


@signed_in
@require_POST
def invite_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a code for somebody; it is shown once, to be read aloud or written on paper."""
    found = community_for(request, pk)
    if not authority.may_invite(request.user, found, request.POST.get("role", "")):
        raise PermissionDenied
    form = _invite_form(request, found, request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, str(errors[0]))
        return redirect("community", pk)
    role, person = form.cleaned_data["role"], form.cleaned_data["person"]
    code = spaced(invite(found, role, person, request.user))
    context = {
        "community": found,
        "code": code,
        "person": person,
        "role": Membership.Role(role).label,
    }
    return render(request, "site/community/invited.html", context)


def _cancellable(user: Any, found: Community) -> list[tuple[Invitation, bool]]:
    """The codes that wait, and whether `user` may cancel them: his own, or as one who decides."""
    decides = authority.may_decide(user, found)
    return [(one, decides or one.invited_by_id == user.pk) for one in waiting(found)]


@signed_in
@require_POST
@transaction.atomic
def cancel_code(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    """The paper was lost, or went to the wrong hands."""
    found = community_for(request, pk)
    codes = {one.pk: (one, may) for one, may in _cancellable(request.user, found)}
    if invitation not in codes:
        raise Http404
    code, may = codes[invitation]
    if not may:
        raise PermissionDenied
    cancel(code, request.user)
    messages.success(request, _("Đã hủy mã của %(person)s.") % {"person": code.person})
    return redirect("community", pk)


@signed_in
@require_POST
@transaction.atomic
def end_place(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Take a person's place away."""
    found = community_for(request, pk)
    membership = get_object_or_404(Membership, pk=place, community=found)
    if not authority.may_decide(request.user, found):
        raise PermissionDenied
    # Two custodians who end each other's places at one moment would leave the community to nobody.
    Community.objects.select_for_update().get(pk=pk)
    custodians = found.memberships.filter(role=Membership.Role.CUSTODIAN)
    if membership.role == Membership.Role.CUSTODIAN and custodians.count() == 1:
        messages.error(request, _("Cộng đồng cần ít nhất một người giữ. Hãy mời người khác trước."))
    else:
        end(membership, request.user)
        messages.success(
            request, _("Đã cho thôi: %(name)s.") % {"name": membership.user.get_full_name()}
        )
    return redirect("community", pk)


@signed_in
@transaction.atomic
def rule(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The announced days of a rule: told, and taken back."""
    found = community_for(request, pk)
    protocol = get_object_or_404(Protocol, community=found, code=code, standard=False)
    if not authority.may_decide(request.user, found):
        raise PermissionDenied
    removes = request.POST.get("act") == "remove"
    form = SeasonForm(None if removes else request.POST or None)
    if removes:
        _end_season(request, protocol)
        messages.success(request, _("Đã bỏ những ngày ấy."))
        return redirect(request.get_full_path())
    if request.method == "POST" and form.is_valid():
        season = form.save(commit=False)
        season.protocol = protocol
        season.save()
        words = f"{said(protocol)}: {season}"
        _note_days(request, protocol, after=words, reason=season.source)
        messages.success(request, _("Đã ghi những ngày mở."))
        return redirect(request.get_full_path())
    context = {
        "community": found,
        "rule": protocol,
        "words": said(protocol),
        "form": form,
        "came_from": Identifier.objects.filter(pk=request.GET.get(FROM, "")).first(),
    }
    return render(request, "site/community/rule.html", context)


def _end_season(request: HttpRequest, protocol: Protocol) -> None:
    """Days that were announced by mistake open nothing any more."""
    number = request.POST.get("season", "")
    season = next((one for one in protocol.seasons.all() if str(one.pk) == number), None)
    if season is None:
        raise Http404
    season.delete()
    _note_days(request, protocol, before=f"{said(protocol)}: {season}")


def _note_days(request: HttpRequest, protocol: Protocol, **words: str) -> None:
    by: Any = request.user
    community = protocol.community
    Decision.objects.create(act=Decision.Act.PROTOCOL, by=by, community=community, **words)
