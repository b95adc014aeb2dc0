"""One thing before who has a say in it: whose it is, who sees it, what he may do about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin.admin_url_finder import AdminURLFinder

from heritage.peoples.communities import concerned, known_to, named_to
from heritage.peoples.consents import newest, unconsented
from heritage.peoples.models import Person
from heritage.protocols import authority
from heritage.protocols.audiences import may_see, today
from heritage.protocols.forecast import KINDS, changes, seen_by
from heritage.protocols.models import Audience, Community, Decision, Hold, Label, Protocol
from heritage.protocols.rules import explained
from heritage.records.access import audience_of, rows_of
from heritage.records.models import Identifier
from heritage.records.things import HeritageObject
from heritage.site.community.consents import consents_to
from heritage.site.community.forms import CombineForm, HoldForm, ReleaseForm, RuleForm
from heritage.site.community.journal import told, told_holds
from heritage.site.community.label_forms import PlaceForm, ReasonForm
from heritage.site.community.signing_in import signed_in
from heritage.site.reader import PUBLIC_KINDS, Reader


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
class OneThing(View):
    """The page “Ai được xem?” of one thing, with every form that a person may fill in there."""

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
        found = audience_of(self.identifier) or self.thing.audience
        # Asked of each rule for each of the days to come.
        prefetch_related_objects([found], "protocols__seasons", "protocols__community")
        return found

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
                part.labels, others = self.labels(community)
                overrules = self.overrules(community)
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

    def labels(self, community: Community) -> tuple[list[Label], QuerySet[Label]]:
        """The community's labels that are on the thing, those laid aside too; and the others."""
        here = Label.objects.filter(placements__identifier=self.identifier)
        labels = Label.objects.filter(community=community).prefetch_related("current__texts")
        return list(labels.filter(pk__in=here)), labels.in_use().exclude(pk__in=here)

    def overrules(self, community: Community) -> bool:
        """Whether this person decides in the stead of the community, and so says why."""
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
            "holds": self.holds and told_holds(self.holds, self.user),
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
            "journal": told(journal[:10], self.user),
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
