"""The demo content: which files, what they are taken from, and what of it stays a draft."""

from __future__ import annotations

from pathlib import Path

from heritage.exchange.reading import SourceFile

LEADER = "lanh-dao"
"""The demo account that lets it be published."""
DRAFTS = frozenset({"hl-sp-014", "hl-sp-022"})
"""Drinks with alcohol stay unpublished until the licence is entered."""

SOURCES = {
    "bahnar-words.csv": (
        "Phiên âm theo các cột Pleiku, Kontum và Golar trong Sidwell, P. (2015), Austroasiatic"
        " dataset for phylogenetic analysis, qua Lexibank, giấy phép CC BY 4.0."
    ),
    "hre-words.csv": (
        "Phiên âm theo Peiros, I. I. (2004), Genetičeskaja klassifikacija avstroaziatskix jazykov,"
        " qua Lexibank, giấy phép CC BY 4.0."
    ),
    "khmer-words.csv": (
        "Chính tả đối chiếu với từ điển của Viện Hàn lâm Hoàng gia Campuchia và danh sách từ của"
        " ICU; câu ví dụ do nhóm biên soạn đặt."
    ),
    "cham-words.csv": "Nhóm biên soạn, chữ viết gần với lối của EFEO.",
}
"""What word lists taken over with a licence are taken from, shown with each word."""


def demo_files(folder: Path) -> list[SourceFile]:
    """The sheets of the demo content."""
    return [
        SourceFile(
            path.name,
            path.read_bytes(),
            {"sources": SOURCES[path.name]} if path.name in SOURCES else {},
        )
        for path in sorted(folder.glob("*.csv"))
    ]
