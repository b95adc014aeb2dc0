"""People who sign in, and the codes that give them a password."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An officer, leader, commune worker, custodian or administrator."""

    is_demo = models.BooleanField(
        _("tài khoản dùng thử"),
        default=False,
        editable=False,
        help_text=_(
            "Được tạo cùng nội dung mẫu; máy chủ chính thức không khởi động khi còn tài khoản này."
        ),
    )

    class Meta:
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")

    def get_full_name(self) -> str:
        """Family name first, as Vietnamese names are said; the user name where none is given."""
        return f"{self.last_name} {self.first_name}".strip() or self.username


class OneTimeCode(models.Model):
    """A code that lets its owner choose a password, once, within a day. Only its hash is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người dùng"),
        on_delete=models.CASCADE,
        related_name="one_time_code",
    )
    digest = models.CharField(max_length=256)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người cấp"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    issued_at = models.DateTimeField(_("lúc cấp"), default=timezone.now)
    expires_at = models.DateTimeField(_("hết hạn"))
    attempts_left = models.PositiveSmallIntegerField(_("số lần thử còn lại"))

    class Meta:
        verbose_name = _("mã một lần")
        verbose_name_plural = _("mã một lần")

    def __str__(self) -> str:
        return f"{self.user} ({self.expires_at:%d/%m/%Y %H:%M})"
