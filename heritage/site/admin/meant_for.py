"""For whom a new thing is meant: said once by who writes it; afterwards the community decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from heritage.peoples.communities import WORDS, communities_of, concerned, known_to, named_to
from heritage.protocols import authority
from heritage.protocols.audiences import admits, persona_of, today
from heritage.protocols.communities import standard_audience
from heritage.protocols.models import Audience, Community, Decision
from heritage.protocols.rules import explained
from heritage.records.access import set_audience

PUBLIC = "public"
CHOICES = [
    (PUBLIC, _("Mọi người")),
    ("community", _("Thành viên cộng đồng của các dân tộc đã chọn")),
    ("custodians", _("Người giữ của cộng đồng ấy")),
]


class MeantForMixin(forms.Form):
    """The question, until the thing is first published; only for who wrote it.

    Nobody writes himself out: who is not let in by the community cannot choose its rule.
    """

    instance: Any
    for_user: Any

    meant_for = forms.ChoiceField(
        label=_("Dành cho ai"),
        choices=CHOICES,
        required=False,
        initial=PUBLIC,
        widget=forms.RadioSelect,
        help_text=_("Khi đã xuất bản, chỉ người giữ của cộng đồng đổi được."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word = self._word()
        if word is None:
            self.fields.pop("meant_for", None)
        else:
            self.initial["meant_for"] = word

    def _word(self) -> str | None:
        """What was chosen so far; None where it is not this person's to choose any more."""
        thing = self.instance
        if not thing.is_original or thing.first_published_at is not None:
            return None
        if thing.pk is None:
            return PUBLIC
        if thing.owner_id != getattr(self.for_user, "pk", None) or _decided(thing):
            return None
        if thing.audience_id == Audience.PUBLIC:
            return PUBLIC
        rules = list(thing.audience.protocols.all())
        for word, who in WORDS.items():
            if rules and all(rule.standard and rule.who == who for rule in rules):
                return word
        return None

    def clean(self) -> dict[str, Any]:
        """A community needs a people, and lets its own in only."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        word = data.get("meant_for") or PUBLIC
        self.audience: Audience | None = None
        if "meant_for" not in self.fields or word == PUBLIC:
            return data
        peoples = list(data.get("peoples") or [])
        if not peoples:
            self.add_error("meant_for", _("Hãy chọn dân tộc: quy tắc là của cộng đồng dân tộc ấy."))
            return data
        audience = standard_audience(communities_of(peoples), WORDS[word])
        if not admits(audience, persona_of(self.for_user), today()):
            message = _(
                "Cộng đồng chưa giao việc này cho bạn: lưu xong chính bạn cũng không xem được. Hãy"
                " xin người giữ giao việc trước, hoặc để người giữ đóng sau khi xuất bản."
            )
            self.add_error("meant_for", message)
        self.audience = audience
        return data

    def save(self, commit: bool = True) -> Any:
        """Save; a new row takes the audience with it, a draft is given it."""
        if "meant_for" in self.fields:
            chosen = self.audience or Audience.objects.get(pk=Audience.PUBLIC)
            if self.instance.pk is None:
                self.instance.audience = chosen
            elif self.instance.audience_id != chosen.pk:
                set_audience(self.instance.identifier, chosen, by=self.for_user)
                self.instance.audience = chosen
        return super().save(commit=commit)  # type: ignore[misc]


def _decided(thing: Any) -> bool:
    """Whether a community has said who may see a thing: then nobody else says so."""
    decisions = Decision.objects.filter(act=Decision.Act.AUDIENCE, identifier=thing.identifier_id)
    return decisions.exclude(community=None).exists()


class WhoSeesPanel(Panel):
    """Who sees a thing, in words, and the way to where it is decided."""

    class BoundPanel(Panel.BoundPanel):
        """The words about one thing."""

        template_name = "admin/panels/who_sees.html"

        def is_shown(self) -> bool:
            """Once there is a thing."""
            return self.instance is not None and self.instance.pk is not None

        def show_panel_furniture(self) -> bool:
            """It brings its own frame."""
            return False

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Whom, by whose word."""
            original = self.instance.original
            audience = original.audience
            user = self.request.user if self.request else None
            communities = concerned(original)
            return {
                **super().get_context_data(parent_context),
                "thing": original,
                "is_public": not original.is_restricted,
                "explained": explained(audience.protocols.all(), audience.mode, known_to(user)),
                "communities": named_to(
                    user, Community.objects.filter(pk__in=[one.pk for one in communities])
                ),
                "may_hold": user is not None and authority.may_hold(user, communities),
            }
