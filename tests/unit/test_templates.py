"""Every template of ours compiles: a misspelt tag is found before a visitor finds it."""

from pathlib import Path

import pytest
from django.template import engines

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [ROOT / "templates", *ROOT.glob("heritage/*/templates"), *ROOT.glob("*/templates")]
NAMES = sorted(
    {
        path.relative_to(folder).as_posix()
        for folder in FOLDERS
        for path in folder.rglob("*")
        if path.suffix in {".html", ".txt", ".xml"}
    }
)


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name: str) -> None:
    engines["django"].get_template(name)
