"""Forms of consent: entering one, and taking one back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from heritage.peoples.models import Person
from heritage.protocols.audiences import may_see
from heritage.protocols.models import Community, Consent
from heritage.site.community.forms import DAY, TidyTexts


class ConsentForm(TidyTexts, forms.ModelForm):  # type: ignore[type-arg]
    """Who agreed to what, how and when; from the page of a person also for which things."""

    giver = forms.ChoiceField(label=_("Ai đồng ý?"), widget=forms.RadioSelect)
    uses = forms.MultipleChoiceField(
        label=_("Đồng ý cho làm gì?"),
        initial=[Consent.Use.SHOW],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một việc được đồng ý.")},
    )
    things = forms.MultipleChoiceField(
        label=_("Cho những nội dung nào?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một nội dung.")},
    )

    class Meta:
        model = Consent
        fields = ["way", "evidence", "given_on", "valid_until"]
        widgets = {"given_on": DAY, "valid_until": DAY, "way": forms.RadioSelect}

    field_order = ("giver", "things", "uses", "way", "evidence", "given_on", "valid_until")

    def __init__(
        self,
        *args: Any,
        givers: Mapping[str, Person | Community],
        user: Any,
        things: list[tuple[str, str]] | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._givers = givers
        self._offer("giver", [(word, _called(one, user)) for word, one in givers.items()])
        if len(givers) == 1:
            self.initial["giver"] = next(iter(givers))
        if things is None:
            del self.fields["things"]
        else:
            self._offer("things", things)
        self._offer("uses", [(one.value, capfirst(str(one.label))) for one in Consent.Use])
        self._offer("way", [(one.value, capfirst(str(one.label))) for one in Consent.Way])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _post_clean(self) -> None:
        """What the two choices mean stands in the consent before it is validated as a whole."""
        giver = self._givers.get(self.cleaned_data.get("giver", ""))
        if isinstance(giver, Person):
            self.instance.person_id = giver.identifier_id
        else:
            self.instance.community = giver
        for use in Consent.Use:
            setattr(self.instance, use.value, use.value in self.cleaned_data.get("uses", ()))
        super()._post_clean()  # type: ignore[misc]

    def add_error(self, field: str | None, error: Any) -> None:
        """An error about one of the uses stands beside the choice of uses."""
        errors = getattr(error, "error_dict", {})
        if field is None and Consent.Use.SHOW.value in errors:
            # The choice has said so itself already.
            errors.pop(Consent.Use.SHOW.value)
            if not errors:
                return
        super().add_error(field, error)


def _called(giver: Person | Community, user: Any) -> str:
    """The giver's name; a person who is closed to `user` has only an identifier."""
    if isinstance(giver, Person) and not may_see(user, giver.audience_id):
        return giver.identifier_id
    return str(giver)


class WithdrawalForm(TidyTexts, forms.Form):
    """On whose word, and why if they want to say."""

    by = forms.CharField(
        label=_("Ai rút lại?"),
        max_length=160,
        help_text=_("Người đã đồng ý, hoặc người thay mặt: con cháu, hội đồng cộng đồng."),
    )
    reason = forms.CharField(
        label=_("Lý do"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Không bắt buộc: không ai phải giải thích."),
    )
