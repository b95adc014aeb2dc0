"""Permanent identifiers as rows: what each names, and whether it was withdrawn."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heritage.records.identifiers import mint


class IdentifierManager(models.Manager["Identifier"]):
    """Identifiers."""

    def mint(self, kind: str, title: str = "") -> Identifier:
        """A new one. Chance gives one that is taken once in some thousand: then another."""
        while True:
            row, is_new = self.get_or_create(value=mint(), defaults={"kind": kind, "title": title})
            if is_new:
                return row


class Identifier(models.Model):
    """A permanent identifier: minted once, never reused, kept when what it names is removed."""

    value = models.CharField(_("mã vĩnh viễn"), primary_key=True, max_length=7, default=mint)
    kind = models.CharField(_("loại"), max_length=32)
    sheet_id = models.CharField(
        _("mã trong bảng tính"), max_length=64, null=True, blank=True, unique=True
    )
    title = models.CharField(_("tên gọi"), max_length=255, blank=True)
    minted_at = models.DateTimeField(_("ngày cấp"), default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(_("ngày gỡ"), null=True, blank=True, editable=False)
    was_public = models.BooleanField(default=False, editable=False)
    """Of what was removed: whether everybody could read of it, so that its address may say so."""

    objects = IdentifierManager()

    class Meta:
        verbose_name = _("mã vĩnh viễn")
        verbose_name_plural = _("mã vĩnh viễn")

    def __str__(self) -> str:
        return f"{self.title or self.sheet_id or self.value} ({self.value})"
