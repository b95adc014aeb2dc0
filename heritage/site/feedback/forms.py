"""The form for visitors. Nobody is asked who he is, and nothing that was typed is lost."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from heritage.feedback.models import Remark
from heritage.feedback.stamps import TooOldError, TooQuickError, check_stamp, new_stamp
from search.analysis.text import tidy, without_control_characters

LONGEST = 4000
LINK = re.compile(r"(?:https?://|www\.)\S*|\b[\w.-]+\.[a-z]{2,}/\S*", re.IGNORECASE)
FEWEST_LETTERS = 3
"""Outside of links."""
TOO_LONG = _("Dài %(show_value)d ký tự: nhiều nhất là %(limit_value)d.")


class LegibleForm(forms.Form):
    """Texts as they can be read: what is hidden in a pasted text is left out, not refused.

    A visitor cannot see a mark of direction or a NUL, and so could not take it out himself.
    """

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        if data is not None:
            data = {name: without_control_characters(tidy(text)) for name, text in data.items()}
        super().__init__(data, **kwargs)


class RemarkForm(LegibleForm):
    """What somebody says about a page."""

    kind = forms.ChoiceField(
        label=_("Bạn muốn"),
        choices=[(value, capfirst(str(label))) for value, label in Remark.Kind.choices],
        widget=forms.RadioSelect,
        initial=Remark.Kind.CORRECTION,
        error_messages=dict.fromkeys(["required", "invalid_choice"], _("Hãy chọn một việc.")),
    )
    words = forms.CharField(
        label=_("Lời của bạn"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Chỗ nào, sai hay thiếu điều gì, biết từ đâu. Viết tiếng nào cũng được."),
        error_messages={
            "required": _("Hãy viết vài lời."),
            "max_length": TOO_LONG,
        },
    )
    name = forms.CharField(
        label=_("Tên của bạn"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": TOO_LONG},
    )
    contact = forms.CharField(
        label=_("Cách liên hệ"),
        max_length=200,
        required=False,
        help_text=_("Số điện thoại, thư điện tử hoặc địa chỉ, nếu muốn được hỏi lại."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": TOO_LONG},
    )
    website = forms.CharField(
        label=_("Để trống ô này"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    """Nobody sees this field; machines fill it in."""
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["stamp"].initial = new_stamp
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (value, capfirst(str(label))) for value, label in Remark.Kind.choices
        ]
        for name in ("words", "name", "contact"):
            # The browser would cut a pasted text without a word.
            self.fields[name].widget.attrs.pop("maxlength", None)

    def clean_words(self) -> str:
        """More than addresses of other sites."""
        words: str = self.cleaned_data["words"]
        rest = LINK.sub(" ", words)
        if rest != words and sum(map(str.isalpha, rest)) < FEWEST_LETTERS:
            raise forms.ValidationError(
                _("Chỉ có đường dẫn thì cán bộ không biết bạn muốn nói gì: hãy viết thêm vài lời.")
            )
        return words

    def clean(self) -> dict[str, Any]:
        """What only a machine does; told in words, in case it was a person."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("website"):
            self._put("website", "")
            self.add_error(None, _("Chưa gửi được. Hãy bấm gửi lần nữa."))
        wrong = self._wrong_with_stamp(cleaned.get("stamp", ""))
        # Whoever has something to mend has time enough: told of it, he would look for what is not.
        if wrong and not self.errors:
            self.add_error(None, wrong)
        return cleaned

    def _wrong_with_stamp(self, stamp: str) -> str:
        try:
            check_stamp(stamp)
        except TooQuickError:
            return gettext("Nhanh quá! Hãy đọc lại một lượt rồi bấm gửi lần nữa.")
        except TooOldError:
            self._put("stamp", new_stamp())
            return gettext("Trang này mở đã lâu. Hãy đợi vài giây rồi bấm gửi lần nữa.")
        return ""

    def _put(self, name: str, value: str) -> None:
        """Show the form again with another value in a field that the visitor does not see."""
        assert isinstance(self.data, dict)
        self.data[name] = value


class CodeForm(LegibleForm):
    """The code a visitor was given."""

    code = forms.CharField(
        label=_("Mã góp ý"),
        max_length=40,
        help_text=_("Tám chữ và số; viết liền hay cách quãng, chữ hoa hay thường đều được."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Hãy gõ mã."), "max_length": TOO_LONG},
    )
