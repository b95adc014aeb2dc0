"""Forms of the pages on which members and custodians work."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from heritage.accounts import one_time_codes
from heritage.accounts.models import User
from heritage.protocols.invitations import InvitationRefusedError, find
from heritage.protocols.models import (
    AnnouncedSeason,
    Audience,
    Community,
    Decision,
    Hold,
    Invitation,
    Protocol,
)
from heritage.protocols.rules import Wish
from search.analysis.slugs import slugify
from search.analysis.text import find_control_characters, tidy

Who, Season = Protocol.Who, Protocol.Season
LONGEST_SEASON = datetime.timedelta(days=366)
"""What is announced is announced for one year."""
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def capitalised(form: forms.BaseForm, *names: str) -> None:
    """The choices of these fields begin with a capital, as sentences do."""
    for name in names:
        field = form.fields[name]
        assert isinstance(field, forms.ChoiceField)
        choices: Any = field.choices
        field.choices = [(value, capfirst(str(label))) for value, label in choices]


class TidyTexts:
    """Mixin of forms: every text as the archive keeps texts, but passwords as they are typed. What
    no sheet would bring back, and what makes a text read as another than it is, is refused."""

    def _clean_fields(self) -> None:
        form: Any = self
        super()._clean_fields()  # type: ignore[misc]
        for name, value in list(form.cleaned_data.items()):
            if not isinstance(value, str) or not getattr(form.fields[name], "strip", True):
                continue
            form.cleaned_data[name] = tidy(value)
            if find_control_characters(form.cleaned_data[name]):
                form.add_error(name, _("Có ký tự ẩn trong lời này. Hãy xóa đi và gõ lại."))


class SignInForm(AuthenticationForm):
    """User name and password, with words that say what to do."""

    error_messages = {
        "invalid_login": _(
            "Tên đăng nhập hoặc mật khẩu không đúng. Hãy xem lại chữ hoa, chữ thường."
        ),
        "inactive": _("Tài khoản này đã đóng."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["password"].label = _("Mật khẩu")


class CodeForm(forms.Form):
    """The code that stands on the paper."""

    code = forms.CharField(
        label=_("Mã trên giấy"),
        max_length=40,
        help_text=_("Mười hai chữ và số; viết liền hay cách quãng, chữ hoa hay thường đều được."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, address: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address
        self.invitation: Invitation | None = None

    def clean_code(self) -> str:
        """The code, if it is one; attempts from one address are counted."""
        code: str = self.cleaned_data["code"]
        try:
            self.invitation = find(code)
        except InvitationRefusedError:
            try:
                one_time_codes.count_attempt(self.address)
            except one_time_codes.TooManyAttemptsError:
                raise forms.ValidationError(
                    _("Thử quá nhiều lần. Hãy đợi một giờ rồi thử lại.")
                ) from None
            raise forms.ValidationError(
                _("Mã không đúng, đã dùng hoặc đã hết hạn. Hãy xem lại từng chữ, hoặc xin mã khác.")
            ) from None
        return code


class AccountForm(TidyTexts, forms.Form):
    """The account of somebody who comes with a code."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=150,
        help_text=_("Để lần sau vào lại: chữ không dấu, không có khoảng trống."),
        validators=[User.username_validator],
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        help_text=_("Ít nhất 10 ký tự, không chỉ toàn số, không phải mật khẩu hay gặp."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Nhập lại mật khẩu"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"name": person, "username": slugify(person)}

    def clean_username(self) -> str:
        """A name that nobody has yet."""
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(
                _("Đã có người dùng tên này. Nếu là bạn, hãy đăng nhập trước rồi nhập mã.")
            )
        return username

    def clean(self) -> dict[str, Any]:
        """Two times the same, and strong enough."""
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        if data["password"] != data["password_again"]:
            self.add_error("password_again", _("Hai lần nhập không giống nhau."))
            return data
        try:
            validate_password(data["password"], User(username=data["username"]))
        except forms.ValidationError as error:
            self.add_error("password", error)
        return data

    def save(self) -> User:
        """The new account, without any role of staff."""
        family, _space, given = self.cleaned_data["name"].strip().rpartition(" ")
        return User.objects.create_user(
            self.cleaned_data["username"],
            password=self.cleaned_data["password"],
            last_name=family[:150],
            first_name=given[:150],
        )


class InviteForm(TidyTexts, forms.ModelForm):  # type: ignore[type-arg]
    """Whom, and as what."""

    class Meta:
        model = Invitation
        fields = ["person", "role"]
        widgets = {"role": forms.RadioSelect}


class CommunityForm(TidyTexts, forms.ModelForm):  # type: ignore[type-arg]
    """A community that is not that of a whole people."""

    class Meta:
        model = Community
        fields = ["name", "kind", "name_en", "name_km"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [one for one in Community.Kind.choices if one[0] != Community.Kind.PEOPLE]
        capitalised(self, "kind")


def _of_decision(name: str) -> forms.CharField:
    """The field for a column of the journal, which nobody has to fill in."""
    column: Any = Decision._meta.get_field(name)
    field: forms.CharField = column.formfield()
    return field


class RuleForm(TidyTexts, forms.Form):
    """Who may see, and when."""

    who = forms.ChoiceField(
        label=_("Ai được xem?"),
        choices=Who.choices,
        widget=forms.RadioSelect,
        initial=Who.CUSTODIANS,
    )
    season = forms.ChoiceField(
        label=_("Lúc nào?"), choices=Season.choices, widget=forms.RadioSelect, initial=Season.ALWAYS
    )
    months = forms.TypedMultipleChoiceField(
        label=_("Các tháng (dương lịch)"),
        choices=list(MONTHS.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    opens_on = forms.DateField(
        label=_("Mở từ ngày"),
        required=False,
        widget=DAY,
        help_text=_("Để trống nếu mở ngay. Trước ngày này chỉ người giữ xem được."),
    )
    closes_on = forms.DateField(
        label=_("Đóng từ ngày"),
        required=False,
        widget=DAY,
        help_text=_("Để trống nếu không có ngày đóng. Từ ngày này chỉ người giữ xem được."),
    )
    reason = forms.CharField(
        label=_("Lý do"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ghi để người sau hiểu: già làng dặn, luật tục, hội đồng chùa…"),
    )
    authority = _of_decision("authority")
    legal_basis = _of_decision("legal_basis")

    def __init__(self, *args: Any, rule: Protocol | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        capitalised(self, "who", "season")
        self.initial = {"who": Who.PUBLIC, "season": Season.ALWAYS}
        if rule is not None:
            self.initial = {
                "who": rule.who,
                "season": rule.season,
                "months": rule.month_numbers,
                "opens_on": rule.opens_on,
                "closes_on": rule.closes_on,
            }

    def clean(self) -> dict[str, Any]:
        """Months where months are meant; an end after the beginning."""
        data = super().clean() or self.cleaned_data
        if data.get("season") == Season.MONTHS and not data.get("months"):
            self.add_error("months", _("Hãy chọn ít nhất một tháng."))
        opens, closes = data.get("opens_on"), data.get("closes_on")
        if opens and closes and closes <= opens:
            self.add_error("closes_on", _("Ngày đóng phải sau ngày mở."))
        return data

    @property
    def wish(self) -> Wish:
        """What was said."""
        data = self.cleaned_data
        return Wish(
            who=data["who"],
            season=data["season"],
            months=sum(1 << (month - 1) for month in data["months"]),
            opens_on=data["opens_on"],
            closes_on=data["closes_on"],
        )


class CombineForm(TidyTexts, forms.Form):
    """How the rules of several communities combine, and why."""

    mode = forms.ChoiceField(
        label=_("Nhiều cộng đồng cùng có quy tắc: ghép thế nào?"),
        choices=Audience.Mode.choices,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Lý do"),
        required=False,
        max_length=2000,
        help_text=_("Ghi cộng đồng nào đã bàn và đồng ý."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        capitalised(self, "mode")


class SeasonForm(TidyTexts, forms.ModelForm):  # type: ignore[type-arg]
    """The days of one year."""

    class Meta:
        model = AnnouncedSeason
        fields = ["first_day", "last_day", "source"]
        widgets = {"first_day": DAY, "last_day": DAY}

    def clean(self) -> dict[str, Any]:
        """An end that is not before the beginning, nor in a year that was typed by mistake."""
        data = super().clean() or self.cleaned_data
        first: datetime.date | None = data.get("first_day")
        last: datetime.date | None = data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Ngày cuối không được trước ngày đầu."))
        if first and last and last - first > LONGEST_SEASON:
            self.add_error("last_day", _("Dài hơn một năm: hãy xem lại năm của hai ngày."))
        return data


class HoldForm(TidyTexts, forms.ModelForm):  # type: ignore[type-arg]
    """Who asked, how, and why."""

    class Meta:
        model = Hold
        fields = ["requested_by", "way", "reason"]
        widgets = {"way": forms.RadioSelect}

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Người giữ đọc được lý do này."),
    )

    def __init__(self, *args: Any, custodian: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if custodian:
            self.instance.requested_by, self.instance.way = custodian, Hold.Way.CUSTODIAN
            del self.fields["requested_by"], self.fields["way"]
            return
        way = self.fields["way"]
        assert isinstance(way, forms.ChoiceField)
        entered = (Hold.Way.PHONE, Hold.Way.PAPER, Hold.Way.SPOKEN)
        way.choices = [(one.value, one.label) for one in entered]
        capitalised(self, "way")


class ReleaseForm(TidyTexts, forms.ModelForm):  # type: ignore[type-arg]
    """Which custodian said so, and where his signature is."""

    class Meta:
        model = Hold
        fields = ["released_on_word_of", "paper"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True
