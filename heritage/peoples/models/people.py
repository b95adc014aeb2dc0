"""A people (dân tộc) or one of its groups."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.models import Orderable

from heritage.records.fields import languages_field, script_field, told_text
from heritage.records.pages import HeritagePage


class People(HeritagePage):
    """A people: its names, languages, numbers and four told sections."""

    kind = "people"
    told_fields = (
        "provinces",
        "summary",
        "history",
        "culture",
        "festivals_told",
        "customs_told",
    )

    autonym = models.CharField(
        _("tên tự gọi"),
        max_length=80,
        blank=True,
        help_text=_("Tên mà cộng đồng gọi chính mình, bằng chữ của mình."),
    )
    autonym_script = script_field(
        _("chữ viết của tên tự gọi"),
        help_text=_("Mã bốn chữ cái: Khmr là chữ Khmer, Cham là chữ Chăm, Latn là chữ Latinh."),
    )
    gso_code = models.CharField(
        _("mã thống kê"),
        max_length=2,
        blank=True,
        help_text=_("Mã dân tộc theo Quyết định 1019/QĐ-TCTK."),
    )
    languages = languages_field(
        _("tiếng nói"),
        help_text=_("Mã tiếng, cách nhau bằng dấu chấm phẩy: bdq;vi là tiếng Ba Na và tiếng Việt."),
    )
    provinces = models.TextField(
        _("nơi sinh sống"),
        blank=True,
        help_text=_("Các tỉnh, thành, cách nhau bằng dấu chấm phẩy; ghi tên cũ trong ngoặc."),
    )
    summary = models.TextField(_("tóm tắt"), blank=True)
    history = told_text(_("lịch sử"))
    culture = told_text(_("văn hóa"))
    festivals_told = told_text(_("lễ hội"))
    customs_told = told_text(_("phong tục"))
    tags = ClusterTaggableManager(through="peoples.PeopleTag", blank=True, verbose_name=_("thẻ"))

    parent_page_types = ["site.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("dân tộc")
        verbose_name_plural = _("dân tộc")

    @property
    def alternative_names(self) -> list[str]:
        """Other names that may be shown."""
        names = self.original.names.all()
        return [n.name for n in names if n.use == PeopleName.Use.ALTERNATIVE]


class PeopleTag(TaggedItemBase):
    """A tag of a people."""

    content_object = ParentalKey(People, on_delete=models.CASCADE, related_name="tagged_items")


class PeopleName(Orderable):
    """Another name of a people: shown, or only findable because it was once used to demean."""

    class Use(models.TextChoices):
        """Whether the name may be read on a page."""

        ALTERNATIVE = "alternative", _("được hiển thị")
        SEARCH_ONLY = "search_only", _("chỉ để tìm, không bao giờ hiển thị")

    people = ParentalKey(People, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("tên"), max_length=80)
    use = models.CharField(_("dùng"), max_length=12, choices=Use, default=Use.ALTERNATIVE)

    class Meta(Orderable.Meta):
        verbose_name = _("tên gọi khác")
        verbose_name_plural = _("tên gọi khác")

    def __str__(self) -> str:
        return self.name


class PopulationCount(Orderable):
    """How many they were, by whose count. Figures are quoted, never computed."""

    people = ParentalKey(People, on_delete=models.CASCADE, related_name="populations")
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số người"))
    source = models.CharField(_("nguồn"), max_length=255)

    class Meta(Orderable.Meta):
        verbose_name = _("dân số")
        verbose_name_plural = _("dân số")

    def __str__(self) -> str:
        return f"{self.number} ({self.year})"


def original_peoples() -> dict[str, Any]:
    """Condition for choosers of a people: the Vietnamese pages."""
    return {"locale__language_code": "vi"}
