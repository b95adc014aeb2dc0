"""The sheet of dictionary entries."""

from heritage.languages.models import Entry
from heritage.records.sheet_parts import tags, upkeep
from heritage.records.sheets import Fact, Sheet, Told, register

WORD = Sheet(
    kind="word",
    label="Từ điển",
    file="words",
    model=Entry,
    key=("language", "headword", "gloss_vi"),
    columns=(
        Fact(name="language", field="language", reads="language", sample="cjm"),
        Fact(
            name="headword",
            field="title",
            heading="Từ",
            aliases=("headword_rumi",),
            sample="palei",
        ),
        Fact(
            name="headword_native",
            field="headword_native",
            aliases=("headword_akhar_thrah",),
        ),
        Fact(name="romanisation", field="romanisation"),
        Fact(name="ipa", field="ipa"),
        Fact(name="part_of_speech", field="part_of_speech", sample="noun"),
        Told(name="gloss", field="gloss", required=True, sample="làng"),
        # In the sheets `example_km` is the sentence itself; its meaning in Khmer is another column.
        Fact(name="example", field="example", aliases=("example_km",)),
        Told(
            name="example",
            field="example_translation",
            named={"km": "example_translation_km"},
        ),
        Fact(name="domain", field="domain", sample="community"),
        tags(),
        *upkeep(),
    ),
)

register(WORD)
