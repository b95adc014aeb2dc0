"""Which components there are: templates of parts and rows, and shapes that only have a style."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

FOLDERS = ("parts", "rows")


@dataclass(frozen=True)
class Component:
    """One component, by the folder and the name of its template."""

    folder: str
    name: str

    @property
    def example(self) -> str:
        """The template that shows it in all its states."""
        return f"styleguide/examples/{self.folder}/{self.name}.html"

    @property
    def has_example(self) -> bool:
        """Whether somebody has written that template."""
        return (Path(settings.BASE_DIR) / "templates" / self.example).is_file()


def components() -> list[Component]:
    """All of them, in the order of their folders: read from the folders, so none is forgotten."""
    templates = Path(settings.BASE_DIR) / "templates"
    found = [
        Component(folder, path.stem)
        for folder in FOLDERS
        for path in sorted((templates / "site" / folder).glob("*.html"))
    ]
    shapes = sorted((templates / "styleguide" / "examples" / "shapes").glob("*.html"))
    return found + [Component("shapes", path.stem) for path in shapes]
