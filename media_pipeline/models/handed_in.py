"""What is known of any file that was handed in, whether it was taken or refused."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class HandedIn(models.Model):
    """One file, known by the digest of its bytes."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, primary_key=True)
    name = models.CharField(_("tên khi nhận"), max_length=255)
    """The name it first came with, in NFC; a title for people, never a path."""
    bytes = models.BigIntegerField(_("số byte"))
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người gửi"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name
