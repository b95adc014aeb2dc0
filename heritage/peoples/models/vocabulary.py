"""Versioned vocabularies: lists of terms kept as data, each term with its scheme and validity."""

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Scheme(models.TextChoices):
    """The lists. A new law brings a new scheme beside the old one."""

    ICH_LAW_2024 = "ich-law-2024", _("Loại hình di sản phi vật thể, Luật 45/2024/QH15")
    ICH_CIRCULAR_2010 = "ich-circular-2010", _("Loại hình di sản phi vật thể, Thông tư 04/2010")
    ICH_UNESCO_2003 = "ich-unesco-2003", _("Lĩnh vực của Công ước UNESCO 2003")
    RIGHTS = "rights", _("Tuyên bố quyền")
    CUSTOM_THEME = "custom-theme", _("Chủ đề phong tục")
    NOTICE_TOPIC = "notice-topic", _("Chủ đề thông báo")
    WORD_DOMAIN = "word-domain", _("Trường từ vựng")
    MATERIAL = "material", _("Chất liệu")
    PRODUCT_CATEGORY = "product-category", _("Loại sản vật")


class Term(models.Model):
    """One term of a vocabulary, named in the languages of the interface."""

    scheme = models.CharField(_("danh mục"), max_length=32, choices=Scheme)
    code = models.CharField(_("mã"), max_length=64)
    label_vi = models.CharField(_("tên tiếng Việt"), max_length=160)
    label_en = models.CharField(_("tên tiếng Anh"), max_length=160, blank=True)
    label_km = models.CharField(_("tên tiếng Khmer"), max_length=160, blank=True)
    uri = models.URLField(_("địa chỉ định danh"), blank=True)
    valid_from = models.DateField(_("hiệu lực từ"), null=True, blank=True)
    valid_to = models.DateField(_("hiệu lực đến"), null=True, blank=True)
    maps_to = models.ManyToManyField(
        "self", verbose_name=_("ứng với"), symmetrical=False, blank=True, related_name="mapped_from"
    )
    sort_order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    class Meta:
        verbose_name = _("thuật ngữ")
        verbose_name_plural = _("danh mục")
        ordering = ["scheme", "sort_order", "code"]
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="term_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the language of the interface, or in Vietnamese."""
        return getattr(self, f"label_{get_language() or 'vi'}", "") or self.label_vi

    @property
    def stands_in(self) -> bool:
        """Whether the name is the Vietnamese one because the reader's language has none."""
        return not getattr(self, f"label_{get_language() or 'vi'}", "")


def term_field(scheme: Scheme, verbose_name: Any, **kwargs: Any) -> "models.ForeignKey[Term, Term]":
    """A choice from one vocabulary."""
    defaults: dict[str, Any] = {
        "null": True,
        "blank": True,
        "on_delete": models.PROTECT,
        "related_name": "+",
        "limit_choices_to": {"scheme": scheme.value},
    }
    return models.ForeignKey(Term, verbose_name=verbose_name, **(defaults | kwargs))
