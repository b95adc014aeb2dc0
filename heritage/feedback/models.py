"""What a visitor wrote about a page, what was done with it and by whom; who has knocked lately."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heritage.accounts.spoken_codes import spaced


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Remarks."""

    def waiting(self) -> RemarkQuerySet:
        """Those nobody has answered or closed: requests to take down first, then the oldest."""
        return self.filter(state=Remark.State.OPEN).urgent_first()

    def urgent_first(self) -> RemarkQuerySet:
        """In the order in which they should be read."""
        urgent = models.Case(
            models.When(kind=Remark.Kind.TAKEDOWN, then=models.Value(0)), default=models.Value(1)
        )
        return self.order_by(urgent, "at", "pk")


class Remark(models.Model):
    """One remark of a visitor: a task with a code.

    Names a thing by its permanent identifier and no foreign key: what was said about a thing that
    is removed stays said.
    """

    class Kind(models.TextChoices):
        """What the visitor wants."""

        CORRECTION = "correction", _("sửa một chỗ sai")
        ADDITION = "addition", _("bổ sung điều còn thiếu")
        TAKEDOWN = "takedown", _("xin gỡ xuống hoặc đóng lại")
        QUESTION = "question", _("hỏi")

    class State(models.TextChoices):
        """Where the task stands."""

        OPEN = "open", _("chờ trả lời")
        ANSWERED = "answered", _("đã trả lời")
        CLOSED = "closed", _("đã đóng")

    code = models.CharField(_("mã góp ý"), max_length=8, unique=True, editable=False)
    receipt = models.CharField(max_length=64, unique=True, editable=False)
    """Digest of the form and the words: what is sent twice is one remark."""
    identifier = models.CharField(_("mã vĩnh viễn"), max_length=7, blank=True, db_index=True)
    section = models.CharField(_("mục"), max_length=10, blank=True)
    kind = models.CharField(_("việc"), max_length=10, choices=Kind)
    words = models.TextField(_("lời góp ý"))
    name = models.CharField(_("tên người góp ý"), max_length=120, blank=True)
    contact = models.CharField(_("cách liên hệ"), max_length=200, blank=True)
    language = models.CharField(_("ngôn ngữ của trang"), max_length=5)
    at = models.DateTimeField(_("gửi lúc"), default=timezone.now, db_index=True)
    state = models.CharField(
        _("tình trạng"), max_length=8, choices=State, default=State.OPEN, db_index=True
    )
    done_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)
    """When it was answered or closed last; from then on the sender's name is kept for a time."""

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("góp ý")
        verbose_name_plural = _("góp ý")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.spoken

    @property
    def spoken(self) -> str:
        """The code as it is read aloud."""
        return spaced(self.code)

    @property
    def is_urgent(self) -> bool:
        """Whether somebody asks to take something down and nobody has decided."""
        return self.kind == self.Kind.TAKEDOWN and self.state == self.State.OPEN

    @property
    def is_personal(self) -> bool:
        """Whether a name or a way to reach the sender is still kept."""
        return bool(self.name or self.contact)


class Step(models.Model):
    """What was done with a remark, by whom, when: kept as long as the remark, never changed."""

    class Act(models.TextChoices):
        """What was done."""

        ANSWERED = "answered", _("trả lời")
        CLOSED = "closed", _("đóng")
        REOPENED = "reopened", _("mở lại")
        ERASED = "erased", _("xóa tên và cách liên hệ")

    remark = models.ForeignKey(Remark, on_delete=models.CASCADE, related_name="steps")
    act = models.CharField(max_length=8, choices=Act)
    words = models.TextField(blank=True)
    """The answer, or why it was closed: the sender reads both."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    """None: the archive itself, when the time was over; or the account is gone."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("việc đã làm với góp ý")
        verbose_name_plural = _("việc đã làm với góp ý")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.remark} {self.get_act_display()}"


class Knock(models.Model):
    """That somebody of a network sent a remark or tried a code: forgotten within an hour.

    A cache counts neither for all processes nor for a whole hour.
    """

    purpose = models.CharField(max_length=8)
    network = models.CharField(max_length=64)
    """Keyed digest of the part of the address that a household or an office shares."""
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("lần gõ cửa")
        verbose_name_plural = _("lần gõ cửa")
        indexes = [models.Index(fields=["purpose", "network"], name="knock_network")]

    def __str__(self) -> str:
        return self.purpose
