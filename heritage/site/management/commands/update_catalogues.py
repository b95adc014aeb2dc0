"""`manage.py update_catalogues`: bring our own catalogues up to date with the code."""

from typing import Any

from django.core.management.base import BaseCommand

from heritage.site.own_strings import LANGUAGES, missing, update


class Command(BaseCommand):
    """Adds new texts, drops unused ones, and names what is still to be translated."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Rewrite locale/<language>/LC_MESSAGES/django.po for each language."""
        for language in LANGUAGES:
            count = update(language)
            self.stdout.write(f"{language}: {count} chưa dịch")
            for msgid in missing(language):
                self.stdout.write(f"  {msgid}")
