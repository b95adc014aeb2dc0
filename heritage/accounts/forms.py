"""Forms of signing in with a code, and of an administrator for the people who sign in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from heritage.accounts import one_time_codes
from heritage.accounts.models import OneTimeCode, User


class OneTimeCodeForm(forms.Form):
    """User name, code, new password."""

    username = forms.CharField(label=_("Tên đăng nhập"), max_length=150)
    code = forms.CharField(
        label=_("Mã một lần"),
        max_length=20,
        help_text=_("Tám ký tự người quản trị đưa, dùng được trong 24 giờ."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        help_text=_("Ít nhất 10 ký tự, không chỉ toàn số, không phải mật khẩu hay gặp."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Nhập lại mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, address: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address
        self.row: OneTimeCode | None = None

    def clean(self) -> dict[str, Any]:
        """Check the passwords first, so that a slip there costs no attempt; then the code."""
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        if data["password"] != data["password_again"]:
            self.add_error("password_again", _("Hai lần nhập không giống nhau."))
            return data
        try:
            self.row = one_time_codes.check(data["username"], data["code"], self.address)
        except one_time_codes.TooManyAttemptsError:
            self.add_error(None, _("Thử quá nhiều lần. Hãy đợi một giờ rồi thử lại."))
            return data
        except one_time_codes.CodeRefusedError:
            message = _(
                "Tên đăng nhập hoặc mã không đúng, hoặc mã đã hết hạn. Hãy xem lại,"
                " hoặc xin người quản trị mã khác."
            )
            self.add_error(None, message)
            return data
        try:
            validate_password(data["password"], self.row.user)
        except forms.ValidationError as error:
            one_time_codes.give_back_attempt(self.row)
            self.row = None
            self.add_error("password", error)
        return data


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """What both forms of an account share: roles instead of superusers, no password, no e-mail."""

    password_enabled = False
    password_required = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("is_superuser", None)
        self.fields["email"].required = False
        self.fields["email"].help_text = _("Không bắt buộc: hệ thống không gửi thư.")
        self.fields["last_name"].label = _("Họ và tên đệm")
        self.fields["first_name"].label = _("Tên")
        roles = self.fields["groups"]
        assert isinstance(roles, forms.ModelMultipleChoiceField)
        roles.queryset = Group.objects.order_by("pk")
        roles.label = _("Vai trò")
        roles.help_text = _("Mỗi vai trò làm được gì: xem bảng phân quyền.")
        # Who was made on the server may do everything without one.
        roles.required = not self.instance.is_superuser
        roles.error_messages["required"] = _(
            "Hãy chọn ít nhất một vai trò: không có thì người này không vào làm việc được."
        )


class PersonCreationForm(PersonForm, UserCreationForm):
    """A new account. Its owner chooses the password himself, with a one-time code."""

    def save(self, commit: bool = True) -> User:
        """Save without a password that anybody could know."""
        self.instance.set_unusable_password()
        user: User = super().save(commit)
        return user


class PersonEditForm(PersonForm, UserEditForm):
    """An existing account."""
