"""The records as plain pages."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelsearch import index
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page


class SectionPage(Page):
    """Lists its children, 24 to a page."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The children."""
        children = self.get_children().live().order_by("title").specific()
        page = Paginator(children, 24).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"things": page}


class Told(Page):
    """What every record has."""

    summary = models.TextField(blank=True)
    body = RichTextField(blank=True)

    class Meta:
        abstract = True


class TextPage(Page):
    """A title and a text that is searched."""

    body = models.TextField()
    search_fields = [*Page.search_fields, index.SearchField("body")]


class PeoplePage(Told):
    """A people."""


class PlacePage(Told):
    """A place."""

    commune = models.CharField(max_length=120, blank=True)
    province = models.CharField(max_length=120, blank=True)


class FestivalPage(Told):
    """A festival."""

    native_name = models.CharField(max_length=200, blank=True)
    typical_months = models.CharField(max_length=60, blank=True)
    rule = models.TextField(blank=True)
    etiquette = models.TextField(blank=True)
    peoples = ParentalManyToManyField(PeoplePage, related_name="festivals")
    places = ParentalManyToManyField(PlacePage, related_name="festivals")


class Edition(Orderable):
    """A festival in one year."""

    festival = ParentalKey(FestivalPage, on_delete=models.CASCADE, related_name="editions")
    start_date = models.CharField(max_length=10)
    status = models.CharField(max_length=20)
    source_note = models.TextField(blank=True)


class ItemPage(Told):
    """An item of the archive."""

    item_kind = models.CharField(max_length=40)
    created = models.CharField(max_length=40, blank=True)
    rights = models.CharField(max_length=40)
    peoples = ParentalManyToManyField(PeoplePage, related_name="items")
    festivals = ParentalManyToManyField(FestivalPage, related_name="items")


class ProducerPage(Told):
    """A maker."""


class ProductPage(Told):
    """A product."""

    price = models.CharField(max_length=40, blank=True)
    category = models.CharField(max_length=40)
    maker = models.ForeignKey(ProducerPage, null=True, on_delete=models.SET_NULL)
    peoples = ParentalManyToManyField(PeoplePage, related_name="products")
    festivals = ParentalManyToManyField(FestivalPage, related_name="products")
