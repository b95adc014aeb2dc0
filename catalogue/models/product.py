"""Traditional products: what is made, by whom, for what price, and why some things are not sold."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.models import Orderable

from catalogue.models.producer import Producer
from heritage.archive.models import Custom, Festival
from heritage.peoples.models import PeopleLink, Term
from heritage.peoples.models.vocabulary import Scheme, term_field
from heritage.records.fields import months_field, told_text
from heritage.records.pages import HeritagePage


class Product(HeritagePage):
    """A product. The price is the maker's; the archive takes no order and no money."""

    class PriceKind(models.TextChoices):
        """How the price is given."""

        FIXED = "fixed", _("một giá")
        RANGE = "range", _("khoảng giá")
        ASK = "ask", _("hỏi người làm")

    class Stock(models.TextChoices):
        """Whether there is any."""

        IN_STOCK = "in_stock", _("có sẵn")
        MADE_TO_ORDER = "made_to_order", _("làm theo đặt")
        SEASONAL = "seasonal", _("theo mùa")
        OUT = "out", _("tạm hết")

    kind = "product"
    told_fields = (
        "unit",
        "materials",
        "size",
        "care",
        "motif",
        "narrative",
        "certificate_note",
        "cultural_use_note",
    )

    sku = models.CharField(_("mã hàng"), max_length=40, blank=True)
    maker = models.ForeignKey(
        Producer,
        verbose_name=_("người làm"),
        null=True,
        on_delete=models.PROTECT,
        related_name="products",
        limit_choices_to={"locale__language_code": "vi"},
    )
    category = term_field(Scheme.PRODUCT_CATEGORY, _("loại sản vật"), blank=False)
    price_kind = models.CharField(_("cách báo giá"), max_length=5, choices=PriceKind)
    price_min_vnd = models.PositiveIntegerField(_("giá (đồng)"), null=True, blank=True)
    price_max_vnd = models.PositiveIntegerField(_("giá cao nhất (đồng)"), null=True, blank=True)
    unit = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    min_order = models.PositiveIntegerField(_("đặt ít nhất"), null=True, blank=True)
    lead_time_days = models.PositiveSmallIntegerField(
        _("thời gian làm (ngày)"), null=True, blank=True
    )
    made_to_order = models.BooleanField(_("làm theo đặt"), default=False)
    season_months = months_field(
        _("tháng có hàng"), help_text=_("Tháng dương lịch theo thứ tự mùa: 11;12;1;2.")
    )
    stock = models.CharField(_("tình trạng hàng"), max_length=13, choices=Stock)
    materials = models.CharField(_("chất liệu"), max_length=255, blank=True)
    material_terms = ParentalManyToManyField(
        Term,
        verbose_name=_("chất liệu theo danh mục"),
        blank=True,
        related_name="+",
        limit_choices_to={"scheme": Scheme.MATERIAL.value},
    )
    size = models.CharField(_("kích thước"), max_length=120, blank=True)
    weight_g = models.PositiveIntegerField(_("nặng (gam)"), null=True, blank=True)
    care = models.TextField(_("cách giữ gìn"), blank=True)
    motif = models.TextField(_("hoa văn"), blank=True)
    narrative = told_text(_("lời kể"))
    ocop_stars = models.PositiveSmallIntegerField(_("số sao OCOP"), null=True, blank=True)
    ocop_number = models.CharField(_("số giấy chứng nhận OCOP"), max_length=80, blank=True)
    certificate_note = models.TextField(_("ghi chú về chứng nhận"), blank=True)
    cultural_use_note = models.TextField(
        _("dùng sao cho phải"), blank=True, help_text=_("Điều người làm mong người mua giữ.")
    )
    for_sale = models.BooleanField(
        _("có bán"),
        default=True,
        help_text=_("Bỏ chọn thì trang giải thích vì sao vật này không bán."),
    )
    tags = ClusterTaggableManager(through="catalogue.ProductTag", blank=True, verbose_name=_("thẻ"))

    parent_page_types = ["site.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("sản vật")
        verbose_name_plural = _("sản vật")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(price_max_vnd__isnull=True)
                | models.Q(price_max_vnd__gte=models.F("price_min_vnd")),
                name="product_price_range",
            )
        ]

    def clean(self) -> None:
        """Refuse a price that contradicts the way it is given."""
        super().clean()
        low, high = self.price_min_vnd, self.price_max_vnd
        if self.price_kind != self.PriceKind.ASK and low is None:
            raise ValidationError({"price_min_vnd": _("Hãy ghi giá, hoặc chọn “hỏi người làm”.")})
        if high is not None and low is not None and high < low:
            raise ValidationError({"price_max_vnd": _("Giá cao nhất thấp hơn giá thấp nhất.")})


class ProductTag(TaggedItemBase):
    """A tag of a product."""

    content_object = ParentalKey(Product, on_delete=models.CASCADE, related_name="tagged_items")


class ProductPeople(PeopleLink):
    """A people whose product it is."""

    owner = ParentalKey(Product, on_delete=models.CASCADE, related_name="people_links")


class ProductCustom(Orderable):
    """A custom the product belongs to."""

    owner = ParentalKey(Product, on_delete=models.CASCADE, related_name="custom_links")
    custom = models.ForeignKey(
        Custom,
        verbose_name=_("phong tục"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"locale__language_code": "vi"},
    )


class ProductFestival(Orderable):
    """A festival at which the product is used."""

    owner = ParentalKey(Product, on_delete=models.CASCADE, related_name="festival_links")
    festival = models.ForeignKey(
        Festival,
        verbose_name=_("lễ hội"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"locale__language_code": "vi"},
    )
