"""Places: villages, pagodas, rivers, old districts, with the administrative units they lie in."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.models import Orderable

from heritage.peoples.models.administrative import AdministrativeUnit
from heritage.peoples.models.links import PeopleLink
from heritage.records.things import HeritageRecord


class Place(HeritageRecord):
    """A named place. Old names stay findable; the name of today is shown."""

    class Kind(models.TextChoices):
        """What sort of place it is, as in the sheets."""

        VILLAGE = "village", _("làng, phum sóc")
        COMMUNE = "commune", _("xã, phường")
        PAGODA = "pagoda", _("chùa")
        TEMPLE = "temple", _("đền tháp")
        RIVER = "river", _("sông, suối")
        DISTRICT = "district", _("huyện (trước 1/7/2025)")
        PROVINCE = "province", _("tỉnh, thành phố")
        SITE = "site", _("địa điểm")

    kind = "place"
    told_fields = ("title", "summary")

    place_kind = models.CharField(_("loại địa danh"), max_length=10, choices=Kind)
    summary = models.TextField(_("giới thiệu"), blank=True)
    latitude = models.DecimalField(
        _("vĩ độ"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(6), MaxValueValidator(24)],
    )
    longitude = models.DecimalField(
        _("kinh độ"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(102), MaxValueValidator(118)],
    )
    coordinate_decimals = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text=_("Bảng tính ghi bao nhiêu chữ số thập phân: tọa độ chính xác đến đâu."),
    )
    tags = ClusterTaggableManager(through="peoples.PlaceTag", blank=True, verbose_name=_("thẻ"))

    class Meta(HeritageRecord.Meta):
        verbose_name = _("địa danh")
        verbose_name_plural = _("địa danh")


class PlaceTag(TaggedItemBase):
    """A tag of a place."""

    content_object = ParentalKey(Place, on_delete=models.CASCADE, related_name="tagged_items")


class PlacePeople(PeopleLink):
    """A people who live at the place."""

    owner = ParentalKey(Place, on_delete=models.CASCADE, related_name="people_links")


class PlaceUnit(Orderable):
    """The place lies in this unit, or lay in it before July 2025, under the name as recorded."""

    class Era(models.TextChoices):
        """Before or after the mergers of 1 July 2025."""

        BEFORE = "before", _("trước 1/7/2025")
        TODAY = "today", _("hiện nay")

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="unit_links")
    era = models.CharField(_("thời kỳ"), max_length=6, choices=Era)
    unit = models.ForeignKey(
        AdministrativeUnit,
        verbose_name=_("đơn vị hành chính"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    level = models.CharField(_("cấp"), max_length=8, choices=AdministrativeUnit.Level)
    name_as_recorded = models.CharField(_("tên khi ghi chép"), max_length=120)

    class Meta(Orderable.Meta):
        verbose_name = _("đơn vị hành chính")
        verbose_name_plural = _("đơn vị hành chính")

    def __str__(self) -> str:
        return self.name_as_recorded
