"""Loads of sheets: what was brought, by whom, what became of each row, and how to take it back."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heritage.records.models import Identifier


class ReadableJSONEncoder(json.JSONEncoder):
    """JSON that keeps Vietnamese and Khmer letters as they are: a third of the size on disk."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**(kwargs | {"ensure_ascii": False}))


class Load(models.Model):
    """One load: several sheets that go into the archive together or not at all."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("chờ kiểm tra")
        CHECKED = "checked", _("đã kiểm tra, chờ nạp")
        REFUSED = "refused", _("có lỗi, chưa nạp gì")
        APPLYING = "applying", _("đang nạp")
        DONE = "done", _("đã nạp")
        FAILED = "failed", _("dừng giữa chừng, chưa nạp gì")
        UNDOING = "undoing", _("đang hoàn tác")
        UNDONE = "undone", _("đã hoàn tác")

    class Landing(models.TextChoices):
        """The state in which new rows land, unless the sheet itself says."""

        DRAFT = "draft", _("bản nháp")
        PUBLISHED = "published", _("xuất bản")

    number = models.BigAutoField(_("số"), primary_key=True)
    state = models.CharField(
        _("tình trạng"), max_length=8, choices=State, default=State.WAITING, db_index=True
    )
    landing = models.CharField(
        _("nội dung mới là"), max_length=9, choices=Landing, default=Landing.DRAFT
    )
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người nạp"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("lãnh đạo duyệt"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("lúc gửi"), default=timezone.now, editable=False)
    applied_at = models.DateTimeField(_("lúc nạp"), null=True, blank=True, editable=False)
    undone_at = models.DateTimeField(_("lúc hoàn tác"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("nội dung mẫu"), default=False, editable=False)
    files = models.JSONField(_("tệp"), default=list, encoder=ReadableJSONEncoder)
    """`[{"name", "stored", "kind", "rows"}]`: as sent; `stored` only while the file is kept."""
    counts = models.JSONField(_("số lượng"), default=dict)
    """`{"created", "changed", "unchanged"}`, each a number."""
    report = models.JSONField(_("báo cáo"), default=dict, encoder=ReadableJSONEncoder)
    """`errors`, `warnings` and `rows` as the preview shows them, and what an undo did:
    `removed`, `restored` and `kept`."""
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    message = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        verbose_name = _("lần nạp bảng tính")
        verbose_name_plural = _("nạp bảng tính")
        ordering = ["-number"]

    def __str__(self) -> str:
        return str(_("Lần nạp số %(number)s") % {"number": self.number})


class LoadRow(models.Model):
    """What one row of a sheet did: the journal by which a load can be taken back."""

    class Action(models.TextChoices):
        """What happened."""

        CREATED = "created", _("tạo mới")
        CHANGED = "changed", _("sửa")
        UNCHANGED = "unchanged", _("giữ nguyên")

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="rows")
    kind = models.CharField(_("loại"), max_length=32)
    key = models.CharField(_("khóa"), max_length=512, blank=True)
    """What told the row apart: the sheet's id, or its natural key (a word, an edition)."""
    identifier = models.ForeignKey(
        Identifier, verbose_name=_("mã vĩnh viễn"), on_delete=models.PROTECT, related_name="+"
    )
    action = models.CharField(_("việc"), max_length=9, choices=Action)
    file = models.CharField(_("tệp"), max_length=255)
    row = models.PositiveIntegerField(_("dòng"))
    given = models.JSONField(default=dict, encoder=ReadableJSONEncoder)
    """The cells as the sheet gave them: what a later load of the same sheet is compared with."""
    before = models.JSONField(null=True, blank=True, encoder=ReadableJSONEncoder)
    """All cells as they were exported before a change; empty for what was created."""
    after_fingerprint = models.CharField(max_length=64, blank=True)
    """SHA-256 of all cells as they would be exported right after the load."""
    undone = models.BooleanField(_("đã hoàn tác"), default=False, editable=False)

    class Meta:
        verbose_name = _("dòng đã nạp")
        verbose_name_plural = _("dòng đã nạp")
        indexes = [models.Index(fields=["kind", "identifier"], name="loadrow_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
