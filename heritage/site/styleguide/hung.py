"""Files to show viewers with: stand-ins that hang nowhere, because an archive may have none yet.

Their pictures are our own prints; what would be heard or played is not there.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html

from heritage.peoples.models import Term
from heritage.site.media.documents import Leaf
from heritage.site.media.shown import Form
from heritage.site.telling import Text

WARP = ("#7a2e1d", "#c8963e", "#2b2f57", "#d9c9a5")


def hung() -> dict[str, Any]:
    """`files` as a thing has them, and a row with a photograph."""
    print_of_weaving = static("site/plates/det-tho-cam.svg")
    picture = _picture(print_of_weaving)
    leaf = Leaf(1, print_of_weaving, 1200, 900, print_of_weaving, 240, 180, "Chương một.", True)
    files = {
        "image": [picture, _picture(print_of_weaving, title="")],
        "video": [_heard(poster=print_of_weaving, width=1280, height=720, forms=[], tracks=[])],
        "audio": [_heard(id="0000001", forms=[Form("audio/webm", "about:blank")], waveform="")],
        "document": [
            _file(leaves=[leaf] * 3, pages=3, spoken=[leaf], whole_text=print_of_weaving),
        ],
    }
    return {
        "files": SimpleNamespace(files=files, pictures=files["image"], zooms=False, labels=[]),
        "row_with_photo": SimpleNamespace(photo=picture),
    }


def _file(**facts: Any) -> SimpleNamespace:
    usual = {
        "id": "0000000",
        "title": Text("Khung dệt"),
        "alt": _in_vietnamese("Người thợ bên khung cửi"),
        "credit": "Thị Mỹ",
        "captured": "1998~",
        "whole": Form("audio/mp4", "about:blank", size=480_000),
        "rights": Term(label_vi="CC BY 4.0", uri="https://creativecommons.org/licenses/by/4.0/"),
    }
    return SimpleNamespace(**usual | facts)


def _picture(address: str, **facts: Any) -> SimpleNamespace:
    form = Form("image/jpeg", address, 1200, 900, f"{address} 1200w")
    blur = tuple((x, y, WARP[(x + y) % len(WARP)]) for y in range(3) for x in range(4))
    return _file(
        forms=[form],
        card=[form],
        largest=address,
        zoom=address,
        full_width=4800,
        blur=blur,
        **facts,
    )


def _heard(**facts: Any) -> SimpleNamespace:
    cues = [
        {"start": 0.0, "end": 4.0, "text": "Chiêng mẹ gọi trước.", "voice": "Bà Sa", "lang": "vi"},
        {"start": 4.0, "end": 9.5, "text": "Chiêng con theo sau.", "voice": "", "lang": "vi"},
    ]
    timed = SimpleNamespace(language="vi", text="lời", cues=cues)
    plain = SimpleNamespace(language="en", text="The mother gong calls.", cues=[])
    return _file(seconds=187.2, transcripts=[timed, plain], no_speech=False, **facts)


def _in_vietnamese(words: str) -> Text:
    text = Text(words)
    text.lang = format_html(' lang="{}"', "vi")
    return text
