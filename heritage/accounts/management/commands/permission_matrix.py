"""`manage.py permission_matrix`: write docs/phan-quyen.md from the roles in code."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from heritage.accounts.matrix import matrix_markdown


class Command(BaseCommand):
    """Write the matrix, or only check that the written one is up to date."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """`--check` writes nothing and fails when the page is stale."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write docs/phan-quyen.md, or compare it."""
        path = Path(settings.BASE_DIR) / "docs" / "phan-quyen.md"
        text = matrix_markdown()
        if not options["check"]:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            raise CommandError("docs/phan-quyen.md is stale: run manage.py permission_matrix")
