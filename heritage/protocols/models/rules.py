"""Protocols and the audiences they combine into.

A *protocol* is one rule of one community: who, and when. An *audience* is a combination of rules;
each distinct combination is one row, and every page and record points to one. What a viewer may see
is therefore a set of row numbers (`heritage.protocols.audiences`).
"""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heritage.protocols.models.communities import Community, mint_code


class Protocol(models.Model):
    """One rule of one community: who, and when. Its custodians are never shut out by it."""

    class Who(models.TextChoices):
        """Who may see while the rule is open."""

        PUBLIC = "public", _("mọi người")
        SIGNED_IN = "signed_in", _("người đã đăng nhập")
        MEMBERS = "members", _("thành viên cộng đồng")
        CUSTODIANS = "custodians", _("người giữ")

    class Season(models.TextChoices):
        """Whether the rule opens for a part of the year only."""

        ALWAYS = "always", _("quanh năm")
        MONTHS = "months", _("chỉ trong các tháng đã chọn")
        ANNOUNCED = "announced", _("chỉ trong những ngày được báo cho từng năm")

    code = models.CharField(_("mã"), max_length=7, unique=True, default=mint_code, editable=False)
    community = models.ForeignKey(
        Community, verbose_name=_("cộng đồng"), on_delete=models.PROTECT, related_name="protocols"
    )
    name = models.CharField(
        _("tên quy tắc"),
        max_length=120,
        blank=True,
        help_text=_("Tên để người giữ nhận ra: “Chỉ mở tháng Katê”."),
    )
    standard = models.BooleanField(default=False, editable=False)
    """Made with the community and never changed: plainly its members, plainly its custodians."""
    who = models.CharField(_("ai được xem"), max_length=16, choices=Who, default=Who.CUSTODIANS)
    season = models.CharField(_("lúc nào"), max_length=16, choices=Season, default=Season.ALWAYS)
    months = models.PositiveSmallIntegerField(_("các tháng"), default=0)
    """A bit for each Gregorian month, January the lowest."""
    opens_on = models.DateField(
        _("mở từ ngày"),
        null=True,
        blank=True,
        help_text=_("Trước ngày này chỉ người giữ xem được."),
    )
    closes_on = models.DateField(
        _("đóng từ ngày"),
        null=True,
        blank=True,
        help_text=_("Từ ngày này chỉ người giữ xem được."),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("quy tắc xem")
        verbose_name_plural = _("quy tắc xem")
        constraints = [
            models.UniqueConstraint(
                fields=["community", "who"],
                condition=models.Q(standard=True),
                name="protocols_one_standard",
            ),
            models.CheckConstraint(
                condition=models.Q(months__gte=0, months__lt=1 << 12),
                name="protocols_twelve_months",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community}: {self.name or self.get_who_display()}"

    @property
    def month_numbers(self) -> list[int]:
        """The months of the season, 1 to 12."""
        return [month for month in range(1, 13) if self.months & (1 << (month - 1))]

    def clean(self) -> None:
        """A season by months names months; what closes does so after it opened."""
        if self.season == self.Season.MONTHS and not self.months:
            raise ValidationError({"months": _("Hãy chọn ít nhất một tháng.")})
        if self.opens_on and self.closes_on and self.closes_on <= self.opens_on:
            raise ValidationError({"closes_on": _("Ngày đóng phải sau ngày mở.")})


class AnnouncedSeason(models.Model):
    """The days on which a rule opens in one year, as the community announced them."""

    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="seasons")
    first_day = models.DateField(_("ngày đầu"))
    last_day = models.DateField(_("ngày cuối"))
    source = models.CharField(
        _("ai báo"), max_length=255, help_text=_("Người hoặc văn bản báo những ngày này.")
    )

    class Meta:
        verbose_name = _("mùa đã báo")
        verbose_name_plural = _("mùa đã báo")
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="protocols_season_has_days",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_day:%d/%m/%Y} – {self.last_day:%d/%m/%Y}"

    def holds(self, day: datetime.date) -> bool:
        """Whether `day` is one of its days."""
        return self.first_day <= day <= self.last_day


class Audience(models.Model):
    """A combination of protocols; one row for each distinct combination."""

    class Mode(models.TextChoices):
        """How the rules combine."""

        ALL = "all", _("phải hợp mọi quy tắc")
        ANY = "any", _("hợp một quy tắc là đủ")

    PUBLIC = 1
    """The combination of no rules."""
    CLOSED = 2
    """For nobody at all: what a hold closes, until it is released."""

    mode = models.CharField(max_length=3, choices=Mode, default=Mode.ALL)
    key = models.CharField(max_length=255, unique=True)
    """The combination in words that are the same however it was put together: `all:4,9`."""
    protocols = models.ManyToManyField(Protocol, related_name="audiences")

    class Meta:
        verbose_name = _("đối tượng xem")
        verbose_name_plural = _("đối tượng xem")

    def __str__(self) -> str:
        if self.pk == self.PUBLIC:
            return str(_("Mọi người"))
        if self.pk == self.CLOSED:
            return str(_("Đang đóng theo yêu cầu"))
        between = " + " if self.mode == self.Mode.ALL else " / "
        return between.join(sorted(str(protocol) for protocol in self.protocols.all()))


class AudienceField(models.ForeignKey):  # type: ignore[type-arg]
    """The audience of a thing. Saving a thing never changes it.

    A form that was opened before the community decided, a draft of last year, a load of sheets:
    none of them may open again what has been closed since. A new row takes the value it is given;
    afterwards only `heritage.records.access` changes it.
    """

    def __init__(self, **kwargs: Any) -> None:
        given = {
            "to": "protocols.Audience",
            "on_delete": models.PROTECT,
            "related_name": "+",
            "default": Audience.PUBLIC,
            "editable": False,
        }
        super().__init__(**(kwargs | given))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The given value for a new row; for an existing one, whatever stands there now."""
        return super().pre_save(model_instance, add) if add else models.F(self.name)

    def deconstruct(self) -> Any:
        """For migrations: what is the same for all such fields is not repeated."""
        name, path, args, kwargs = super().deconstruct()
        for key in ("to", "on_delete", "related_name", "default", "editable"):
            kwargs.pop(key, None)
        return name, path, args, kwargs
