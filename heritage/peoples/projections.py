"""What is found of peoples and places. A person has no public page, and so no document."""

from heritage.peoples.models import People, Place
from heritage.records.projections import Projection

PROJECTIONS = (
    Projection(
        People,
        weight=20,
        leads=True,
        names=("autonym",),
        child_names={"names": "alternative_names"},
        texts=(*("summary", "history", "culture", "festivals_told", "customs_told", "provinces"),),
        languages="languages",
    ),
    Projection(Place, weight=60, texts=("summary",), division="place_kind"),
)
