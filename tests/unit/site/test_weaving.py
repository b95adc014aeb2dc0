"""The bands in git are those of the drafts, and every people's band is there."""

from pathlib import Path

import pytest
from django.conf import settings

from heritage.site.weaves import WEAVES
from heritage.site.weaving.drafts import DRAFTS
from heritage.site.weaving.loom import PICKS, cloth, tile


@pytest.mark.parametrize("key", DRAFTS)
def test_tiles_are_up_to_date(key: str) -> None:
    folder = Path(settings.BASE_DIR) / "static" / "site" / "weaves"
    assert (folder / f"{key}.svg").read_text("utf-8") == tile(DRAFTS[key])
    assert (folder / f"{key}-upright.svg").read_text("utf-8") == tile(DRAFTS[key], upright=True)
    assert len(cloth(DRAFTS[key])) == PICKS


def test_every_named_band_has_a_draft_and_a_line_in_the_stylesheet() -> None:
    css = (Path(settings.BASE_DIR) / "static" / "site" / "css" / "tokens.css").read_text("utf-8")
    for name in WEAVES.values():
        assert name in DRAFTS
        assert f'[data-people="{name}"]' in css
