"""Administrative units of Viet Nam with their dates of validity and what became of them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from search.analysis.folding import fold


class AdministrativeUnit(models.Model):
    """A province, district or commune as it stood between two dates.

    Codes are those of the General Statistics Office. On 1 July 2025 the provinces went from 63 to
    34, districts ended and communes were merged; a unit that ended names its successors.
    """

    class Level(models.TextChoices):
        """Levels of local government; districts ended on 1 July 2025."""

        PROVINCE = "province", _("tỉnh, thành phố")
        DISTRICT = "district", _("huyện, quận, thị xã")
        COMMUNE = "commune", _("xã, phường, đặc khu")

    level = models.CharField(_("cấp"), max_length=8, choices=Level)
    code = models.CharField(_("mã thống kê"), max_length=5)
    name = models.CharField(_("tên"), max_length=80)
    full_name = models.CharField(_("tên đầy đủ"), max_length=120)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=80, blank=True)
    folded = models.CharField(max_length=120, editable=False, db_index=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("thuộc"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    valid_from = models.DateField(_("hiệu lực từ"), null=True, blank=True)
    valid_to = models.DateField(_("hiệu lực đến"), null=True, blank=True)
    successors = models.ManyToManyField(
        "self",
        verbose_name=_("nay là"),
        symmetrical=False,
        blank=True,
        related_name="predecessors",
    )

    class Meta:
        verbose_name = _("đơn vị hành chính")
        verbose_name_plural = _("đơn vị hành chính")
        ordering = ["level", "code", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["level", "code", "valid_from"],
                name="unit_once",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the key by which sheets and lists find it."""
        self.folded = fold(self.name)
        super().save(*args, **kwargs)

    @property
    def label(self) -> str:
        """The name in the language of the interface."""
        return unit_label(self.name, self.name_en, get_language() or "")


def unit_label(name: str, name_en: str, language: str) -> str:
    """What a unit is called in `language`.

    In English by an English name, as Hanoi, but not by its own name without its marks: all that is
    told in English writes Gia Lai and Đắk Lắk, and a name has one spelling on a page.
    """
    if language == "en" and name_en and fold(name_en) != fold(name):
        return name_en
    return name
