"""What the recipes make of every file of the data set; `made.tsv` is what they should.

    python -m tests.unit.media_pipeline.made

writes it anew, to be read in the difference that git shows.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from media_pipeline.apart import MB, Done, apart
from media_pipeline.facts import Facts, Kind
from media_pipeline.reasons import RefusedError
from media_pipeline.recipes import making
from media_pipeline.recipes.book import RECIPES

MEDIA = Path(__file__).resolve().parents[4] / "shared" / "data" / "media"
TABLE = Path(__file__).with_name("made.tsv")
FOLDERS = {
    "audio": ("sound", Facts("audio/x", Kind.AUDIO)),
    "video": ("film", Facts("video/x", Kind.VIDEO)),
    "pdf": ("pages", Facts("application/pdf", Kind.DOCUMENT)),
    "captions": ("captions", Facts("text/vtt", Kind.CAPTIONS)),
    "hostile/audio": ("sound", Facts("audio/x", Kind.AUDIO)),
    "hostile/pdf": ("pages", Facts("application/pdf", Kind.DOCUMENT)),
}


@dataclass(frozen=True)
class Row:
    """One line of the table, and what it took."""

    name: str
    outcome: str
    said: str
    seconds: float = 0.0
    memory: int = 0

    def __str__(self) -> str:
        return "\t".join((self.name, self.outcome, self.said))


def files(folder: str) -> list[Path]:
    return sorted(path for path in (MEDIA / folder).rglob("*") if path.is_file())


@contextmanager
def only_ours() -> Iterator[None]:
    """The ffmpeg that came with us and no Tesseract: their words are the same everywhere."""
    with mock.patch.dict("os.environ", {"PATH": "/nonexistent"}):
        yield


def row(path: Path, folder: str) -> Row:
    """Put a file through its recipe, apart; captions here, because that is Python alone."""
    recipe, facts = FOLDERS[folder]
    name = str(path.relative_to(MEDIA))
    with tempfile.TemporaryDirectory() as into, only_ours():
        asked = {
            "recipe": recipe,
            "original": str(path),
            "facts": facts.as_json(),
            "into": into,
            "options": {"pages": 2},
        }
        try:
            if recipe == "captions":
                done = Done(making.make(asked), 0.0, 0)
            else:
                done = apart("make", asked, RECIPES[recipe].bounds)
        except RefusedError as refusal:
            return Row(name, refusal.reason, " / ".join(refusal.detail.splitlines()))
        there = {one.name for one in Path(into).iterdir()}
        assert there == {one["name"] for one in done.value["files"]}
    made = [
        one["name"]
        + (f" {one['width']}x{one['height']}" if one["width"] else "")
        + (f" {one['seconds']:.2f}s" if one["seconds"] else "")
        for one in done.value["files"]
    ]
    return Row(name, "made", ", ".join(made), done.seconds, done.memory)


def expected() -> dict[str, str]:
    lines = TABLE.read_text().splitlines() if TABLE.is_file() else []
    return {line.split("\t")[0]: line for line in lines}


def costs(rows: list[Row]) -> str:
    slow, large = (max(rows, key=lambda r: getattr(r, key)) for key in ("seconds", "memory"))
    return (
        f"slowest {slow.name} {slow.seconds:.1f} s, largest {large.name} {large.memory / MB:.0f} MB"
    )


if __name__ == "__main__":
    found = [row(path, folder) for folder in FOLDERS for path in files(folder)]
    TABLE.write_text("".join(f"{one}\n" for one in found))
    print(costs(found))
