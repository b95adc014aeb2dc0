"""How fast text becomes tokens, in documents of 2 kB, Vietnamese and Khmer; what a start costs.

`make bench` runs it. Budgets: 500 documents a second in Vietnamese, 300 in Khmer, on one core; the
list of Khmer words in 0.3 s. Processor time is counted, because other cores' work is not ours.
"""

import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.analysis.columns import columns
from search.analysis.query import parse
from search.analysis.snippets import snippets
from tests.conftest import SHARED

pytestmark = [pytest.mark.performance, pytest.mark.needs_shared]

DOCUMENTS, ROUNDS = 1_000, 3
# Characters of a document of about 2 kB.
SOURCES = {
    "vietnamese_wikipedia_2017": (1_589, 500),
    "khmer_libreoffice_help": (793, 300),
}
QUERIES = {"vietnamese_wikipedia_2017": "dien tich tinh", "khmer_libreoffice_help": "បន្ថែមប្រអប់"}

START = """
import time
start = time.process_time()
from search.analysis import columns
imported = time.process_time()
from search.analysis.khmer_words import segment
segment(["ក"])
print(imported - start, time.process_time() - imported)
"""


def documents(source: str, size: int) -> list[str]:
    """Real text, cut into equal pieces."""
    text = ""
    for page in pages(source):
        text += f"{page}\n"
        if len(text) > DOCUMENTS * size:
            break
    return [text[start : start + size] for start in range(0, DOCUMENTS * size, size)]


def pages(source: str) -> Iterator[str]:
    with gzip.open(SHARED / f"data/text/{source}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def seconds(work: Callable[[], object]) -> float:
    """The best of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("source", SOURCES)
def test_documents_a_second(source: str, capsys: pytest.CaptureFixture[str]) -> None:
    size, budget = SOURCES[source]
    texts = documents(source, size)
    rate = DOCUMENTS / seconds(lambda: [columns([text]) for text in texts])
    query = parse(QUERIES[source])
    snippet = seconds(lambda: [snippets(text, query) for text in texts]) / DOCUMENTS
    stored = [columns([text]) for text in texts]
    read = sum(len(text.encode()) for text in texts)
    kept = {name: sum(len(getattr(s, name).encode()) for s in stored) / read for name in "xfk"}
    with capsys.disabled():
        shares = ", ".join(f"{name} {share:.2f}" for name, share in kept.items())
        print(
            f"\n{source}: {rate:.0f} documents/s of {read // DOCUMENTS} bytes; bytes of the columns"
            f" for each byte: {shares}; a snippet {snippet * 1000:.1f} ms"
        )
    assert rate > budget


def test_what_a_start_costs(capsys: pytest.CaptureFixture[str]) -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", START]
    said = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    imported, listed = map(float, said.split())
    with capsys.disabled():
        print(f"\nimport {imported:.2f} s, list of Khmer words {listed:.3f} s")
    assert listed < 0.3
