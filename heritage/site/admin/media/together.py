"""Words that several files of a thing have in common, written once: whom to name, rights, when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from heritage.media.approval import changing
from heritage.media.models import MediaFile
from heritage.peoples.models import Term
from heritage.peoples.models.vocabulary import Scheme
from heritage.records.things import HeritageObject
from heritage.site.community.forms import TidyTexts

SHARED = ("credit", "rights", "captured")


class TogetherForm(TidyTexts, forms.ModelForm):  # type: ignore[type-arg]
    """What is left empty here stays as it is in each file."""

    chosen = forms.ModelMultipleChoiceField(
        queryset=MediaFile.objects.none(),
        to_field_name="identifier_id",
        error_messages={"required": _("Hãy đánh dấu ít nhất một tệp ở dưới.")},
    )

    class Meta:
        model = MediaFile
        fields = SHARED
        help_texts = dict.fromkeys(SHARED, "")

    def __init__(self, thing: HeritageObject, data: Any = None) -> None:
        super().__init__(data, auto_id="chung_%s")
        of_thing = MediaFile.objects.filter(belongs_to=thing.identifier_id)
        chosen: Any = self.fields["chosen"]
        chosen.queryset = of_thing
        rights: Any = self.fields["rights"]
        rights.queryset = Term.objects.filter(scheme=Scheme.RIGHTS.value)
        rights.empty_label = _("Giữ nguyên")

    def shared(self) -> list[forms.BoundField]:
        """The fields that are written."""
        return [self[name] for name in SHARED]

    def clean(self) -> dict[str, Any]:
        """Something has to be said."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in SHARED):
            raise forms.ValidationError(_("Chưa ghi gì để dùng chung."))
        return cleaned

    @transaction.atomic
    def write(self, by: Any) -> int:
        """Write it into the chosen files; in how many something is new."""
        given = {name: value for name in SHARED if (value := self.cleaned_data[name])}
        changed = 0
        # In one order everywhere: two people at shared bytes do not wait for each other.
        for file in self.cleaned_data["chosen"].order_by("original", "pk"):
            with changing(file, by) as row:
                if any(getattr(row, name) != value for name, value in given.items()):
                    for name, value in given.items():
                        setattr(row, name, value)
                    row.save()
                    changed += 1
        return changed
