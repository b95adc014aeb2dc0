"""Files of a search that are too large to be waited for."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    """An address that nobody guesses: whoever has it, and only he, finds the file."""
    return secrets.token_urlsafe(24)


class SearchFile(models.Model):
    """One file: what was asked for, and how far the worker is. Nothing about who asked."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("đang chờ")
        WORKING = "working", _("đang soạn")
        DONE = "done", _("đã xong")
        FAILED = "failed", _("không soạn được")

    token = models.CharField(max_length=32, primary_key=True, default=new_token, editable=False)
    state = models.CharField(_("tình trạng"), max_length=8, choices=State, default=State.WAITING)
    format = models.CharField(_("định dạng"), max_length=16)
    language = models.CharField(_("ngôn ngữ"), max_length=8)
    query = models.TextField(_("tìm gì"))
    """The address of the search, as `Asked.pairs` has it."""
    origin = models.CharField(max_length=255)
    """Scheme and host by which the archive was asked: addresses in the file begin so."""
    left_out = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    generation = models.BigIntegerField(default=-1)
    """Of the archive when the file was begun: while it is the same, nothing has been closed."""
    made_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField(_("lúc"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("tệp kết quả tìm")
        verbose_name_plural = _("tệp kết quả tìm")

    def __str__(self) -> str:
        return f"{self.format} ({self.state})"
