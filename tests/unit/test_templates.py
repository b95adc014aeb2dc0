"""Every template of ours compiles: a misspelt tag is found before a visitor finds it."""

from pathlib import Path

import pytest
from django.template import engines
from django.template.library import import_library

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


OURS = ("archive", "device", "files", "ways", "words")
THEIRS = ("i18n", "l10n", "static", "tz", "humanize", "wagtailcore_tags", "wagtailadmin_tags")


def library(name: str) -> set[str]:
    engine = engines["django"].engine  # type: ignore[attr-defined]
    found = import_library(engine.libraries[name])
    return {*found.tags, *found.filters}


@pytest.mark.parametrize("name", OURS)
def test_no_tag_of_ours_depends_on_the_order_in_which_a_template_loads(name: str) -> None:
    others = set().union(*(library(one) for one in (*OURS, *THEIRS) if one != name))
    assert library(name) & others == set()
