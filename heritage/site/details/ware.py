"""The pages of products and of those who make them."""

from __future__ import annotations

from django.utils.functional import cached_property

from catalogue.models import Producer, Product
from heritage.peoples.models import Place
from heritage.site import rows
from heritage.site.details.base import Detail, Linked


class ProductDetail(Detail[Product]):
    """A product, its maker, and what it is used for."""

    @cached_property
    def maker(self) -> Producer | None:
        """The maker, told, with `lies_at`."""
        rows.add_producers([self.thing], self.reader)
        if self.thing.made_by is not None:
            rows.add_own_place([self.thing.made_by], self.reader)
        maker: Producer | None = self.thing.made_by
        return maker

    @cached_property
    def customs(self) -> Linked:
        """Customs it belongs to."""
        return self.linked("custom", [x.custom_id for x in self.thing.custom_links.all()])

    @cached_property
    def festivals(self) -> Linked:
        """Festivals at which it is used."""
        return self.linked("festival", [x.festival_id for x in self.thing.festival_links.all()])

    @cached_property
    def siblings(self) -> Linked:
        """Other products of the same maker."""
        others = Product.objects.filter(maker=self.thing.maker_id).exclude(pk=self.thing.pk)
        return self.linked("product", others.values("pk"), limit=3)


class ProducerDetail(Detail[Producer]):
    """A maker and its products."""

    @cached_property
    def place(self) -> Place | None:
        """Where it works."""
        rows.add_own_place([self.thing], self.reader)
        place: Place | None = self.thing.lies_at
        return place

    @cached_property
    def products(self) -> Linked:
        """Everything it makes."""
        made = Product.objects.filter(maker=self.thing.pk).values("pk")
        return self.linked("product", made, limit=60)

    @property
    def phone_address(self) -> str:
        """`tel:` of a number that can be called; the samples' zeros cannot."""
        digits = _digits(self.thing.phone)
        return f"tel:{digits}" if digits else ""

    @property
    def zalo_address(self) -> str:
        """Where Zalo opens a talk with a number that is one."""
        digits = _digits(self.thing.zalo)
        return f"https://zalo.me/{digits.removeprefix('+')}" if digits else ""

    @property
    def mail_address(self) -> str:
        """`mailto:` of an address that can be written to; example domains (RFC 2606) cannot."""
        domain = self.thing.email.rpartition("@")[2].lower()
        return f"mailto:{self.thing.email}" if domain and "example" not in domain.split(".") else ""


def _digits(written: str) -> str:
    """A number as it is called; empty where it is none, as the samples' zeros are."""
    digits = "".join(c for c in written if c.isdigit() or c == "+")
    return digits if digits.strip("0+") else ""
