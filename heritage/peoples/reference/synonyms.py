"""Words that mean the same, as the archive knows them on its first day."""

from pathlib import Path

from heritage.peoples.models import Synonym
from heritage.peoples.reference.shipped import Outcome, read

FILE = Path(__file__).parent / "synonyms.csv"


def load_synonyms() -> Outcome:
    """Bring the groups, if there is none yet: from then on they are the officers' own."""
    if (known := Synonym.objects.count()) > 0:
        return Outcome(unchanged=known)
    groups = [row["names"].split(";") for row in read(FILE)]
    Synonym.objects.bulk_create(
        Synonym(names="\n".join(name.strip() for name in group)) for group in groups
    )
    return Outcome(created=len(groups))
