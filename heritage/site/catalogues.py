"""Catalogues of translations: compiling them, and finding what nobody has translated yet.

Babel does what elsewhere needs GNU gettext, which is missing on many machines.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from django.apps import apps
from django.conf import settings
from django.utils.translation import to_locale

DOMAINS = ("django", "djangojs")

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class UntranslatedString:
    """A text of an installed package that appears in English, and the catalogue it belongs in."""

    package: str
    domain: str
    msgctxt: str | None
    msgid: str


def compile_catalogues(locale_dirs: Iterable[Path]) -> int:
    """Write the .mo file of every .po file that is newer than it; return how many were written.

    Looks where Django does: `<folder>/<locale>/LC_MESSAGES/`. A reader never sees half a file.
    Raises `babel.messages.pofile.PoFileError` for a catalogue that cannot be read.
    """
    written = 0
    for folder in locale_dirs:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
                continue
            catalogue = _read(source)
            part = target.with_suffix(f".{os.getpid()}.part")
            with part.open("wb") as stream:
                write_mo(stream, catalogue)
            part.replace(target)
            written += 1
    return written


def untranslated(language: str) -> list[UntranslatedString]:
    """The texts of Django and the installed apps for which `language` has no translation in effect.

    A translation is in effect when a catalogue of ours (LOCALE_PATHS) or of any package has it:
    Django merges them all, ours first. Fuzzy ones do not count, as gettext does not use them.
    Reads the .po files, so nothing has to be compiled before. English lacks nothing by definition.
    """
    if language.partition("-")[0] == "en":
        return []
    folders = _package_folders()
    found = []
    for domain in DOMAINS:
        seen: set[Key] = set()
        for folder in [*map(Path, settings.LOCALE_PATHS), *folders.values()]:
            seen.update(_translated(folder / to_locale(language) / "LC_MESSAGES" / f"{domain}.po"))
        for package, folder in folders.items():
            for key in _texts(folder, domain):
                if key not in seen:
                    seen.add(key)
                    found.append(UntranslatedString(package, domain, *key))
    return found


def _package_folders() -> dict[str, Path]:
    folders = {"django": Path(django.__file__).parent / "conf" / "locale"}
    for app in apps.get_app_configs():
        folders[app.name] = Path(app.path) / "locale"
    return folders


def _texts(folder: Path, domain: str) -> list[Key]:
    """What a package has to say, in the order of its catalogue.

    Some packages ship no English catalogue; then every text that somebody has translated counts.
    """
    template = folder / "en" / "LC_MESSAGES" / f"{domain}.po"
    if template.exists():
        return [_key(message) for message in _messages(template)]
    keys: dict[Key, None] = {}
    for path in sorted(folder.glob(f"*/LC_MESSAGES/{domain}.po")):
        # Babel refuses some for a date in the header; the other languages have the same texts.
        with suppress(PoFileError):
            keys.update(dict.fromkeys(map(_key, _messages(path))))
    return list(keys)


def _translated(path: Path) -> Iterator[Key]:
    if not path.exists():
        return
    for message in _messages(path):
        forms = [message.string] if isinstance(message.string, str) else message.string
        if forms and all(forms) and not message.fuzzy:
            yield _key(message)


def _messages(path: Path) -> Iterator[Message]:
    return (message for message in _read(path) if message.id)


def _key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _read(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parent.parent.name, abort_invalid=True)
