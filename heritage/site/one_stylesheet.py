"""One stylesheet for a visitor, of the many small ones that are edited.

`site.css` imports a file for each component, each into its layer; a browser follows that where
static files are served as they are (DEBUG, the tests). When they are collected, the imported files
are written into the importing one, so that a page asks for one stylesheet and waits for no other.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import quote

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

COMMENT = r"/\*.*?\*/"
STRING = r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
IMPORT = re.compile(
    rf"""{COMMENT}|@import\s+(?P<quote>["'])(?P<name>[^"']+)(?P=quote)"""
    r"(?:\s+layer\((?P<layer>[\w.-]+)\))?\s*(?P<media>[^;]*);",
    re.DOTALL,
)
LINK = re.compile(r"""url\(\s*(["']?)(?P<path>[^"')]+)\1\s*\)""")
SPARE = re.compile(rf"(?P<string>{STRING})|(?:{COMMENT}|\s)+", re.DOTALL)
VISITED = ("site/", "vendor/")
"""Folders of what pages for visitors ask for; the others are the admin's."""
SMALL = 2048
"""Characters of a drawing that is not worth asking for."""
PLAIN = "/ =:;,()-+'"
"""What may stand in a data address as it is, beside letters and digits."""
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#", re.IGNORECASE)


def joined(name: str, read: Callable[[str], str]) -> str:
    """The stylesheet `name` with all that it imports, at any depth, written in.

    `read` gives the text of a stylesheet by its name below the static folder; addresses in what is
    written in are turned to mean the same from where `name` stands. An import into a layer becomes
    that layer, one for a medium a `@media` block. What another host has is left as it is.
    """
    home = posixpath.dirname(name)

    def put_in(text: str, folder: str, chain: tuple[str, ...]) -> str:
        def one(found: re.Match[str]) -> str:
            if found["name"] is None or ABSOLUTE.match(found["name"]):
                return found[0]
            target = posixpath.normpath(posixpath.join(folder, found["name"]))
            if target in chain:
                raise ValueError(f"{target} imports itself: {' > '.join(chain)}")
            text = put_in(read(target), posixpath.dirname(target), (*chain, target))
            if found["layer"]:
                text = f"@layer {found['layer']} {{\n{text}\n}}"
            if media := found["media"].strip():
                text = f"@media {media} {{\n{text}\n}}"
            return text

        return IMPORT.sub(one, LINK.sub(lambda link: moved(link, folder, home), text))

    return put_in(read(name), home, (name,))


def moved(link: re.Match[str], folder: str, home: str) -> str:
    """A `url(…)` of a stylesheet in `folder`, as one in `home` has to say it."""
    path = link["path"].strip()
    if ABSOLUTE.match(path):
        return link[0]
    target = posixpath.relpath(posixpath.join(folder, path), home or ".")
    return f'url("{target}")'


def with_cloth(text: str, name: str, read: Callable[[str], str]) -> str:
    """The stylesheet `name` with its small drawings written in: a page of twelve peoples needs as
    many bands, and all of them weigh less than asking for one."""

    def one(found: re.Match[str]) -> str:
        path = found["path"].strip()
        # One that stands upright is the edge of a single page: that page may ask for it.
        if ABSOLUTE.match(path) or not path.endswith(".svg") or path.endswith("-upright.svg"):
            return found[0]
        drawing = read(posixpath.normpath(posixpath.join(posixpath.dirname(name), path)))
        if len(drawing) > SMALL or "'" in drawing:
            return found[0]
        return f'url("data:image/svg+xml,{quote(drawing.replace(chr(34), chr(39)), safe=PLAIN)}")'

    return LINK.sub(one, text)


def pressed(text: str) -> str:
    """A stylesheet without comments and needless space; strings stay as they are."""
    text = SPARE.sub(lambda found: found["string"] or " ", text)
    pieces = re.split(f"({STRING})", text)
    # Beside braces and semicolons a space means nothing; elsewhere it may (a descendant, calc).
    pieces[::2] = [re.sub(r" ?([{};]) ?", r"\1", piece) for piece in pieces[::2]]
    return "".join(pieces).replace(";}", "}").strip()


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed names and compressed forms, after what stylesheets name was written into them."""

    def post_process(
        self, paths: dict[str, tuple[Any, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Write our stylesheets anew, then do what the parent class does with all files."""

        def read(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        ours = [name for name in paths if name.startswith("site/") and name.endswith(".css")]
        if not dry_run:
            for name in ours:
                text = with_cloth(pressed(joined(name, read)), name, read)
                with self.open(name, "w") as file:
                    file.write(text)
            # The parent class would read what is edited, not what is collected.
            paths = paths | {name: (self, name) for name in ours}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Brotli saves a visitor a seventh, and takes ten times as long: not for the admin."""
        for self.for_visitors in (True, False):
            yield from super().compress_files(
                [path for path in paths if path.startswith(VISITED) == self.for_visitors]
            )

    def create_compressor(self, **options: Any) -> Compressor:
        """For the files at hand."""
        return Compressor(use_brotli=self.for_visitors, **options)
