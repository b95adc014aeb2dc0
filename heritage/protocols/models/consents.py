"""What a person or a community agreed to, for which things, until when, and whether it was taken
back. Law 91/2025/QH15 (personal data): consent is given for a named use, and can be withdrawn."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heritage.protocols.models.communities import Community, mint_code


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Consents."""

    def in_force(self, day: datetime.date) -> ConsentQuerySet:
        """Those that hold on `day`; the last day of a consent is one of its days."""
        return self.filter(
            models.Q(valid_until=None) | models.Q(valid_until__gte=day),
            withdrawn_at=None,
            given_on__lte=day,
        )

    def run_out(self, day: datetime.date) -> ConsentQuerySet:
        """Those whose last day is before `day`, and that nobody took back."""
        return self.filter(withdrawn_at=None, valid_until__lt=day)


class Consent(models.Model):
    """One act of consent: who, to what, for which things, how it was given, until when.

    It stays when it was withdrawn: what was shown, was shown with leave.
    """

    class Way(models.TextChoices):
        """How it was given."""

        PAPER = "paper", _("giấy có chữ ký hoặc điểm chỉ")
        RECORDED = "recorded", _("lời nói có ghi âm, ghi hình")
        WITNESSED = "witnessed", _("lời nói trước người làm chứng")
        MEETING = "meeting", _("cuộc họp của cộng đồng")

    class Use(models.TextChoices):
        """What may be done: the field of that name says so."""

        SHOW = "may_show", _("giới thiệu trong kho và trên mạng")
        REPRODUCE = "may_reproduce", _("in lại, sao chép")
        SELL = "may_sell", _("bán, dùng để bán hàng")
        TRAIN = "may_train", _("dùng để huấn luyện máy")

    code = models.CharField(_("số"), max_length=7, unique=True, default=mint_code, editable=False)
    person = models.ForeignKey(
        "records.Identifier",
        verbose_name=_("nhân vật"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="consents_given",
    )
    community = models.ForeignKey(
        Community,
        verbose_name=_("cộng đồng"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="consents",
    )
    things = models.ManyToManyField(
        "records.Identifier", verbose_name=_("cho những nội dung"), related_name="consents"
    )
    may_show = models.BooleanField(Use.SHOW.label, default=False)
    may_reproduce = models.BooleanField(Use.REPRODUCE.label, default=False)
    may_sell = models.BooleanField(Use.SELL.label, default=False)
    may_train = models.BooleanField(Use.TRAIN.label, default=False)
    way = models.CharField(_("đồng ý bằng cách nào"), max_length=16, choices=Way)
    evidence = models.CharField(
        _("bằng chứng"),
        max_length=255,
        help_text=_("Số, ngày và nơi cất tờ giấy; tên tệp ghi âm; hoặc tên người làm chứng."),
    )
    given_on = models.DateField(_("ngày đồng ý"))
    valid_until = models.DateField(
        _("đến hết ngày"),
        null=True,
        blank=True,
        help_text=_("Để trống nếu không có hạn. Hết ngày này nội dung tự đóng."),
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người ghi"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    entered_at = models.DateTimeField(_("ghi lúc"), default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(_("rút lại lúc"), null=True, editable=False)
    withdrawn_by = models.CharField(
        _("ai rút lại"),
        max_length=160,
        blank=True,
        help_text=_("Người đã đồng ý, hoặc người thay mặt: con cháu, hội đồng cộng đồng."),
    )
    withdrawal_reason = models.TextField(
        _("lý do"), blank=True, help_text=_("Không bắt buộc: không ai phải giải thích.")
    )
    withdrawal_entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người ghi việc rút lại"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lapsed_at = models.DateTimeField(null=True, editable=False)
    """When what depended on it was closed because its time had run out."""

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("sự đồng ý")
        verbose_name_plural = _("sự đồng ý")
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, community=None)
                | models.Q(person=None, community__isnull=False),
                name="protocols_consent_has_one_giver",
            ),
            models.CheckConstraint(
                condition=models.Q(may_show=True)
                | models.Q(may_reproduce=True)
                | models.Q(may_sell=True)
                | models.Q(may_train=True),
                name="protocols_consent_is_to_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.given_on:%d/%m/%Y}"

    @property
    def giver(self) -> str:
        """The name of the person or community."""
        if self.person is None:
            return str(self.community)
        return self.person.title or self.person.pk

    @property
    def uses(self) -> list[Use]:
        """What was agreed to."""
        return [use for use in self.Use if getattr(self, use.value)]

    def clean(self) -> None:
        """It is to something, was not given in the future, and ends after it began."""
        errors: dict[str, Any] = {}
        if not self.uses:
            errors["may_show"] = _("Hãy chọn ít nhất một việc được đồng ý.")
        began: datetime.date | None = self.given_on
        if began and began > timezone.localdate():
            errors["given_on"] = _("Ngày đồng ý không thể ở sau hôm nay.")
        if began and self.valid_until and self.valid_until < began:
            errors["valid_until"] = _("Ngày hết hạn không được trước ngày đồng ý.")
        if errors:
            raise ValidationError(errors)
