"""`manage.py print_plates`: print the plates from their scenes."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from heritage.site.plates.edition import PLATES
from heritage.site.plates.press import compose
from heritage.site.plates.thrift import BROAD


class Command(BaseCommand):
    """Needed after a motif, a scene, an ink or a caption changed; the prints are kept in git."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """All plates, or those named."""
        parser.add_argument("slugs", nargs="*")

    def handle(self, *args: Any, slugs: list[str], **options: Any) -> None:
        """Write two prints of each plate: for a page, and a small one for the rows of a list."""
        if unknown := set(slugs) - {plate.slug for plate in PLATES}:
            raise CommandError(", ".join(sorted(unknown)))
        folder = Path(settings.BASE_DIR) / "static" / "site" / "plates"
        wanted = [plate for plate in PLATES if not slugs or plate.slug in slugs]
        for plate in wanted:
            (folder / f"{plate.slug}.svg").write_text(compose(plate), "utf-8")
            (folder / f"{plate.slug}-small.svg").write_text(compose(plate, BROAD), "utf-8")
        self.stdout.write(f"{len(wanted)} tranh khắc")
