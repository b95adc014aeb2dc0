"""How many photographs a minute become pictures, beside a stock Wagtail and beside libvips.

`make bench` makes 50 photographs of 24 megapixels (PHOTOGRAPHS=4: fewer) and all their derivatives:
as the worker does it, a process for each job and two jobs at once; as a stock Wagtail site makes
renditions of the same sizes, in two long processes; and in two long processes of nothing but
libvips, which write the very same files each from the original. Then the Image API is asked for
tiles over HTTP: first when it has made none, then again.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from socket import socket

import pytest

from media_pipeline.facts import Facts, Kind
from media_pipeline.iiif.pyramid import Pyramid
from media_pipeline.recipes import zoom
from tests.integration.test_run import until, unused_port
from tests.performance.pictures.photographs import photograph

pytestmark = pytest.mark.performance

COUNT = int(os.environ.get("PHOTOGRAPHS", "50"))
AT_ONCE = 2
"""Jobs of a worker on two cores."""
WAYS = "tests.performance.pictures"
SERVER = "tests.contract.media_pipeline.iiif_server"
TILES = 300
TIMES_STOCK, PART_OF_LIBVIPS = 2.0, 0.7


@dataclass(frozen=True)
class Measured:
    """What one way took."""

    rate: float
    """Photographs a minute."""
    memory: int
    """Megabytes of the largest process."""
    size: int
    """Bytes of all that was written for one photograph."""

    def __str__(self) -> str:
        return (
            f"{self.rate:6.1f} a minute, {self.memory:4d} MB a process, "
            f"{self.size // 1024:5d} kB a photograph"
        )


@pytest.fixture(scope="module")
def photographs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The originals."""
    folder = tmp_path_factory.mktemp("photographs")
    return [photograph(number, folder / f"{number:03d}.jpg") for number in range(COUNT)]


def made(way: str, photographs: list[Path], out: Path, *before: str) -> Measured:
    """Make the derivatives of all in `AT_ONCE` programs."""
    began = time.monotonic()
    started = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                f"{WAYS}.{way}",
                *before,
                str(out),
                *map(str, photographs[share::AT_ONCE]),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        for share in range(AT_ONCE)
    ]
    memory = [int(program.communicate()[0]) for program in started]
    seconds = time.monotonic() - began
    written = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return Measured(len(photographs) * 60 / seconds, max(memory), written // len(photographs))


def test_photographs_become_pictures(photographs: list[Path], tmp_path: Path) -> None:
    ours = made("ours", photographs, tmp_path / "ours", "picture")
    bare = made("bare", photographs, tmp_path / "bare")
    stock = made("stock", photographs, tmp_path / "stock")
    zooms = made("ours", photographs, tmp_path / "zoom", "zoom")
    original = sum(path.stat().st_size for path in photographs) // len(photographs)
    print(
        f"\n{len(photographs)} photographs of 24 megapixels, {original // 1024} kB each, "
        f"{AT_ONCE} at once\n"
        f"pictures         {ours}\n"
        f"bare libvips     {bare}, ours {ours.rate / bare.rate:.2f} times\n"
        f"stock renditions {stock}, ours {ours.rate / stock.rate:.2f} times\n"
        f"pyramids         {zooms}"
    )
    assert ours.rate >= TIMES_STOCK * stock.rate
    assert ours.rate >= PART_OF_LIBVIPS * bare.rate


def _listens(port: int) -> bool:
    with socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def served(photographs: list[Path], tmp_path: Path) -> Iterator[tuple[str, Pyramid]]:
    """The address of a photograph in the Image API, and its pyramid."""
    (tmp_path / "photograph").mkdir()
    facts = Facts("image/jpeg", Kind.IMAGE)
    zoom.make(photographs[0], facts, tmp_path / "photograph", {})
    port = unused_port()
    server = subprocess.Popen([sys.executable, "-m", SERVER, str(port), str(tmp_path)])
    try:
        assert until(lambda: _listens(port))
        base = f"http://127.0.0.1:{port}/iiif/3/photograph"
        yield base, Pyramid.at(tmp_path / "photograph" / zoom.NAME)
    finally:
        server.terminate()
        server.wait(10)


def test_tiles_come_quickly(served: tuple[str, Pyramid]) -> None:
    base, pyramid = served
    width, height = pyramid.size
    tiles = []
    for level in range(len(pyramid.levels)):
        step = pyramid.tile << level
        for top in range(0, height, step):
            for left in range(0, width, step):
                wide, high = min(step, width - left), min(step, height - top)
                size = f"{-(-wide >> level)},{-(-high >> level)}"
                tiles.append(f"{base}/{left},{top},{wide},{high}/{size}/0/default.jpg")
    chosen = random.Random(7).sample(tiles, min(TILES, len(tiles)))
    urllib.request.urlopen(f"{base}/info.json").read()
    rounds = {}
    for name in ("cold", "warm"):
        took = []
        for address in chosen:
            began = time.perf_counter()
            with urllib.request.urlopen(address) as answer:
                answer.read()
            took.append((time.perf_counter() - began) * 1000)
        rounds[name] = sorted(took)
    print(f"\n{len(chosen)} tiles of {pyramid.tile} pixels, one after the other, over HTTP")
    for name, took in rounds.items():
        middle, slow = took[len(took) // 2], took[len(took) * 95 // 100]
        print(f"{name}  p50 {middle:5.1f} ms, p95 {slow:5.1f} ms, slowest {took[-1]:5.1f} ms")
