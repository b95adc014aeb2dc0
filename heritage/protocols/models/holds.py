"""Requests to close something at once, and the word that opens it again."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heritage.protocols.models.communities import Community
from heritage.protocols.models.rules import Audience


class HoldQuerySet(models.QuerySet["Hold"]):
    """Holds."""

    def active(self) -> HoldQuerySet:
        """Those that have not been released."""
        return self.filter(released_at=None)


class Hold(models.Model):
    """Somebody asked that a thing be closed for everybody. It is, until a custodian says otherwise.

    Several may have asked: then it opens when the last of these holds is released.

    Named by the permanent identifier and no foreign key: the log of holds may speak of a thing that
    an older copy of the database does not have yet.
    """

    class Way(models.TextChoices):
        """How the request came."""

        PHONE = "phone", _("gọi điện")
        PAPER = "paper", _("giấy viết tay hoặc đơn")
        SPOKEN = "spoken", _("nói trực tiếp")
        CUSTODIAN = "custodian", _("người giữ tự đóng")
        CONSENT = "consent", _("sự đồng ý rút lại hoặc hết hạn")

    number = models.UUIDField(_("số"), primary_key=True, default=uuid.uuid4, editable=False)
    identifier = models.CharField(_("mã vĩnh viễn"), max_length=7, db_index=True, editable=False)
    community = models.ForeignKey(
        Community,
        verbose_name=_("cộng đồng xin đóng"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    """Whose custodians alone open it again. None: any community that has a say."""
    requested_by = models.CharField(
        _("ai yêu cầu"), max_length=160, help_text=_("Tên người yêu cầu, như cộng đồng gọi.")
    )
    way = models.CharField(_("yêu cầu bằng cách nào"), max_length=16, choices=Way)
    reason = models.TextField(_("lý do"), help_text=_("Người giữ đọc được lý do này."))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người ghi"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    placed_at = models.DateTimeField(_("đóng lúc"), default=timezone.now, editable=False)
    audience = models.ForeignKey(
        Audience,
        verbose_name=_("mở lại cho"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    """Whom it opens to when it is released. None: the thing was not there."""
    released_at = models.DateTimeField(_("mở lại lúc"), null=True, editable=False)
    released_on_word_of = models.CharField(_("theo lời người giữ"), max_length=160, blank=True)
    paper = models.CharField(
        _("giấy có chữ ký"),
        max_length=255,
        blank=True,
        help_text=_("Số, ngày và nơi cất tờ giấy người giữ đã ký."),
    )
    release_entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người ghi việc mở lại"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    release_entered_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người xác nhận"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("yêu cầu đóng")
        verbose_name_plural = _("yêu cầu đóng")
        ordering = ["-placed_at"]

    def __str__(self) -> str:
        return f"{self.identifier} · {self.placed_at:%d/%m/%Y %H:%M}"

    @classmethod
    def open_for(cls, identifier: str) -> Hold | None:
        """The first of the holds that close a thing now, if there is one."""
        return cls.objects.active().filter(identifier=identifier).order_by("placed_at").first()
