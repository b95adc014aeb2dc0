"""`manage.py draw_icons`: make the icons of the installed archive from its mark."""

from typing import Any

from django.core.management.base import BaseCommand

from heritage.site.offline.icons import files


class Command(BaseCommand):
    """Needed after the mark was changed; the icons are kept in git."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Write each of them."""
        made = files()
        for path, icon in made.items():
            path.parent.mkdir(exist_ok=True)
            icon.save(path, optimize=True)
        self.stdout.write(f"{len(made)} biểu tượng")
