"""As the worker does it: a process for each job, bounded, that ends with it."""

import sys
from pathlib import Path

from media_pipeline.apart import MB, apart
from media_pipeline.facts import Facts, Kind
from media_pipeline.recipes.book import RECIPES


def main(recipe: str, out: str, *photographs: str) -> None:
    most = 0
    for photograph in photographs:
        into = Path(out) / recipe / Path(photograph).stem
        into.mkdir(parents=True)
        asked = {
            "recipe": recipe,
            "original": photograph,
            "facts": Facts("image/jpeg", Kind.IMAGE, 6000, 4000).as_json(),
            "into": str(into),
            "options": {"credit": "Bảo tàng", "rights": "© Bảo tàng"},
        }
        most = max(most, apart("make", asked, RECIPES[recipe].bounds).memory)
    print(most // MB)


if __name__ == "__main__":
    main(*sys.argv[1:])
