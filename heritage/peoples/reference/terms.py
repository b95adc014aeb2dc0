"""The vocabularies that ship with the archive: one CSV file a scheme in `terms/`."""

from pathlib import Path
from typing import Any

from heritage.peoples.models import Term
from heritage.peoples.models.vocabulary import Scheme
from heritage.peoples.reference.shipped import Outcome, bring, bring_links, day, read

FOLDER = Path(__file__).parent / "terms"


def load_terms() -> Outcome:
    """Bring the terms of all schemes, in the order of their files, and what they map to."""
    files = {scheme.value: read(FOLDER / f"{scheme.value}.csv") for scheme in Scheme}
    wanted = [
        _columns(scheme, place, row)
        for scheme, rows in files.items()
        for place, row in enumerate(rows, start=1)
    ]
    outcome = bring(Term.objects.all(), ("scheme", "code"), wanted)
    keys = {f"{t.scheme}/{t.code}": t.pk for t in Term.objects.only("scheme", "code")}
    bring_links(
        Term.maps_to.through,
        "from_term_id",
        "to_term_id",
        [
            (keys[f"{scheme}/{row['code']}"], keys[target])
            for scheme, rows in files.items()
            for row in rows
            for target in row["maps_to"].split(";")
            if target
        ],
    )
    return outcome


def _columns(scheme: str, place: int, row: dict[str, str]) -> dict[str, Any]:
    copied = ("code", "label_vi", "label_en", "label_km", "uri")
    return {name: row[name] for name in copied} | {
        "scheme": scheme,
        "valid_from": day(row["valid_from"]),
        "valid_to": day(row["valid_to"]),
        "sort_order": place,
    }
