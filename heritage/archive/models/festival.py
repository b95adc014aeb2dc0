"""Festivals and the years they are held. Dates of rites have a source, they are never computed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.fields import StreamField
from wagtail.models import Orderable

from heritage.archive.blocks import programme_blocks
from heritage.calendars.standing import Standing, standing
from heritage.peoples.models import PeopleLink, Place, PlaceLink
from heritage.peoples.models.vocabulary import Scheme, term_field
from heritage.records.fields import (
    list_field,
    months_field,
    required_sources,
    script_field,
    told_text,
)
from heritage.records.identifiers import mint
from heritage.records.pages import HeritagePage


class Festival(HeritagePage):
    """A festival as its community keeps it."""

    class Calendar(models.TextChoices):
        """The calendar by which the community sets the day."""

        GREGORIAN = "gregorian", _("dương lịch")
        VIETNAMESE_LUNAR = "vietnamese_lunar", _("âm lịch")
        KHMER_LUNAR = "khmer_lunar", _("lịch Khmer")
        CHAM = "cham", _("lịch Chăm")
        ISLAMIC = "islamic", _("lịch Hồi giáo")
        AGRICULTURAL = "agricultural", _("theo mùa, do cộng đồng định")

    kind = "festival"
    told_fields = (
        "rule_text",
        "summary",
        "body",
        "etiquette",
        "closed_to_outsiders",
        "getting_there",
        "contact",
    )

    native_name = list_field(
        _("tên trong tiếng của cộng đồng"),
        help_text=_("Nhiều tên thì cách nhau bằng dấu chấm phẩy."),
    )
    native_script = script_field(
        _("chữ viết của tên"),
        help_text=_("Mã bốn chữ cái: Khmr là chữ Khmer, Cham là chữ Chăm, Latn là chữ Latinh."),
    )
    ich_type = term_field(Scheme.ICH_LAW_2024, _("loại hình di sản"), blank=False)
    calendar = models.CharField(_("lịch"), max_length=16, choices=Calendar)
    rule_text = models.TextField(
        _("cách định ngày"),
        blank=True,
        help_text=_("Bằng lời của cộng đồng. Máy không tự tính ngày lễ."),
    )
    typical_months = months_field(
        _("tháng thường gặp"), help_text=_("Tháng dương lịch, cách nhau bằng dấu chấm phẩy: 9;10.")
    )
    duration_days = models.PositiveSmallIntegerField(_("số ngày"), null=True, blank=True)
    summary = models.TextField(_("tóm tắt"), blank=True)
    body = told_text(_("nội dung"))
    etiquette = models.TextField(
        _("điều nên giữ khi đến dự"),
        blank=True,
        help_text=_("Phép tắc và kiêng kỵ do chính cộng đồng nêu ra."),
    )
    closed_to_outsiders = models.TextField(
        _("phần không mở cho khách"),
        blank=True,
        help_text=_("Nghi thức, nơi chốn khách không vào."),
    )
    getting_there = models.TextField(_("đường đến"), blank=True)
    contact = models.TextField(_("liên hệ"), blank=True)
    sources = required_sources()
    tags = ClusterTaggableManager(through="archive.FestivalTag", blank=True, verbose_name=_("thẻ"))

    parent_page_types = ["site.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("lễ hội")
        verbose_name_plural = _("lễ hội")


class FestivalTag(TaggedItemBase):
    """A tag of a festival."""

    content_object = ParentalKey(Festival, on_delete=models.CASCADE, related_name="tagged_items")


class FestivalPeople(PeopleLink):
    """A people whose festival it is."""

    owner = ParentalKey(Festival, on_delete=models.CASCADE, related_name="people_links")


class FestivalPlace(PlaceLink):
    """A place where it is held."""

    owner = ParentalKey(Festival, on_delete=models.CASCADE, related_name="place_links")


class Inscription(Orderable):
    """The festival's entry in a national or UNESCO list."""

    class List(models.TextChoices):
        """Lists of intangible heritage."""

        NATIONAL = "national", _("Danh mục di sản văn hóa phi vật thể quốc gia")
        UNESCO_REPRESENTATIVE = (
            "unesco_representative",
            _("Danh sách đại diện của nhân loại (UNESCO)"),
        )
        UNESCO_URGENT = "unesco_urgent", _("Danh sách cần bảo vệ khẩn cấp (UNESCO)")

    festival = ParentalKey(Festival, on_delete=models.CASCADE, related_name="inscriptions")
    list = models.CharField(_("danh mục"), max_length=24, choices=List)
    year = models.PositiveSmallIntegerField(_("năm"))
    reference = models.CharField(_("quyết định"), max_length=160, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("ghi danh")
        verbose_name_plural = _("ghi danh")

    def __str__(self) -> str:
        return f"{self.get_list_display()} ({self.year})"


class Edition(Orderable):
    """One dated holding of a festival."""

    class Status(models.TextChoices):
        """How sure the date is, in the words the visitor reads."""

        ANNOUNCED = "announced", _("đã công bố")
        EXPECTED = "expected", _("dự kiến")
        HELD = "held", _("đã diễn ra")
        CANCELLED = "cancelled", _("đã hủy")

    festival = ParentalKey(Festival, on_delete=models.CASCADE, related_name="editions")
    # Only a draft may lack it.
    start_date = models.DateField(_("từ ngày"), null=True)
    end_date = models.DateField(_("đến ngày"), null=True, blank=True)
    place = models.ForeignKey(
        Place,
        verbose_name=_("địa điểm"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    status = models.CharField(_("tình trạng"), max_length=9, choices=Status)
    admission = models.CharField(_("vé, điều kiện vào"), max_length=255, blank=True)
    programme = StreamField(
        programme_blocks(), verbose_name=_("chương trình"), blank=True, collapsed=True
    )
    source_note = models.CharField(
        _("nguồn của ngày này"),
        max_length=500,
        help_text=_("Ai công bố, ở đâu, khi nào. Không có nguồn thì chưa ghi ngày."),
    )
    confirmed_by = models.CharField(_("người xác nhận"), max_length=160, blank=True)
    code = models.CharField(
        _("mã trong lịch"),
        max_length=16,
        blank=True,
        editable=False,
        help_text=_("Máy tự cấp: lịch trong điện thoại nhận ra lần này dù ngày có dời."),
    )
    """What a calendar knows the edition by, within its festival.

    Neither its day nor its row number would do: the one changes when it is moved, the other when a
    load is undone and made again, or an archive moves to another machine. Sheets carry it. A draft
    has none yet: who opens a draft and saves it unchanged must not have changed it.
    """
    moved_from = models.DateField(
        _("trước đó công bố là ngày"), null=True, blank=True, editable=False
    )
    """The day that was announced to the public before this one; kept by `save`."""

    class Meta(Orderable.Meta):
        verbose_name = _("lần tổ chức")
        verbose_name_plural = _("các lần tổ chức")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end_date__isnull=True)
                | models.Q(end_date__gte=models.F("start_date")),
                name="edition_ends_after_start",
                violation_error_message=_("Ngày kết thúc đứng trước ngày bắt đầu."),
            )
        ]

    def __str__(self) -> str:
        day = f"{self.start_date:%d/%m/%Y}" if self.start_date else gettext("chưa có ngày")
        return f"{day} ({self.get_status_display()})"

    def clean(self) -> None:
        """Refuse an end before the start, beside the field that is wrong."""
        super().clean()
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise ValidationError({"end_date": _("Ngày kết thúc đứng trước ngày bắt đầu.")})

    def standing_on(self, today: date) -> Standing:
        """What may be said of its day today; for editions that have one."""
        last = self.end_date or self.start_date
        assert last is not None
        return standing(self.status, last, today)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with a code; a day that had been announced is kept when another replaces it."""
        # Asked of the database: a draft knows what it began with, not what was public meanwhile.
        before = type(self).objects.select_related("festival").filter(pk=self.pk).first()
        self.code = self.code or (before.code if before else "") or mint()
        if before is not None and before.festival.live:
            announced = before.status == self.Status.ANNOUNCED
            moved = announced and before.start_date != self.start_date
            self.moved_from = before.start_date if moved else before.moved_from
        super().save(*args, **kwargs)
