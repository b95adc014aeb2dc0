"""The form of one file: what it shows, in the languages of the visitors, rights, what is said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heritage.media.models import MediaFile, Transcript
from heritage.media.models.transcripts import MOST
from heritage.peoples.models import Term
from heritage.peoples.models.vocabulary import Scheme
from heritage.site.admin.suggestions import LanguageInput
from heritage.site.community.forms import TidyTexts
from media_pipeline.facts import Kind

TWICE = _("Đã có một bản bằng tiếng này ở trên. Mỗi tiếng một bản.")
COME_MEANWHILE = _("Một bản bằng tiếng này vừa được thêm. Hãy mở lại trang ở cửa sổ khác để xem.")
GONE = _("Một bản chép lời ở đây vừa bị bỏ. Chép lời cần giữ sang ô trống cuối rồi lưu.")
OTHERS = ("title_en", "alt_en", "title_km", "alt_km")
SEEN, HEARD = frozenset({Kind.IMAGE, Kind.VIDEO}), frozenset({Kind.AUDIO, Kind.VIDEO})


class FileForm(TidyTexts, forms.ModelForm):  # type: ignore[type-arg]
    """The words of one file; what makes no sense for its kind is not asked."""

    class Meta:
        model = MediaFile
        fields = [
            *("title", "alt", "decorative", "no_speech", "credit", "rights", "captured"),
            *("title_en", "alt_en", "title_km", "alt_km", "focus_x", "focus_y"),
        ]
        widgets = {
            name: forms.Textarea(attrs={"rows": 2}) for name in ("alt", "alt_en", "alt_km")
        } | {
            name: forms.NumberInput(attrs={"min": 0, "max": 1, "step": 0.01})
            for name in ("focus_x", "focus_y")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.instance.kind
        absent = set()
        if kind not in SEEN:
            absent |= {"alt", "alt_en", "alt_km"}
        if kind is not Kind.IMAGE:
            absent |= {"decorative", "focus_x", "focus_y"}
        if kind not in HEARD:
            absent |= {"no_speech"}
        for name in absent:
            del self.fields[name]
        rights: Any = self.fields["rights"]
        rights.queryset = Term.objects.filter(scheme=Scheme.RIGHTS.value)
        rights.empty_label = _("Chưa chọn")

    def in_vietnamese(self) -> list[forms.BoundField]:
        """What is asked first."""
        aside = {*OTHERS, "focus_x", "focus_y"}
        return [field for field in self if field.name not in aside]

    def in_others(self) -> list[forms.BoundField]:
        """The same for visitors who read no Vietnamese."""
        return [field for field in self if field.name in OTHERS]

    def has_other_languages(self) -> bool:
        """Whether anything is written there, or wrong."""
        return any(field.value() or field.errors for field in self.in_others())

    def clean(self) -> dict[str, Any]:
        """A point has two numbers."""
        cleaned: dict[str, Any] = super().clean() or {}
        across, down = cleaned.get("focus_x"), cleaned.get("focus_y")
        if (across is None) != (down is None):
            self.add_error("focus_x", _("Điểm chính cần cả hai số, hoặc bỏ trống cả hai."))
        return cleaned


class TranscriptForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is said, typed, pasted or from a file of captions."""

    captions = forms.FileField(
        label=_("hoặc chọn tệp phụ đề, tệp lời"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt,.txt,text/plain,text/vtt"}),
    )

    class Meta:
        model = Transcript
        fields = ["language", "text", "is_machine"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8}), "language": LanguageInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False

    def clean(self) -> dict[str, Any]:
        """The text, or that of the file."""
        cleaned: dict[str, Any] = super().clean() or {}
        if (sent := cleaned.get("captions")) is not None:
            cleaned["text"] = self._read(sent)
        if not cleaned.get("text"):
            self.add_error("text", _("Hãy ghi lời, hoặc chọn một tệp."))
        return cleaned

    def _read(self, sent: Any) -> str:
        if sent.size > 4 * MOST:
            self.add_error("captions", _("Tệp quá lớn cho một bản chép lời."))
            return ""
        try:
            text: str = sent.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("captions", _("Tệp này không phải chữ Unicode. Hãy lưu lại là UTF-8."))
            return ""
        return text.replace("\0", "")

    def _post_clean(self) -> None:
        """What the model says about the text, at the field it was given in."""
        super()._post_clean()  # type: ignore[misc]
        if "captions" in self.changed_data and "text" in self.errors:
            for error in self.errors.pop("text").as_data():
                self.add_error("captions", ValidationError(error.messages))


class SaidInFile(BaseInlineFormSet):  # type: ignore[type-arg]
    """All transcripts of a file: one for each language."""

    def clean(self) -> None:
        """Two of one language, in the form or come meanwhile, are said where they stand."""
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        here = {form.instance.pk for form in self.forms if form.instance.pk is not None}
        theirs = Transcript.objects.filter(file=self.instance).exclude(pk__in=here)
        taken = dict.fromkeys(theirs.values_list("language", flat=True), COME_MEANWHILE)
        for form in kept:
            language = getattr(form, "cleaned_data", {}).get("language")
            if language in taken:
                form.add_error("language", taken[language])
            elif language:
                taken[language] = TWICE

    def validate_unique(self) -> None:
        """`clean` has said it in words of ours."""

    @property
    def unsaid(self) -> list[Any]:
        """What is wrong and belongs to no field that is seen: somebody has removed the row."""
        gone = [GONE for form in self.forms if form.errors.get("id")]
        return [*self.non_form_errors(), *gone[:1]]

    def write(self, by: Any) -> None:
        """Save what was changed, within `approval.changing`."""
        changed = self.save(commit=False)
        for transcript in self.deleted_objects:
            transcript.delete()
        # Two that change their languages with each other do not meet on the way.
        for transcript in changed:
            if transcript.pk is not None:
                Transcript.objects.filter(pk=transcript.pk).update(language=f"x-{transcript.pk}")
        for transcript in changed:
            # Whoever writes or corrects it has read it, unless he says that he has not.
            read = (None, None) if transcript.is_machine else (by, timezone.now())
            transcript.reviewed_by, transcript.reviewed_at = read
            transcript.save()


TranscriptForms = inlineformset_factory(
    MediaFile, Transcript, form=TranscriptForm, formset=SaidInFile, extra=1, can_delete=True
)
