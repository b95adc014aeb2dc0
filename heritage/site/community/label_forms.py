"""Forms in which a label is written, answered and put on things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from heritage.languages import names
from heritage.peoples.models import People
from heritage.protocols.labels import Said, Wording, called
from heritage.protocols.local_contexts import TK_LABELS
from heritage.protocols.models import Community, Label, LabelVersion
from heritage.records.fields import NO_TAG
from heritage.records.language_tags import TagError, language_tag
from heritage.site.community.forms import TidyTexts

SITE_LANGUAGES = ("vi", "en", "km")
OTHER = "other"
"""The choice that lets a custodian write the code of a language the list lacks."""
PREFIX, MOST = "loi", 30
"""Of the fields in which the texts are written; and how many languages a label may have."""
IN_TWO_SCRIPTS = ("cjm", "cja", "km")
"""Of these the script is found in the text itself: nobody need know its code."""


def languages_of(community: Community) -> list[str]:
    """The languages of the people whose community it is; a village may speak any."""
    if community.people_id is None:
        return []
    people = People.objects.originals().filter(identifier=community.people_id)
    codes = people.values_list("languages", flat=True).first() or ""
    return [code.strip() for code in codes.split(";") if code.strip()]


def reading_choices() -> list[tuple[str, str]]:
    """Local Contexts' labels with our gloss."""
    offered = [(code, f"{one} – {one.gloss}") for code, one in TK_LABELS.items()]
    return [("", gettext("Không chọn")), *offered]


