"""The sheets of products and their makers."""

from catalogue.models import Producer, Product
from heritage.records.sheet_parts import peoples, tags, title, upkeep
from heritage.records.sheets import Fact, Links, Sheet, Terms, Told, family, register

PRODUCER = Sheet(
    kind="producer",
    label="Người làm",
    file="producers",
    model=Producer,
    columns=(
        title("name", "Tên người làm", "Làng gốm Chăm Bàu Trúc"),
        Fact(name="kind", field="producer_kind", sample="village"),
        peoples(),
        Fact(name="place_id", field="place", heading="Mã địa danh", links="place"),
        Told(name="story", field="narrative", markdown=True),
        Fact(name="phone", field="phone", reads="phone", sample="0259 000 000"),
        Fact(name="email", field="email", sample="bautruc@example.vn"),
        Fact(name="zalo", field="zalo", reads="phone"),
        tags(),
        *upkeep(),
    ),
)

PRODUCT = Sheet(
    kind="product",
    label="Sản vật",
    file="products",
    model=Product,
    columns=(
        Fact(name="sku", field="sku", sample="KC-GOM-001"),
        # Workbooks that officers have kept bear the old heading.
        title(heading="Tên sản vật", sample="Bình gốm Bàu Trúc", aliases=("Tên sản phẩm",)),
        Fact(
            name="producer_id",
            field="maker",
            heading="Mã người làm",
            links="producer",
            required=True,
            sample="kc-pr-bau-truc",
        ),
        peoples(),
        Fact(name="category", field="category", sample="pottery"),
        Fact(name="price_kind", field="price_kind", sample="range"),
        Fact(name="price_min_vnd", field="price_min_vnd", sample="180000"),
        Fact(name="price_max_vnd", field="price_max_vnd", sample="450000"),
        Told(name="unit", field="unit", named={"vi": "unit"}, aliases=("unit_vi",), sample="cái"),
        Fact(name="min_order", field="min_order", sample="1"),
        Fact(name="lead_time_days", field="lead_time_days", sample="14"),
        Fact(name="made_to_order", field="made_to_order"),
        Fact(name="season_months", field="season_months", reads="months", sample="11;12;1"),
        Fact(name="stock", field="stock", sample="in_stock"),
        Told(name="materials", field="materials"),
        Terms(name="material_terms", field="material_terms"),
        Told(name="size", field="size", named={"vi": "size"}, aliases=("size_vi",)),
        Fact(name="weight_g", field="weight_g"),
        Told(name="care", field="care"),
        Told(name="motif", field="motif"),
        Told(name="story", field="narrative", markdown=True),
        Links(
            relation="custom_links",
            field="custom",
            kinds=("custom",),
            columns=(family("related_custom_ids", "Mã phong tục liên quan"),),
        ),
        Links(
            relation="festival_links",
            field="festival",
            kinds=("festival",),
            columns=(family("related_festival_ids", "Mã lễ hội liên quan"),),
        ),
        Fact(name="ocop_stars", field="ocop_stars"),
        Fact(name="ocop_number", field="ocop_number"),
        Told(
            name="certificate_note",
            field="certificate_note",
            named={"vi": "certificate_note"},
            aliases=("certificate_note_vi",),
        ),
        Told(name="cultural_use_note", field="cultural_use_note"),
        Fact(name="for_sale", field="for_sale"),
        tags(),
        *upkeep(),
    ),
)

register(PRODUCER, PRODUCT)
