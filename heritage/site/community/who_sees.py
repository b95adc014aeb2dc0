"""“Ai được xem?”: what may be done about who sees a thing: decide, label, close at once, open."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heritage.peoples.consents import unconsented
from heritage.protocols import authority
from heritage.protocols.labels import put_on, take_off
from heritage.protocols.models import Community, Hold, Protocol
from heritage.protocols.rules import rule_for
from heritage.records.access import combine, decide, rows_of, take
from heritage.records.holds import place, release
from heritage.site.community.communities import FROM
from heritage.site.community.forms import ReleaseForm, RuleForm
from heritage.site.community.label_forms import PlaceForm, ReasonForm
from heritage.site.community.one_thing import OneThing

REASON_NEEDED = gettext_lazy("Quyết định thay cộng đồng thì phải ghi lý do.")


class WhoSeesView(OneThing):
    """One thing: who sees it, and everything that a person here may do about it."""

    @transaction.atomic
    def post(self, request: HttpRequest, identifier: str) -> HttpResponse:
        """One of the things that can be done here, as the thing stands when it is done."""
        take(identifier)
        acts = {
            "decide": self.decide,
            "combine": self.combine,
            "label_on": self.label_on,
            "label_off": self.label_off,
            "close": self.close,
            "open": self.open,
            "confirm": self.confirm,
        }
        act = acts.get(request.POST.get("act", ""))
        if act is None:
            raise Http404
        return act()

    def done(self, words: str) -> HttpResponse:
        """Back to the page, with a word."""
        messages.success(self.request, words)
        return redirect("who_sees", self.identifier.pk)

    def _kept(self) -> Community:
        """The community for which this person decides now."""
        wanted = self.request.POST.get("community")
        found = next((one for one in self.keeps if str(one.pk) == wanted), None)
        if found is None:
            raise PermissionDenied
        return found

    def label_on(self) -> HttpResponse:
        """A custodian puts a label of the community on the thing."""
        community = self._kept()
        _here, others = self.labels(community)
        overrules = self.overrules(community)
        form = PlaceForm(self.request.POST, labels=others, overrules=overrules)
        if not form.is_valid():
            return self.page(parts=self.parts(community.pk, place_form=form))
        label = form.cleaned_data["label"]
        put_on(label, self.identifier.pk, by=self.user, reason=form.given)
        return self.done(_("Đã gắn nhãn: hiện ngay bên nội dung này."))

    def label_off(self) -> HttpResponse:
        """A custodian takes one off."""
        community = self._kept()
        here, _others = self.labels(community)
        label = next((one for one in here if one.code == self.request.POST.get("label")), None)
        if label is None:
            raise Http404
        form = ReasonForm(self.request.POST, overrules=self.overrules(community))
        if not form.is_valid():
            return self.page(parts=self.parts(community.pk, take_form=form))
        take_off(label, self.identifier.pk, by=self.user, reason=form.given)
        return self.done(_("Đã bỏ nhãn khỏi nội dung này."))

    def decide(self) -> HttpResponse:
        """A custodian says who, and when."""
        posted = self.request.POST
        community = self._kept()
        form = RuleForm(posted, prefix=str(community.pk))
        valid = form.is_valid()
        if valid and self.overrules(community) and not form.cleaned_data["reason"].strip():
            form.add_error("reason", REASON_NEEDED)
            valid = False
        if not valid:
            return self.page(parts=self.parts(community.pk, form=form))
        rule = rule_for(community, form.wish)
        why = {name: form.cleaned_data[name] for name in ("reason", "legal_basis", "authority")}
        decide(self.identifier, community, rule, by=self.user, **why)
        if rule is not None and rule.season == Protocol.Season.ANNOUNCED:
            messages.success(self.request, _("Đã lưu. Hãy ghi những ngày mở."))
            address = reverse("community_rule", args=[community.pk, rule.code])
            return redirect(f"{address}?{FROM}={self.identifier.pk}")
        return self.done(_("Đã lưu: có hiệu lực ngay."))

    def combine(self) -> HttpResponse:
        """How the rules of several communities combine."""
        form = self.combine_form(self.request.POST)
        if form is None:
            raise PermissionDenied
        valid = form.is_valid()
        bound = [rule.community for rule in self.audience.protocols.all()]
        own = all(authority.is_custodian(self.user, one) for one in bound)
        if valid and not own and not form.cleaned_data["reason"].strip():
            form.add_error("reason", REASON_NEEDED)
            valid = False
        if not valid:
            return self.page(combine_form=form)
        data = form.cleaned_data
        combine(self.identifier, data["mode"], by=self.user, reason=data["reason"])
        return self.done(_("Đã lưu: có hiệu lực ngay."))

    def close(self) -> HttpResponse:
        """Close for everybody, now."""
        if not authority.may_hold(self.user, self.communities):
            raise PermissionDenied
        form = self.hold_form(self.request.POST)
        if not form.is_valid():
            return self.page(hold_form=form)
        hold = form.save(commit=False)
        hold.identifier, hold.entered_by = self.identifier.pk, self.user
        # A custodian asks for his own community; an officer writes down whoever asked.
        own = [one for one in self.communities if authority.is_custodian(self.user, one)]
        hold.community = own[0] if own else None
        place(hold)
        return self.done(_("Đã đóng với mọi người, ngay từ lúc này."))

    def _held(self) -> Hold:
        number = self.request.POST.get("hold", "")
        found = next((hold for hold in self.holds if str(hold.number) == number), None)
        if found is None:
            raise Http404
        return found

    def _release(self, hold: Hold) -> HttpResponse:
        """Open it; as a draft, where a person it names has not consented to its being shown.

        So nothing is public without consent, and somebody can take the name out.
        """
        release(hold)
        published = rows_of(self.identifier).filter(live=True)
        still_held = Hold.open_for(self.identifier.pk) is not None
        if still_held or not (unconsented(self.thing) and published):
            return self.done(_("Đã mở lại như trước khi đóng."))
        for row in published:
            row.unpublish()
        return self.done(
            _("Đã mở lại thành bản nháp: người được nêu chưa đồng ý nên chưa công bố được.")
        )

    def open(self) -> HttpResponse:
        """A custodian opens; or an officer enters what he signed, for a second person."""
        hold = self._held()
        if authority.may_release(self.user, hold, self.communities):
            hold.released_on_word_of = self.user.get_full_name()
            hold.release_entered_by, hold.release_entered_at = self.user, timezone.now()
            return self._release(hold)
        if not self.user.has_perm(authority.INVITE):
            raise PermissionDenied
        form = ReleaseForm(self.request.POST, instance=hold)
        if not form.is_valid():
            return self.page(release_form=form)
        hold = form.save(commit=False)
        hold.release_entered_by, hold.release_entered_at = self.user, timezone.now()
        hold.save(update_fields=[*form.fields, "release_entered_by", "release_entered_at"])
        return self.done(_("Đã ghi. Cần một người thứ hai xem giấy và xác nhận thì mới mở."))

    def confirm(self) -> HttpResponse:
        """The second person has seen the paper."""
        hold = self._held()
        may = self.user.has_perm(authority.INVITE) and hold.release_entered_by_id is not None
        if not may or hold.release_entered_by_id == self.user.pk:
            raise PermissionDenied
        hold.confirmed_by = self.user
        return self._release(hold)