class TextForm(TidyTexts, forms.Form):
    """What a label says in one language; left empty, it says nothing in it."""

    language = forms.ChoiceField(label=_("Ngôn ngữ"), required=False)
    tag = forms.CharField(
        label=_("Mã ngôn ngữ"),
        required=False,
        max_length=35,
        help_text=_("Mã BCP 47, như sed cho tiếng Xơ Đăng."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    name = forms.CharField(label=_("Tên nhãn"), required=False, max_length=120)
    text = forms.CharField(
        label=_("Lời"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, languages: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = dict.fromkeys([*languages, *names.LANGUAGE_NAMES])
        choices = [(code, capfirst(names.language_name(code))) for code in codes]
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", gettext("Chọn ngôn ngữ")),
            *choices,
            (OTHER, gettext("Ngôn ngữ khác")),
        ]

    @property
    def heading(self) -> str:
        """The language of the field as it stands, for its legend."""
        code = str(self["language"].value() or "")
        if code in ("", OTHER):
            return gettext("Một ngôn ngữ nữa")
        return capfirst(names.language_name(code)) or ""

    def clean_tag(self) -> str:
        """A tag that is one, where it is asked for."""
        written: str = self.cleaned_data["tag"].strip()
        if self.cleaned_data.get("language") != OTHER or not written:
            return ""
        try:
            return language_tag(written)
        except TagError as error:
            raise forms.ValidationError(NO_TAG[error.code], params=error.params) from error

    def clean(self) -> dict[str, Any]:
        """A language with a name and a text, or nothing at all."""
        data = super().clean() or self.cleaned_data
        if not data.get("name") and not data.get("text"):
            return data
        if not data.get("language"):
            self.add_error("language", _("Hãy chọn ngôn ngữ của lời này."))
        elif data["language"] == OTHER and not data.get("tag") and "tag" not in self.errors:
            self.add_error("tag", _("Hãy ghi mã của ngôn ngữ này."))
        for field, words in (
            ("name", _("Hãy ghi tên nhãn bằng ngôn ngữ này, hoặc xóa cả lời.")),
            ("text", _("Hãy ghi lời bằng ngôn ngữ này, hoặc xóa cả tên.")),
        ):
            if not data.get(field) and field not in self.errors:
                self.add_error(field, words)
        return data

    @property
    def said(self) -> Said | None:
        """What was written; None: nothing in this language."""
        data = self.cleaned_data
        if not data.get("name"):
            return None
        language = data["tag"] if data["language"] == OTHER else data["language"]
        if language in IN_TWO_SCRIPTS:
            language = names.language_tag(f"{data['name']} {data['text']}", language)
        return Said(language, data["name"], data["text"])


class _Texts(forms.BaseFormSet):  # type: ignore[type-arg]
    """The texts of a wording in their order."""

    def clean(self) -> None:
        """One text at least, and one for each language."""
        if any(self.errors):
            return
        said = [one.language for form in self.forms if (one := form.said) is not None]
        if not said:
            raise forms.ValidationError(_("Hãy viết tên và lời bằng ít nhất một ngôn ngữ."))
        for tag in said:
            if said.count(tag) > 1:
                raise forms.ValidationError(
                    _("%(language)s có hai lần. Hãy bỏ bớt một."),
                    params={"language": capfirst(names.tag_name(tag))},
                )


TextFormSet = forms.formset_factory(
    TextForm, formset=_Texts, extra=0, max_num=MOST, absolute_max=MOST
)


class WordingForm(TidyTexts, forms.Form):
    """What a label answers to, and, in `texts`, what it says."""

    local_contexts = forms.ChoiceField(
        label=_("Giống nhãn nào của Local Contexts?"),
        required=False,
        choices=reading_choices,
        help_text=_(
            "Không bắt buộc. Chọn thì người nước ngoài nhận ra ý; lời hiện ra vẫn là lời của "
            "cộng đồng."
        ),
    )
    reason = forms.CharField(
        label=_("Lý do quyết định thay cộng đồng"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Người giữ đọc được lý do này."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        community: Community,
        version: LabelVersion | None = None,
        typed: QueryDict | None = None,
        overrules: bool = False,
    ) -> None:
        """`typed`: what was written so far, shown again with a field for one language more."""
        languages = languages_of(community)
        if typed is not None:
            initial, rows = typed.dict(), _typed_rows(typed)
        else:
            initial = {"local_contexts": version.local_contexts if version is not None else ""}
            rows = _rows(version, languages)
        super().__init__(data, initial=initial)
        if not overrules:
            del self.fields["reason"]
        self.texts: Any = TextFormSet(
            data, prefix=PREFIX, initial=rows, form_kwargs={"languages": languages}
        )

    def is_valid(self) -> bool:
        """Whether all of it can be kept; every mistake is found at once."""
        own, texts = super().is_valid(), self.texts.is_valid()
        return bool(own and texts)

    @property
    def wording(self) -> Wording:
        """What was written."""
        texts = tuple(one for form in self.texts.forms if (one := form.said) is not None)
        return Wording(texts, self.cleaned_data["local_contexts"])


def _typed_rows(typed: QueryDict) -> list[dict[str, str]]:
    """The fields as they were filled in, and an empty one."""
    rows = [
        {name: typed.get(f"{PREFIX}-{row}-{name}", "") for name in TextForm.base_fields}
        for row in range(MOST - 1)
        if f"{PREFIX}-{row}-language" in typed
    ]
    return [*rows, {}]


def _rows(version: LabelVersion | None, languages: Sequence[str]) -> list[dict[str, str]]:
    """The texts of a version in their order; or a field for the community's first language, empty
    where that is for it to say. Then an empty one for each language of the archive."""
    rows = []
    known = {*languages, *names.LANGUAGE_NAMES}
    for one in version.texts.all() if version is not None else ():
        language = one.language
        base = language.partition("-")[0]
        if language not in known and base in IN_TWO_SCRIPTS:
            language = base
        where = (
            {"language": language} if language in known else {"language": OTHER, "tag": language}
        )
        rows.append(where | {"name": one.name, "text": one.text})
    if not rows:
        rows = [{"language": code} for code in [*languages, ""][:1]]
    written = {row["language"] for row in rows}
    return rows + [{"language": code} for code in SITE_LANGUAGES if code not in written]


class DeclineForm(TidyTexts, forms.Form):
    """Why a wording is not wanted: its author reads it."""

    reason = forms.CharField(
        label=_("Vì sao chưa được?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Hãy nói vì sao, để người viết sửa được.")},
    )


class ReasonForm(TidyTexts, forms.Form):
    """Why somebody decides in a community's stead; nothing is asked of its custodians."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Người giữ đọc được lý do này."),
        error_messages={"required": _("Quyết định thay cộng đồng thì phải ghi lý do.")},
    )

    def __init__(self, data: Any = None, *, overrules: bool) -> None:
        super().__init__(data)
        if not overrules:
            del self.fields["reason"]

    @property
    def given(self) -> str:
        """The reason; nothing where nothing was asked."""
        return str(self.cleaned_data.get("reason", ""))


class LabelChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A label by what it is called in its first language."""

    def label_from_instance(self, obj: Label) -> str:
        """The name and the code."""
        return f"{called(obj.current, get_language() or '')} · {obj.code}"


class PlaceForm(ReasonForm):
    """Which label of a community is put on a thing."""

    label = LabelChoice(
        label=_("Nhãn"), queryset=Label.objects.none(), to_field_name="code", empty_label=None
    )
    field_order = ("label", "reason")

    def __init__(self, data: Any = None, *, labels: Any, overrules: bool) -> None:
        super().__init__(data, overrules=overrules)
        field = self.fields["label"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = labels
