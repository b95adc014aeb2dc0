"""What is said or sung in a recording or film, in one language, as text or with its times."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from heritage.media.models.files import MediaFile
from heritage.records.fields import LanguageField
from media_pipeline.reasons import RefusedError
from media_pipeline.recipes import captions, webvtt
from search.analysis.text import tidy

MOST = 1_000_000
"""Characters: a day of talk."""


class Transcript(models.Model):
    """The words of one recording in one language: those that are heard, or a translation."""

    file = models.ForeignKey(
        MediaFile, verbose_name=_("tệp"), on_delete=models.CASCADE, related_name="transcripts"
    )
    language = LanguageField(
        _("ngôn ngữ"), max_length=35, help_text=_("Mã tiếng: vi, km, bdq, cjm.")
    )
    text = models.TextField(
        _("lời"),
        validators=[MaxLengthValidator(MOST)],
        help_text=_(
            "Lời chép, hoặc nội dung một tệp phụ đề WebVTT hay SubRip: có mốc giờ thì lời chạy theo"
            " tiếng."
        ),
    )
    is_machine = models.BooleanField(
        _("máy chép, chưa ai rà soát"),
        default=False,
        help_text=_("Bản nháp: chưa hiện. Nghe, sửa xong thì bỏ dấu."),
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người rà soát"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reviewed_at = models.DateTimeField(_("rà soát lúc"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("bản chép lời")
        verbose_name_plural = _("bản chép lời")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["file", "language"], name="media_transcript_once")
        ]

    def __str__(self) -> str:
        return f"{self.file} ({self.language})"

    def clean(self) -> None:
        """Line ends as everywhere; write what has times anew as WebVTT, so that nothing else is in
        it.

        Raises ValidationError for what says that it is WebVTT and cannot be read.
        """
        self.text = tidy(self.text)
        try:
            found = captions.read(self.text.encode())
        except RefusedError as refusal:
            if webvtt.is_webvtt(self.text):
                raise ValidationError(
                    {"text": _("Không đọc được phụ đề này: %(why)s.") % {"why": refusal.detail}}
                ) from refusal
        else:
            self.text = webvtt.write(found)

    @property
    def may_be_shown(self) -> bool:
        """Whether readers may have it: what a machine wrote only once a person has read it."""
        return bool(self.text) and not self.is_machine

    @property
    def is_timed(self) -> bool:
        """Whether it runs along."""
        return webvtt.is_webvtt(self.text)

    @property
    def cues(self) -> list[dict[str, Any]]:
        """`{start, end, text, voice, lang}`, in seconds; empty where there are no times."""
        if not self.is_timed:
            return []
        return captions.transcript(captions.read(self.text.encode()), self.language)
