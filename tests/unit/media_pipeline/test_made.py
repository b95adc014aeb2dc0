"""Every file of the data set goes through its recipe, and comes out as the table says."""

from pathlib import Path
from random import Random

import pytest

from media_pipeline.apart import MB, Bounds, apart
from media_pipeline.reasons import RefusedError
from tests.unit.media_pipeline import made

pytestmark = [pytest.mark.needs_shared, pytest.mark.slow]


@pytest.mark.torture
@pytest.mark.parametrize("folder", made.FOLDERS)
def test_what_is_made_of_the_data_set_is_what_the_table_says(folder: str, rounds: int) -> None:
    """One file in three, or with many rounds all of them."""
    chosen = list(made.files(folder))[:: 1 if rounds >= 10 else 3]
    rows = [made.row(path, folder) for path in chosen]
    print(f"{folder}: {made.costs(rows)}")
    expected = made.expected()
    assert [str(row) for row in rows] == [expected.get(row.name) for row in rows]


def test_the_table_says_nothing_of_other_files() -> None:
    there = {
        str(path.relative_to(made.MEDIA)) for folder in made.FOLDERS for path in made.files(folder)
    }
    assert set(made.expected()) == there


@pytest.mark.torture
@pytest.mark.parametrize("folder", ["audio", "video", "pdf", "captions"])
def test_damaged_files_stay_within_the_bounds(folder: str, dice: Random, tmp_path: Path) -> None:
    recipe, facts = made.FOLDERS[folder]
    original = dice.choice([p for p in made.files(folder) if p.stat().st_size < MB])
    changed = bytearray(original.read_bytes())
    for _ in range(dice.choice((1, 10, 200))):
        at = dice.randrange(len(changed))
        changed[at : at + dice.choice((0, 1, 4))] = dice.randbytes(dice.choice((0, 1, 4)))
        changed = changed or bytearray(b" ")
    damaged, into = tmp_path / "damaged", tmp_path / "made"
    damaged.write_bytes(changed)
    into.mkdir()
    asked = {
        "recipe": recipe,
        "original": str(damaged),
        "facts": facts.as_json(),
        "into": str(into),
        "options": {"pages": 2},
    }
    said = ""
    try:
        assert apart("make", asked, Bounds(512 * MB, 60)).value["files"]
    except RefusedError as refusal:
        said = refusal.detail
    assert str(tmp_path) not in said
