"""What becomes of each file of ../shared/data/media: `python -m` this writes the table anew."""

import csv
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from media_pipeline.apart import Bounds, apart
from media_pipeline.facts import Facts
from media_pipeline.reasons import RefusedError

MEDIA = Path(__file__).resolve().parents[4] / "shared/data/media"
TABLE = Path(__file__).with_name("outcomes.tsv")
DETAIL = 100


@dataclass(frozen=True)
class Outcome:
    file: str
    verdict: str
    """`ready`, or `refused` and the reason."""
    said: str
    """What it is, or the decoder's words."""
    seconds: float = 0.0
    memory: int = 0


def listed() -> list[str]:
    with (MEDIA / "manifest.csv").open(newline="") as manifest:
        return [row["file"] for row in csv.DictReader(manifest)]


def expected() -> dict[str, Outcome]:
    rows = (line.split("\t") for line in TABLE.read_text().splitlines())
    return {file: Outcome(file, verdict, said) for file, verdict, said in rows}


def found(file: str) -> Outcome:
    request = {"path": str(MEDIA / file), "name": Path(file).name, "limits": {}}
    try:
        done = apart("look", request, Bounds())
    except RefusedError as refusal:
        return Outcome(file, f"refused {refusal.reason}", refusal.detail[:DETAIL].strip())
    said = in_words(Facts.from_json(done.value))
    return Outcome(file, "ready", said, done.seconds, done.memory)


def all_found(files: list[str]) -> list[Outcome]:
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(found, files))


def in_words(facts: Facts) -> str:
    parts = [facts.media_type]
    if facts.width:
        parts.append(f"{facts.width}×{facts.height}")
    if facts.pages:
        parts.append(f"pages={facts.pages}")
    if facts.seconds:
        parts.append(f"{facts.seconds:.1f}s")
    parts += facts.codecs
    if facts.captured_at:
        parts.append(facts.captured_at.isoformat(timespec="seconds"))
    if facts.metadata.get("warnings"):
        parts.append("warned")
    return " ".join(parts)


if __name__ == "__main__":
    outcomes = all_found(listed())
    TABLE.write_text("".join(f"{one.file}\t{one.verdict}\t{one.said}\n" for one in outcomes))
