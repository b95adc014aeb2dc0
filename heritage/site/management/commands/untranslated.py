"""`manage.py untranslated vi`: what an officer would read in English."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from heritage.site.catalogues import untranslated


class Command(BaseCommand):
    """Lists the texts of the installed packages without a translation; fails if there are any."""

    help = "Lists the texts of Django, Wagtail and the other packages without a translation."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the language."""
        parser.add_argument("language", help="code of a language, such as vi")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one text a line; exit status 1 when there is one."""
        missing = untranslated(options["language"])
        for text in missing:
            context = f" [{text.msgctxt}]" if text.msgctxt else ""
            self.stdout.write(f"{text.package} {text.domain}{context}: {text.msgid!r}")
        if missing:
            raise CommandError(f"{len(missing)} text(s) without a translation")
        self.stdout.write("0 texts without a translation")
