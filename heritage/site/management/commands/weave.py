"""`manage.py weave`: make the tiles of the woven bands from their drafts."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from heritage.site.weaving.drafts import DRAFTS
from heritage.site.weaving.loom import tile


class Command(BaseCommand):
    """Needed after a draft was changed or a people was given one; the tiles are kept in git."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Write two tiles for each draft: along and upright."""
        folder = Path(settings.BASE_DIR) / "static" / "site" / "weaves"
        for draft in DRAFTS.values():
            (folder / f"{draft.key}.svg").write_text(tile(draft), "utf-8")
            (folder / f"{draft.key}-upright.svg").write_text(tile(draft, upright=True), "utf-8")
        self.stdout.write(f"{len(DRAFTS)} dải dệt")
