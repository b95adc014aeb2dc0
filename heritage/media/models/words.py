"""What is said of a file: its name, what is to be seen in it, whom to name, what may be done.

The words of a file that visitors see are changed in peace: the approved ones stand in their place
until a second person has read the new ones.
"""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from heritage.peoples.models.vocabulary import Scheme, term_field
from heritage.records.fields import validate_edtf

MOST_ALT = 1000
"""Characters that somebody is willing to hear about one picture."""


class Words(models.Model):
    """What a second person reads before it is seen; where to cut a picture is not among them."""

    title = models.CharField(_("tên gọi"), max_length=255, blank=True)
    title_en = models.CharField(_("tên gọi (tiếng Anh)"), max_length=255, blank=True)
    title_km = models.CharField(_("tên gọi (tiếng Khmer)"), max_length=255, blank=True)
    alt = models.TextField(
        _("mô tả cho người không nhìn thấy"),
        validators=[MaxLengthValidator(MOST_ALT)],
        blank=True,
        help_text=_("Trong ảnh có ai, làm gì, ở đâu. Một hai câu là đủ."),
    )
    alt_en = models.TextField(
        _("mô tả (tiếng Anh)"), validators=[MaxLengthValidator(MOST_ALT)], blank=True
    )
    alt_km = models.TextField(
        _("mô tả (tiếng Khmer)"), validators=[MaxLengthValidator(MOST_ALT)], blank=True
    )
    decorative = models.BooleanField(
        _("chỉ để trang trí"),
        default=False,
        help_text=_("Người không nhìn thấy không mất gì khi bỏ qua ảnh này."),
    )
    no_speech = models.BooleanField(
        _("không có lời nói, lời hát"),
        default=False,
        help_text=_("Đánh dấu thì không cần bản chép lời."),
    )
    credit = models.CharField(
        _("ghi công"),
        max_length=255,
        blank=True,
        help_text=_("Người chụp, người ghi, người được nêu tên. Ghi vào cả các bản phát ra."),
    )
    rights = term_field(Scheme.RIGHTS, _("tuyên bố quyền"))
    captured = models.CharField(
        _("chụp, ghi lúc nào"),
        max_length=40,
        blank=True,
        validators=[validate_edtf],
        help_text=_("Ghi như 1998, 2019-04, 2021-11-20; 1955~ là khoảng 1955."),
    )

    class Meta:
        abstract = True


WORDS = tuple(field.name for field in Words._meta.local_fields)


class StandingWords(Words):
    """The approved words of a file whose row holds newer ones: what visitors have meanwhile."""

    file = models.OneToOneField(
        "media.MediaFile", on_delete=models.CASCADE, related_name="standing"
    )
    transcripts: models.JSONField[Any, Any] = models.JSONField(default=list)
    """`[language, text]` of each that was shown."""
