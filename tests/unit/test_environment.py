"""Environment variables: one library reads them, and two lists tell the operator about them."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("heritage", "catalogue", "search", "media_pipeline")
# Names the settings module for Django itself, before there are settings.
ENTRY_POINTS = {"heritage/wsgi.py"}


def read_by_settings() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "heritage" / "settings").glob("*.py"):
        found |= set(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z0-9_]+)"', path.read_text()))
    return found


def in_example() -> set[str]:
    return set(re.findall(r"^#?([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def in_documentation() -> set[str]:
    text = (ROOT / "docs" / "operators.md").read_text()
    return set(re.findall(r"^\| `([A-Z0-9_]+)` \|", text, re.MULTILINE))


def test_the_settings_read_some() -> None:
    assert {"SECRET_KEY", "DATA_DIR", "DATABASE_URL"} <= read_by_settings()


def test_the_example_has_every_variable_and_no_other() -> None:
    assert in_example() == read_by_settings()


def test_the_operators_table_has_every_variable_and_no_other() -> None:
    assert in_documentation() == read_by_settings()


def test_nothing_but_the_settings_reads_the_environment() -> None:
    reading = re.compile(r"\b(os\.environ|os\.getenv|getenv\(|environb\b|import environ\b)")
    offenders = [
        name
        for folder in CODE
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not (name := path.relative_to(ROOT).as_posix()).startswith("heritage/settings/")
        and name not in ENTRY_POINTS
        and reading.search(path.read_text())
    ]
    assert offenders == []
