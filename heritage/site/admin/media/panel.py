"""In the form of a thing: how many files it has, and the way to them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from wagtail.admin.panels import Panel

from heritage.media.models import MediaFile


class FilesPanel(Panel):
    """The files of a thing, in a line."""

    class BoundPanel(Panel.BoundPanel):
        """Those of one thing."""

        template_name = "admin/panels/files.html"

        def is_shown(self) -> bool:
            """Once there is a thing."""
            return self.instance is not None and self.instance.pk is not None

        def show_panel_furniture(self) -> bool:
            """It brings its own frame."""
            return False

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """How many there are, and how many are seen."""
            counted = MediaFile.objects.filter(belongs_to=self.instance.identifier_id).aggregate(
                every=Count("pk"), seen=Count("pk", filter=Q(shown=True))
            )
            return {
                **super().get_context_data(parent_context),
                "identifier": self.instance.identifier_id,
                "every": counted["every"],
                "unseen": counted["every"] - counted["seen"],
            }
