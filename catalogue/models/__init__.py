"""Products and their makers."""

from catalogue.models.producer import Producer, ProducerPeople
from catalogue.models.product import Product, ProductCustom, ProductFestival, ProductPeople

__all__ = [
    "Producer",
    "ProducerPeople",
    "Product",
    "ProductCustom",
    "ProductFestival",
    "ProductPeople",
]
