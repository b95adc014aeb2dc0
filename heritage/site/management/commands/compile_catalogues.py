"""`manage.py compile_catalogues`: what `compilemessages` does, without GNU gettext."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand

from heritage.site.catalogues import compile_catalogues


class Command(BaseCommand):
    """Compiles the catalogues in LOCALE_PATHS that have changed."""

    help = "Compiles the translations in LOCALE_PATHS that have changed."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, and say how many."""
        written = compile_catalogues(map(Path, settings.LOCALE_PATHS))
        if options["verbosity"]:
            self.stdout.write(f"{written} catalogue(s) compiled")
