"""“Ai được xem?”: who sees one thing, decided by its custodians; closing it at once; opening it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.admin_url_finder import AdminURLFinder

from heritage.peoples.communities import concerned, known_to, named_to
from heritage.peoples.consents import newest, unconsented
from heritage.peoples.models import Person
from heritage.protocols import authority
from heritage.protocols.audiences import may_see, today
from heritage.protocols.forecast import KINDS, changes, seen_by
from heritage.protocols.labels import put_on, take_off
from heritage.protocols.models import Audience, Community, Decision, Hold, Label, Protocol
from heritage.protocols.rules import explained, rule_for
from heritage.records.access import audience_of, combine, decide, rows_of
from heritage.records.holds import place, release
from heritage.records.models import Identifier
from heritage.records.things import HeritageObject
from heritage.site.community.communities import FROM
from heritage.site.community.consents import consents_to
from heritage.site.community.forms import CombineForm, HoldForm, ReleaseForm, RuleForm
from heritage.site.community.journal import told
from heritage.site.community.label_forms import PlaceForm, ReasonForm
from heritage.site.community.signing_in import signed_in
from heritage.site.reader import PUBLIC_KINDS, Reader

REASON_NEEDED = gettext_lazy("Quyết định thay cộng đồng thì phải ghi lý do.")


@dataclass
class Part:
    """What one community says about the thing, and the forms to say otherwise.

    The labels of a community are listed for who decides for it only.
    """

    community: Community
    rule: Protocol | None
    form: RuleForm | None
    labels: list[Label]
    place_form: PlaceForm | None
    take_form: ReasonForm | None


@method_decorator(signed_in, "dispatch")
class WhoSeesView(View):
    """One thing: who sees it, and everything that a person here may do about it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For signed-in people with a say in it; for others there is nothing here."""
        self.identifier = get_object_or_404(Identifier, pk=kwargs["identifier"], withdrawn_at=None)
        if not (self.keeps or self.user.has_perm(authority.HOLD)):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> Any:
        """Who asks."""
        return self.request.user

    @cached_property
    def thing(self) -> HeritageObject:
        """The Vietnamese row."""
        row = rows_of(self.identifier).first()
        if row is None:
            raise Http404
        found: HeritageObject = row.original
        return found

    @cached_property
    def communities(self) -> list[Community]:
        """Those that decide."""
        return concerned(self.thing)

    @cached_property
    def keeps(self) -> list[Community]:
        """Those of them for which this person decides, and whose names he may know."""
        named = set(self.named)
        return [
            one
            for one in self.communities
            if authority.is_custodian(self.user, one)
            or (one in named and authority.may_decide(self.user, one))
        ]

    @property
    def named(self) -> QuerySet[Community]:
        """Those of them whose names this person may know."""
        numbers = [one.pk for one in self.communities]
        return named_to(self.user, Community.objects.filter(pk__in=numbers))

    @cached_property
    def audience(self) -> Audience:
        """What was decided; it waits while the thing is held."""
        found = audience_of(self.identifier)
        return found if found is not None else self.thing.audience

    @cached_property
    def holds(self) -> list[Hold]:
        """The requests that keep it closed now."""
        held = Hold.objects.active().filter(identifier=self.identifier.pk)
        return list(held.select_related("community"))

    def parts(self, of: int | None = None, **bound: Any) -> list[Part]:
        """What each community says, with forms where this person decides for it.

        `bound`: forms of the community `of` that were filled in wrongly, by their names.
        """
        rules = {one.community_id: one for one in self.audience.protocols.all()}
        parts = []
        for community in self.communities:
            rule = rules.get(community.pk)
            part = Part(community, rule, None, [], None, None)
            if community in self.keeps:
                part.form = RuleForm(rule=rule, prefix=str(community.pk))
                part.labels, others = self._labels(community)
                overrules = self._overrules(community)
                part.take_form = ReasonForm(overrules=overrules)
                if others:
                    part.place_form = PlaceForm(labels=others, overrules=overrules)
                if community.pk == of:
                    part = replace(part, **bound)
            parts.append(part)
        return parts

    def combine_form(self, data: Any = None) -> CombineForm | None:
        """For whoever decides for every community that has a rule here, where they are several."""
        bound = {rule.community for rule in self.audience.protocols.all()}
        if len(bound) < 2 or not bound <= set(self.keeps):
            return None
        return CombineForm(data, initial={"mode": self.audience.mode})

    def _labels(self, community: Community) -> tuple[list[Label], QuerySet[Label]]:
        """The community's labels that are on the thing, those laid aside too; and the others."""
        here = Label.objects.filter(placements__identifier=self.identifier)
        labels = Label.objects.filter(community=community).prefetch_related("current__texts")
        return list(labels.filter(pk__in=here)), labels.in_use().exclude(pk__in=here)

    def _overrules(self, community: Community) -> bool:
        return not authority.is_custodian(self.user, community)

    def get(self, request: HttpRequest, identifier: str) -> HttpResponse:
        """The page."""
        return self.page()

    def hold_form(self, data: Any = None) -> HoldForm:
        """Who asks and how; a custodian says why, that is enough."""
        own = any(authority.is_custodian(self.user, one) for one in self.communities)
        return HoldForm(data, custodian=self.user.get_full_name() if own else "")

    def page(self, **more: Any) -> HttpResponse:
        """The page, with forms that were filled in wrongly."""
        may_read = may_see(self.user, self.thing.audience_id)
        seen = seen_by(self.audience, today()) if not self.holds else {}
        may_hold = authority.may_hold(self.user, self.communities)
        own = any(authority.is_custodian(self.user, one) for one in self.communities)
        journal = Decision.objects.filter(identifier=self.identifier.pk)
        context = {
            "identifier": self.identifier,
            "thing": self.thing,
            "kind": self.thing._meta.verbose_name,
            "title": self.thing.title if may_read else None,
            "address": self._address() if may_read else None,
            "parts": self.parts(),
            "combine_form": self.combine_form(),
            "communities": self.named,
            "wrong": bool(more),
            "kept": self.keeps,
            "others": [one for one in self.named if one not in self.keeps],
            "edit_address": self._edit_address(),
            "explained": explained(
                self.audience.protocols.all(), self.audience.mode, known_to(self.user)
            ),
            "is_public": self.audience.pk == Audience.PUBLIC,
            "holds": self.holds,
            "releasable": {
                one.pk
                for one in self.holds
                if authority.may_release(self.user, one, self.communities)
            },
            "enters_papers": self.user.has_perm(authority.INVITE),
            "hold_form": self.hold_form() if may_hold else None,
            "release_form": ReleaseForm(),
            "is_custodian": own,
            "decides": bool(self.keeps),
            "seen": [(kind, seen.get(kind.key, False)) for kind in KINDS],
            "consents": consents_to(self.thing, self.user) if may_read or own else None,
            "unconsented": self._unconsented() if may_read or own else [],
            "coming": list(changes(self.audience, today())),
            "journal": told(journal.select_related("by")[:10], self.user),
        }
        return render(self.request, "site/community/who_sees.html", context | more)

    def _address(self) -> str | None:
        if self.thing.kind not in PUBLIC_KINDS or not self.thing.live:
            return None
        reader = Reader.of(self.request)
        (told,) = reader.told([self.thing])
        return reader.address(told)

    def _unconsented(self) -> list[Person]:
        """Whose consent is missing, to what is published or to its newest draft."""
        found = [*unconsented(self.thing), *unconsented(newest(self.thing))]
        return list({one.pk: one for one in found}.values())

    def _edit_address(self) -> str | None:
        """The form of the admin, for staff who may open it."""
        if not self.user.has_perm("wagtailadmin.access_admin"):
            return None
        return AdminURLFinder(self.user).get_edit_url(self.thing)

    def post(self, request: HttpRequest, identifier: str) -> HttpResponse:
        """One of the things that can be done here."""
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
        _here, others = self._labels(community)
        overrules = self._overrules(community)
        form = PlaceForm(self.request.POST, labels=others, overrules=overrules)
        if not form.is_valid():
            return self.page(parts=self.parts(community.pk, place_form=form))
        label = form.cleaned_data["label"]
        put_on(label, self.identifier.pk, by=self.user, reason=form.given)
        return self.done(_("Đã gắn nhãn: hiện ngay bên nội dung này."))

    def label_off(self) -> HttpResponse:
        """A custodian takes one off."""
        community = self._kept()
        here, _others = self._labels(community)
        label = next((one for one in here if one.code == self.request.POST.get("label")), None)
        if label is None:
            raise Http404
        form = ReasonForm(self.request.POST, overrules=self._overrules(community))
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
        if valid and self._overrules(community) and not form.cleaned_data["reason"].strip():
            form.add_error("reason", REASON_NEEDED)
            valid = False
        if not valid:
            return self.page(parts=self.parts(community.pk, form=form))
        rule = rule_for(community, form.wish)
        decide(self.identifier, community, rule, by=self.user, reason=form.cleaned_data["reason"])
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

    @transaction.atomic
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
