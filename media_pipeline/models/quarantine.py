"""What was not taken: kept for the officer who sent it, until somebody throws it away."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media_pipeline.messages import message
from media_pipeline.models.handed_in import HandedIn
from media_pipeline.reasons import Reason
from media_pipeline.storing import quarantined_name


class Quarantined(HandedIn):
    """A refused file. Its bytes are never read again by anything that decodes, nor served."""

    reason = models.CharField(_("lý do"), max_length=15, db_index=True)
    """A `Reason`."""
    params = models.JSONField(default=dict)
    detail = models.TextField(_("lời của bộ đọc"), blank=True)
    refused_at = models.DateTimeField(_("từ chối lúc"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("tệp bị từ chối")
        verbose_name_plural = _("tệp bị từ chối")
        ordering = ["-refused_at"]

    @property
    def stored_name(self) -> str:
        """Where its bytes are in the storage of originals."""
        return quarantined_name(self.sha256)

    @property
    def message(self) -> str:
        """Why it was refused and what to do, in the reader's language."""
        return message(Reason(self.reason), self.params)
