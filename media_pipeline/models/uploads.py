"""Files on their way: begun, dropped and gone on with, until all bytes are there."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media_pipeline.models.originals import Original
from media_pipeline.models.quarantine import Quarantined
from media_pipeline.storing import uploads_folder


class Upload(models.Model):
    """One file that somebody sends in pieces."""

    class State(models.TextChoices):
        """Where it stands."""

        COMING = "coming", _("đang gửi")
        ARRIVED = "arrived", _("đã đến, chờ xem")
        READY = "ready", _("đã nhận")
        DUPLICATE = "duplicate", _("đã có trong kho")
        REFUSED = "refused", _("không nhận")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người gửi"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    name = models.CharField(_("tên tệp"), max_length=255)
    purpose = models.CharField(max_length=64, blank=True, editable=False)
    """What the sender said it is for; for whoever wires uploads to understand, and to check."""
    length = models.BigIntegerField(_("số byte"))
    """As announced; no more is taken."""
    state = models.CharField(
        _("tình trạng"), max_length=9, choices=State, default=State.COMING, db_index=True
    )
    begun_at = models.DateTimeField(_("bắt đầu gửi"), default=timezone.now)
    touched_at = models.DateTimeField(_("lần gửi gần nhất"), default=timezone.now, db_index=True)
    original = models.ForeignKey(
        Original, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    quarantined = models.ForeignKey(
        Quarantined, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("tệp đang gửi")
        verbose_name_plural = _("tệp đang gửi")
        ordering = ["begun_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where its bytes lie until they are taken."""
        return uploads_folder() / self.pk.hex

    @property
    def offset(self) -> int:
        """How many bytes are here: what the disk has, whoever was killed before writing it down."""
        if self.state != self.State.COMING:
            return self.length
        try:
            return min(self.path.stat().st_size, self.length)
        except FileNotFoundError:
            return 0
