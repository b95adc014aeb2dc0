"""Labels: what a community asks of everybody who meets something of its own, in its own words.

A label says what it says by its newest approved wording. Wordings are never changed, only followed
by others: who said what, and who approved it, can be read for good.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heritage.protocols.local_contexts import TK_LABELS, TKLabel, known_label
from heritage.protocols.models.communities import Community, mint_code


class LabelQuerySet(models.QuerySet["Label"]):
    """Labels."""

    def in_use(self) -> LabelQuerySet:
        """Those that have an approved wording and have not been laid aside."""
        return self.filter(current__isnull=False, retired_at=None)


class Label(models.Model):
    """A label of one community, named in sheets by its code."""

    code = models.CharField(_("mã"), max_length=7, unique=True, default=mint_code, editable=False)
    community = models.ForeignKey(
        Community, verbose_name=_("cộng đồng"), on_delete=models.PROTECT, related_name="labels"
    )
    current = models.OneToOneField(
        "LabelVersion",
        verbose_name=_("lời đang dùng"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="current_of",
    )
    """The wording approved last. None: nothing to show yet."""
    retired_at = models.DateTimeField(_("thôi dùng từ"), null=True, editable=False)

    objects = LabelQuerySet.as_manager()

    class Meta:
        verbose_name = _("nhãn")
        verbose_name_plural = _("nhãn")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.code


class LabelVersion(models.Model):
    """One wording of a label: the texts in all its languages, and what it answers to."""

    class State(models.TextChoices):
        """What the custodians say to it."""

        WAITING = "waiting", _("chờ người giữ duyệt")
        APPROVED = "approved", _("đã duyệt")
        DECLINED = "declined", _("không duyệt")

    label = models.ForeignKey(Label, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("lần"))
    local_contexts = models.CharField(
        _("nhãn của Local Contexts"), max_length=5, blank=True, validators=[known_label]
    )
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("lý do"), blank=True)
    """Why it was declined, or decided in the community's stead."""

    class Meta:
        verbose_name = _("lời của nhãn")
        verbose_name_plural = _("lời của nhãn")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["label", "number"], name="protocols_label_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.label} · {self.number}"

    @property
    def answers_to(self) -> TKLabel | None:
        """The label of Local Contexts that was chosen."""
        return TK_LABELS.get(self.local_contexts)


class LabelText(models.Model):
    """What a wording says in one language. The community's own language comes first."""

    version = models.ForeignKey(LabelVersion, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("ngôn ngữ"), max_length=35)
    """BCP 47: any language, with its script where it has several (`cjm-Cham`)."""
    name = models.CharField(_("tên nhãn"), max_length=120)
    text = models.TextField(_("lời"))
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("lời bằng một ngôn ngữ")
        verbose_name_plural = _("lời bằng các ngôn ngữ")
        ordering = ["sort_order"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language"], name="protocols_label_told_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PlacedLabel(models.Model):
    """A label on a thing, in all the thing's languages. Kept when the thing is removed."""

    label = models.ForeignKey(Label, on_delete=models.PROTECT, related_name="placements")
    identifier: Any = models.ForeignKey(
        "records.Identifier", on_delete=models.PROTECT, related_name="placed_labels"
    )
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    placed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("nhãn trên nội dung")
        verbose_name_plural = _("nhãn trên nội dung")
        constraints = [
            models.UniqueConstraint(fields=["label", "identifier"], name="protocols_placed_once")
        ]

    def __str__(self) -> str:
        return f"{self.label} · {self.identifier_id}"
