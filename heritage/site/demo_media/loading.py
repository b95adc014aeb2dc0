"""After the first start with demo content: its media are made, while people look around."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from django.conf import settings
from django_tasks import task

from heritage.exchange.demo import LEADER
from heritage.exchange.file_sheet import read_sheet
from heritage.exchange.leaders import leader_called
from heritage.exchange.reading import SourceFile
from heritage.exchange.taking_in import take_in
from heritage.site.demo_media.making import NAMES, make_all
from media_pipeline.folders import sources
from media_pipeline.receiving import Outcome

logger = logging.getLogger(__name__)
SHEET = "media.csv"


@task()
def hang_demo_media() -> None:
    """Make them, and let the demo leader show them. After a kill it goes on with those missing."""
    folder = Path(settings.DATA_DIR) / "cache" / "demo-media"
    folder.mkdir(parents=True, exist_ok=True)
    for _path in make_all(folder, [name for name in NAMES if not (folder / name).exists()]):
        pass
    with sources([folder]) as found:
        sheet = SourceFile(SHEET, (folder / SHEET).read_bytes())
        planned, problems = read_sheet(sheet, found)
        if problems:
            raise ValueError("; ".join(f"{p.row} {p.column} {p.message('en')}" for p in problems))
        named = {path: source for path, source in found.items() if path != SHEET}
        for taken in take_in(named, planned, leader=leader_called(LEADER)):
            if taken.outcome is Outcome.REFUSED:
                logger.error("demo media: %s: %s", taken.path, taken.reason)
    shutil.rmtree(folder)
