"""The texts of this project itself: found in its code, and looked for in its catalogues.

Our msgids are Vietnamese. The English catalogue has all of them; the Khmer one what a visitor of
the public site can meet; the admin speaks Vietnamese and English only.
"""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import override
from django.utils.translation.template import templatize

from heritage.records.things import kinds

Msgid = str | tuple[str, str]
"""A text, or its singular and plural."""

CODE = ("heritage", "catalogue", "search", "media_pipeline")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
LANGUAGES = ("en", "km")
PUBLIC_TEMPLATES = (
    "templates/site/",
    *(f"templates/{name}.html" for name in ("base", "403", "404", "410", "500")),
)
STAFF_TEMPLATES = ("templates/site/admin/",)

_LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(
    rf"(?P<call>ngettext|gettext|\b_)\(\s*(?P<one>{_LITERAL})(?:\s*,\s*(?P<many>{_LITERAL}))?"
)


def own_strings() -> dict[Msgid, set[str]]:
    """Every msgid of our code and templates with the files it stands in."""
    root = Path(settings.BASE_DIR)
    found: dict[Msgid, set[str]] = {}
    for folder in CODE:
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                for msgid in _in_python(path):
                    found.setdefault(msgid, set()).add(str(path.relative_to(root)))
    for path in sorted((root / "templates").rglob("*.html")):
        for msgid in _in_template(path):
            found.setdefault(msgid, set()).add(str(path.relative_to(root)))
    return found


def _in_python(path: Path) -> Iterator[Msgid]:
    with path.open("rb") as source:
        for _line, message, _comments, _context in extract("python", source, KEYWORDS):
            yield (message[0], message[1]) if isinstance(message, tuple) else message


def _in_template(path: Path) -> Iterator[Msgid]:
    source = templatize(path.read_text("utf-8"), origin=str(path))
    for call in _CALL.finditer(source):
        one = ast.literal_eval(call["one"])
        yield (one, ast.literal_eval(call["many"])) if call["call"] == "ngettext" else one


def for_visitors() -> set[Msgid]:
    """The msgids a visitor can meet: those of public templates and code, and names of choices."""
    return (
        {msgid for msgid, files in own_strings().items() if any(_is_public(name) for name in files)}
        | set(_choices())
        | set(_kinds())
    )


def _is_public(name: str) -> bool:
    if name.startswith(STAFF_TEMPLATES):
        return False
    return name.startswith(PUBLIC_TEMPLATES + PUBLIC_PACKAGES) or name in PUBLIC_CODE


PUBLIC_PACKAGES = (
    *(
        f"heritage/site/{name}/"
        for name in (
            *("atlas", "calendar", "community", "facets", "feedback", "offline", "search"),
            *("share", "templatetags"),
        )
    ),
    "heritage/protocols/",
    "heritage/site/exports/",
)
"""Forms, messages and names of fields that visitors, members and custodians meet."""
PUBLIC_CODE = {
    *(f"heritage/site/{name}.py" for name in ("feeds", "wording", "views", "listing")),
    "heritage/languages/names.py",
    "heritage/protocols/local_contexts.py",
    *(f"heritage/site/community/{name}.py" for name in ("labels", "label_forms")),
}


def _choices() -> Iterator[str]:
    """Labels inside `TextChoices`, which pages show as values."""
    root = Path(settings.BASE_DIR)
    for folder in (
        "heritage/archive",
        "heritage/peoples",
        "heritage/protocols",
        "heritage/languages",
        "heritage/feedback",
        "catalogue",
    ):
        for path in (root / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ClassDef) and any(
                    ast.unparse(base).endswith("TextChoices") for base in node.bases
                ):
                    yield from _calls(node)


def _kinds() -> Iterator[str]:
    """What a thing is called, on the pages for communities."""
    with override(settings.LANGUAGE_CODE):
        for model in kinds().values():
            yield str(model._meta.verbose_name)


def _calls(node: ast.AST) -> Iterator[str]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_":
            yield ast.literal_eval(call.args[0])


def expected(language: str) -> set[Msgid]:
    """What the catalogue of a language must have."""
    return set(own_strings()) if language == "en" else for_visitors()


def catalogue_path(language: str) -> Path:
    """Our own catalogue of a language."""
    return Path(settings.BASE_DIR) / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """The catalogue as it stands; an empty one where there is none."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def missing(language: str) -> list[Msgid]:
    """What the catalogue lacks, has empty, or has marked as doubtful."""
    catalogue = read(language)
    lacking = []
    for msgid in expected(language):
        message = catalogue.get(msgid if isinstance(msgid, str) else msgid[0])
        strings = () if message is None else message.string
        complete = all(strings) if isinstance(strings, (tuple, list)) else bool(strings)
        if message is None or not strings or not complete or message.fuzzy:
            lacking.append(msgid)
    return sorted(lacking, key=str)


def update(language: str) -> int:
    """Add the new msgids to a catalogue, empty, and drop those no code uses; how many are empty."""
    old, wanted = read(language), expected(language)
    new = Catalog(locale=language, charset="utf-8", fuzzy=False, project="Kho tư liệu sống")
    for msgid, files in sorted(own_strings().items(), key=lambda pair: str(pair[0])):
        if msgid not in wanted:
            continue
        before = old.get(msgid if isinstance(msgid, str) else msgid[0])
        new.add(
            msgid,
            before.string if before else "",
            locations=[(name, 1) for name in sorted(files)],
        )
    write(language, new)
    return len(missing(language))


def write(language: str, catalogue: Catalog) -> None:
    """Keep a catalogue, without the headers that would change with every update."""
    stream = BytesIO()
    catalogue.header_comment = f"# Kho tư liệu sống: {language}"
    write_po(stream, catalogue, width=100, include_lineno=False)
    lines = stream.getvalue().decode().splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith(EMPTY_HEADERS))
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(kept), "utf-8")


EMPTY_HEADERS = (
    *('"Project-Id', '"Report-', '"POT-Creation', '"PO-Revision', '"Last-Translator'),
    *('"Language-Team', '"Generated-By'),
)
