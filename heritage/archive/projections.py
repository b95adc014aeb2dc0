"""What is found of festivals, customs, items, stories, library documents and notices."""

from heritage.archive.models import Custom, Festival, Item, LibraryDocument, Notice, Story
from heritage.records.projections import Projection

PROJECTIONS = (
    Projection(
        Festival,
        weight=80,
        leads=True,
        names=("native_name",),
        texts=(
            *("summary", "body", "rule_text", "etiquette", "closed_to_outsiders"),
            *("getting_there", "contact"),
        ),
        child_texts={"editions": ("admission", "source_note"), "inscriptions": ("reference",)},
        topics=("ich_type",),
        months="typical_months",
    ),
    Projection(
        Custom,
        weight=80,
        leads=True,
        names=("native_name",),
        texts=("summary", "body", "content_warning"),
        topics=("theme", "ich_type"),
    ),
    Projection(
        Item,
        weight=50,
        codes=("catalogue_number",),
        texts=("description", "creator_role", "holder", "materials", "dimensions", "credit"),
        division="item_kind",
        rights="rights",
        languages="languages",
        date="created",
        linked=("relation_links.target",),
    ),
    Projection(
        Story,
        weight=50,
        texts=("summary", "body", "byline"),
        linked=("relation_links.target",),
    ),
    Projection(
        LibraryDocument,
        weight=20,
        codes=("number",),
        texts=("summary", "subject", "issuer", "province_as_recorded", "decision_numbers"),
        division="document_kind",
        date="date",
    ),
    Projection(
        Notice, weight=20, texts=("summary", "body"), topics=("topic",), date="published_on"
    ),
)
