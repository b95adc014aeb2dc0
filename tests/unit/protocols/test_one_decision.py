"""Nothing but the protocols asks who may see what."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DECIDES = {
    "heritage/protocols/",
    "heritage/records/access.py",
    "heritage/records/holds.py",
    "heritage/site/community/",
    "heritage/site/strangers.py",
}
"""Where the rule is, where it is changed, where communities change it, and where its answer for
strangers is remembered."""
SWITCHES_OFF = {"heritage/accounts/second_person.py"}
"""Where every page says that Wagtail's privacy has no say."""
CLOSED_AT_ALL = {
    "heritage/exchange/building.py",
    "heritage/exchange/audiences.py",
    "heritage/records/belongings.py",
    "heritage/records/things.py",
    "heritage/site/admin/guard.py",
    "heritage/site/admin/restricted.py",
    "heritage/site/admin/meant_for.py",
}
"""Who only writes an audience, or tells the public and the held from all others."""
GIVEN_THE_ANSWER = {"search/beginnings.py"}
"""Who is below the rule, and reads within the numbers that he is given, as an engine does."""
ASKS = {
    "who is a member of what": re.compile(r"\bMembership\b|\bmemberships\b"),
    "the rules themselves": re.compile(r"\b(open_audiences|open_protocols|audiences_of)\b"),
    "Wagtail's privacy": re.compile(r"\bview_restrictions?\b|PageViewRestriction\b"),
}
COMPARES = re.compile(
    r"audience(_id)?\s*(==|!=|\bin\b|\bnot in\b)"
    r"|(filter|exclude|get|Q)\([^)]*\baudience(_id|__\w+)?="
)


def sources() -> list[tuple[str, str]]:
    found = []
    for package in ("heritage", "catalogue", "search"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            if "migrations" not in path.parts:
                found.append((name, path.read_text()))
    return found


def test_nothing_else_asks() -> None:
    asked = [
        (name, what)
        for name, text in sources()
        for what, pattern in ASKS.items()
        if pattern.search(text) and not any(name.startswith(part) for part in DECIDES)
    ]
    assert asked == [(name, "Wagtail's privacy") for name in sorted(SWITCHES_OFF)]


def test_nothing_else_compares_audiences() -> None:
    compared = {
        name
        for name, text in sources()
        if COMPARES.search(text)
        and not any(name.startswith(part) for part in DECIDES | CLOSED_AT_ALL | GIVEN_THE_ANSWER)
    }
    assert compared == set()
