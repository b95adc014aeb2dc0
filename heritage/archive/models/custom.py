"""Customs: what a people does, knows and holds to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase

from heritage.peoples.models import PeopleLink, PlaceLink
from heritage.peoples.models.vocabulary import Scheme, term_field
from heritage.records.fields import list_field, required_sources, script_field, told_text
from heritage.records.pages import HeritagePage


class Custom(HeritagePage):
    """A custom (phong tục)."""

    kind = "custom"
    told_fields = ("summary", "body", "content_warning")

    native_name = list_field(
        _("tên trong tiếng của cộng đồng"),
        help_text=_("Nhiều tên thì cách nhau bằng dấu chấm phẩy."),
    )
    native_script = script_field(
        _("chữ viết của tên"),
        help_text=_("Mã bốn chữ cái: Khmr là chữ Khmer, Cham là chữ Chăm, Latn là chữ Latinh."),
    )
    ich_type = term_field(Scheme.ICH_LAW_2024, _("loại hình di sản"), blank=False)
    theme = term_field(Scheme.CUSTOM_THEME, _("chủ đề"), blank=False)
    summary = models.TextField(_("tóm tắt"), blank=True)
    body = told_text(_("nội dung"))
    content_warning = models.TextField(
        _("lời báo trước"),
        blank=True,
        help_text=_("Vì sao nội dung này cần dè dặt. Hiện ra trước khi mở nội dung."),
    )
    sources = required_sources()
    tags = ClusterTaggableManager(through="archive.CustomTag", blank=True, verbose_name=_("thẻ"))

    parent_page_types = ["site.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("phong tục")
        verbose_name_plural = _("phong tục")


class CustomTag(TaggedItemBase):
    """A tag of a custom."""

    content_object = ParentalKey(Custom, on_delete=models.CASCADE, related_name="tagged_items")


class CustomPeople(PeopleLink):
    """A people whose custom it is."""

    owner = ParentalKey(Custom, on_delete=models.CASCADE, related_name="people_links")


class CustomPlace(PlaceLink):
    """A place where it is kept."""

    owner = ParentalKey(Custom, on_delete=models.CASCADE, related_name="place_links")
