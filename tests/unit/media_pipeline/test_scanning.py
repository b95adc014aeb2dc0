"""What lies between two pieces is found as well."""

import io
import re

import pytest

from media_pipeline.opening.scanning import OVERLAP, PIECE, find


@pytest.mark.parametrize("at", [0, 5, PIECE - 3, PIECE, 2 * PIECE - OVERLAP, 2 * PIECE + 1])
def test_all_places(at: int) -> None:
    file = io.BytesIO(b"." * at + b"needle" + b"." * PIECE)
    assert {place for place, _ in find(file, re.compile(b"needle"))} == {at}
