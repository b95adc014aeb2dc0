"""What is found of products and their makers."""

from catalogue.models import Producer, Product
from heritage.records.projections import Projection

PROJECTIONS = (
    Projection(
        Product,
        weight=30,
        codes=("sku", "ocop_number"),
        texts=(
            *("narrative", "materials", "motif", "size", "care"),
            *("cultural_use_note", "certificate_note"),
        ),
        topics=("category",),
        months="season_months",
        price="price_min_vnd",
        linked=("maker", "custom_links.custom", "festival_links.festival"),
        place="maker.place",
    ),
    Projection(Producer, weight=40, texts=("narrative",), division="producer_kind", place="place"),
)
