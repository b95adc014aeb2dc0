"""Those who make: villages, cooperatives, households, pagodas."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase

from heritage.peoples.models import PeopleLink, Place
from heritage.records.fields import told_text
from heritage.records.pages import HeritagePage


class Producer(HeritagePage):
    """A maker or a group of makers."""

    class Kind(models.TextChoices):
        """What sort of group it is."""

        VILLAGE = "village", _("làng nghề")
        COOPERATIVE = "cooperative", _("hợp tác xã")
        HOUSEHOLD = "household", _("hộ gia đình")
        PAGODA = "pagoda", _("chùa")
        COMPANY = "company", _("doanh nghiệp")

    kind = "producer"
    told_fields = ("narrative",)

    producer_kind = models.CharField(_("loại hình"), max_length=12, choices=Kind)
    place = models.ForeignKey(
        Place,
        verbose_name=_("địa danh"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    narrative = told_text(_("lời kể"))
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    zalo = models.CharField("Zalo", max_length=40, blank=True)
    tags = ClusterTaggableManager(
        through="catalogue.ProducerTag", blank=True, verbose_name=_("thẻ")
    )

    parent_page_types = ["site.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("người làm")
        verbose_name_plural = _("người làm")


class ProducerTag(TaggedItemBase):
    """A tag of a maker."""

    content_object = ParentalKey(Producer, on_delete=models.CASCADE, related_name="tagged_items")


class ProducerPeople(PeopleLink):
    """A people the makers belong to."""

    owner = ParentalKey(Producer, on_delete=models.CASCADE, related_name="people_links")
