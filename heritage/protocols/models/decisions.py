"""The journal of what was decided about who may see, and about labels."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heritage.protocols.models.communities import Community
from heritage.protocols.models.rules import Audience


class Decision(models.Model):
    """One act about who may see, or about a label: kept for good, never changed."""

    class Act(models.TextChoices):
        """What was done."""

        AUDIENCE = "audience", _("đổi người được xem")
        PROTOCOL = "protocol", _("đặt hoặc sửa quy tắc")
        MEMBER = "member", _("mời hoặc thêm người")
        UNINVITED = "uninvited", _("hủy mã mời")
        MEMBER_OUT = "member_out", _("cho thôi vai trò")
        OPENED = "opened", _("quản trị mở xem")
        HOLD = "hold", _("đóng theo yêu cầu")
        RELEASE = "release", _("mở lại")
        CONSENT = "consent", _("ghi sự đồng ý")
        WITHDRAWAL = "withdrawal", _("rút lại sự đồng ý")
        LAPSE = "lapse", _("sự đồng ý hết hạn")
        LABEL_PROPOSED = "label_proposed", _("đề nghị lời cho nhãn")
        LABEL_APPROVED = "label_approved", _("duyệt lời của nhãn")
        LABEL_DECLINED = "label_declined", _("không duyệt lời của nhãn")
        LABEL_RETIRED = "label_retired", _("thôi dùng nhãn")
        LABEL_RESUMED = "label_resumed", _("dùng lại nhãn")
        LABEL_ON = "label_on", _("gắn nhãn")
        LABEL_OFF = "label_off", _("bỏ nhãn")

    act = models.CharField(max_length=16, choices=Act)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    community = models.ForeignKey(
        Community, null=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    identifier = models.CharField(max_length=7, blank=True, db_index=True)
    audience_before = models.ForeignKey(
        Audience, null=True, on_delete=models.PROTECT, related_name="+"
    )
    audience_after = models.ForeignKey(
        Audience, null=True, on_delete=models.PROTECT, related_name="+"
    )
    """Of a decision about who may see a thing; it is told in the reader's words."""
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    legal_basis = models.CharField(
        _("căn cứ"), max_length=255, blank=True, help_text=_("Luật, hương ước, lệ làng nào.")
    )
    authority = models.CharField(
        _("ai quyết định"),
        max_length=255,
        blank=True,
        help_text=_("Già làng, hội đồng, sư cả, trưởng họ…"),
    )

    class Meta:
        verbose_name = _("quyết định")
        verbose_name_plural = _("quyết định")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.get_act_display()}"

    @property
    def why(self) -> str:
        """Why, on whose word and on what ground, as far as it was said."""
        return " · ".join(filter(None, [self.reason, self.authority, self.legal_basis]))
