"""An archive with its page tree and vocabularies, ready to be loaded into."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model

from heritage.exchange.loading import Outcome, run
from heritage.exchange.models import Load
from heritage.exchange.reading import SourceFile
from heritage.exchange.staged import Landing
from heritage.peoples.reference.terms import load_terms

CONTENT = Path(settings.BASE_DIR) / "demo" / "content"


@pytest.fixture
def archive(db: None) -> None:
    """Sections in every language, and the vocabularies; no administrative units."""
    load_terms()


@pytest.fixture
def leader(db: None) -> Any:
    return get_user_model().objects.create_superuser("truong-phong", password="x" * 20)


def sheet(name: str, *rows: dict[str, str]) -> SourceFile:
    """A CSV file with these rows."""
    buffer = io.StringIO()
    header = list(dict.fromkeys(column for row in rows for column in row))
    writer = csv.DictWriter(buffer, header, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return SourceFile(name, buffer.getvalue().encode())


@pytest.fixture
def bring(archive: None) -> Callable[..., Outcome]:
    """Load files, as drafts or published by a leader."""

    def load(*files: SourceFile, leader: Any = None, state: str = "draft") -> Outcome:
        landing = Landing(state, leader)
        return run(files, landing, Load(landing=state, leader=leader))

    return load


PEOPLE = {"id": "cham", "name_vi": "Chăm", "name_en": "Cham", "languages": "cjm;vi"}
PLACE = {
    "id": "bau-truc",
    "name_vi": "Bàu Trúc",
    "name_en": "Bau Truc",
    "kind": "village",
    "people_ids": "cham",
    "latitude": "11.530",
    "longitude": "108.92",
}
FESTIVAL = {
    "id": "kate",
    "title_vi": "Lễ hội Katê",
    "title_en": "Kate festival",
    "people_ids": "cham",
    "place_ids": "bau-truc",
    "ich_type": "le_hoi_truyen_thong",
    "calendar": "cham",
    "body_vi": "**Nguồn gốc.** Katê là lễ cúng.\n\nĐoạn hai có *chữ nghiêng*.",
    "inscription": "national:2017",
    "tags": "Katê;tháp Chăm",
    "sources": "Người kể",
}
EDITION = {
    "festival_id": "kate",
    "start_date": "2024-10-02",
    "end_date": "2024-10-04",
    "status": "held",
    "source_note": "Báo Ninh Thuận",
}
ITEM = {
    "id": "it-1",
    "identifier": "CH-1",
    "title_vi": "Bài hát ru",
    "title_en": "Lullaby",
    "kind": "audio",
    "people_ids": "cham",
    "place_ids": "bau-truc",
    "created": "1955~",
    "rights": "cc_by",
    "related_ids": "kate",
    "tags": "hát ru;ghi âm",
}
WORD = {"language": "cjm", "headword": "palei", "part_of_speech": "noun", "gloss_vi": "làng"}


def small_archive() -> list[SourceFile]:
    """One of several kinds, which refer to each other; the files in the wrong order."""
    return [
        sheet("tu-lieu.csv", ITEM),
        sheet("lan-to-chuc.csv", EDITION),
        sheet("le-hoi.csv", FESTIVAL),
        sheet("dia-danh.csv", PLACE),
        sheet("dan-toc.csv", PEOPLE),
        sheet("tu.csv", WORD),
    ]
