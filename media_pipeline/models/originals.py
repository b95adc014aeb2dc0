"""Originals: what was handed in, kept for good under the digest of its own bytes."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media_pipeline.facts import Facts, Kind
from media_pipeline.models.handed_in import HandedIn
from media_pipeline.storing import original_name

KINDS = [
    (Kind.IMAGE.value, _("ảnh")),
    (Kind.AUDIO.value, _("âm thanh")),
    (Kind.VIDEO.value, _("phim")),
    (Kind.DOCUMENT.value, _("tài liệu")),
    (Kind.CAPTIONS.value, _("phụ đề")),
]


class Original(HandedIn):
    """One file, as it came. Its bytes are never written again."""

    class Fixity(models.TextChoices):
        """What the last look at the stored bytes found."""

        WHOLE = "whole", _("nguyên vẹn")
        MISSING = "missing", _("không thấy tệp")
        CHANGED = "changed", _("nội dung đã khác")

    kind = models.CharField(_("loại"), max_length=8, choices=KINDS, db_index=True)
    media_type = models.CharField(_("định dạng"), max_length=100)
    facts = models.JSONField(_("đặc điểm"), default=dict)
    """`Facts` without the metadata."""
    metadata = models.JSONField(_("dữ liệu nhúng trong tệp"), default=dict)
    """All that was embedded. Private: it may say where somebody lives."""
    received_at = models.DateTimeField(_("nhận lúc"), default=timezone.now, db_index=True)
    fixity = models.CharField(
        _("lần kiểm tra gần nhất"),
        max_length=7,
        choices=Fixity,
        default=Fixity.WHOLE,
        db_index=True,
    )
    checked_at = models.DateTimeField(_("kiểm tra lúc"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("bản gốc")
        verbose_name_plural = _("bản gốc")
        ordering = ["-received_at"]

    @property
    def stored_name(self) -> str:
        """Where its bytes are in the storage of originals."""
        return original_name(self.sha256)

    def set_facts(self, facts: Facts) -> None:
        """Take over what was found in the file."""
        said = facts.as_json()
        self.metadata = said.pop("metadata")
        self.facts = said
        self.kind, self.media_type = facts.kind.value, facts.media_type

    def found(self) -> Facts:
        """What was found in the file when it came."""
        said: dict[str, Any] = {**self.facts, "metadata": self.metadata}
        return Facts.from_json(said)
