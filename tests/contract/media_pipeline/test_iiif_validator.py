"""The official validator finds nothing wrong with what we say is level 2.

https://github.com/IIIF/image-validator (`iiif-validator`, which needs libmagic): it asks a server
for its own test picture, which has a hundred squares of known colours.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from socket import socket

import pytest

from media_pipeline.facts import Facts, Kind
from media_pipeline.recipes import zoom
from tests.conftest import iiif_validator
from tests.integration.test_run import until, unused_port

pytestmark = [pytest.mark.needs_shared, pytest.mark.needs_iiif_validator, pytest.mark.slow]

PICTURE = "67352ccc-d1b0-11e1-89ae-279075081939"
SERVER = "tests.contract.media_pipeline.iiif_server"


def listens(port: int) -> bool:
    with socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module", params=["png", "jp2"])
def port(
    request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    """The Image API alone, with the test picture under its own name."""
    folder = tmp_path_factory.mktemp("pictures")
    (folder / PICTURE).mkdir()
    original = shared / "data" / "iiif" / f"{PICTURE}.{request.param}"
    zoom.make(original, Facts(f"image/{request.param}", Kind.IMAGE), folder / PICTURE, {})
    found = unused_port()
    server = subprocess.Popen([sys.executable, "-m", SERVER, str(found), str(folder)])
    try:
        assert until(lambda: listens(found))
        yield found
    finally:
        server.terminate()
        server.wait(10)


@pytest.mark.parametrize(("version", "least"), [("3.0", 33), ("2.0", 30)])
def test_level_two(port: int, version: str, least: int) -> None:
    validator = iiif_validator()
    assert validator is not None
    asked = ["-s", f"127.0.0.1:{port}", "-p", f"iiif/{version[0]}", "-i", PICTURE, "--level", "2"]
    done = subprocess.run(
        [validator, *asked, "--version", version], capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    counted = re.search(r"Done \((\d+) tests, (\d+) failures\)", said)
    assert counted is not None, said
    assert int(counted[1]) >= least, said
    assert int(counted[2]) == 0, said
    assert done.returncode == 0
