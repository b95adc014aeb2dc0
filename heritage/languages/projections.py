"""What is found of words."""

from heritage.languages.models import Entry
from heritage.records.projections import Projection

PROJECTIONS = (
    Projection(
        Entry,
        weight=60,
        names=("headword_native", "romanisation"),
        texts=("gloss", "example_translation"),
        language="language",
        native_texts=("example", "ipa"),
        topics=("domain",),
        languages="language",
    ),
)
