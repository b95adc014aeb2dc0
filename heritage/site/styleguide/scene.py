"""What the components are shown with: public things of the archive itself, in states of their own.

States that the archive may just not be in (a day announced, a warning, nothing found) are put on
copies that are never saved.
"""

from __future__ import annotations

from copy import copy
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone

from catalogue.models import Product
from heritage.archive.models import Custom, Edition, Festival, Item
from heritage.calendars.standing import Standing
from heritage.languages.models import Entry
from heritage.peoples.models import People, Place
from heritage.protocols.models import LabelText
from heritage.site import rows, wording
from heritage.site.details import detail
from heritage.site.details.base import Linked
from heritage.site.feedback.forms import RemarkForm
from heritage.site.listing import Listing, list_things
from heritage.site.models import Institution
from heritage.site.pictures import front_picture
from heritage.site.reader import Reader
from heritage.site.search.excerpts import Excerpt, marked
from heritage.site.search.facets import Value
from heritage.site.search.found import Option, ShownHit
from heritage.site.styleguide.hung import hung
from heritage.site.telling import Text
from search.analysis.query import parse

SCRIPTS = {"vi": "14", "en": "14", "km": "05", "cham": "14"}
"""Whose things stand in the specimens of a language, by the code of the people."""


def scene(request: HttpRequest, script: str) -> dict[str, Any]:
    """All that the examples name."""
    reader = Reader.of(request)
    people = _first(reader, People.objects.filter(gso_code=SCRIPTS[script]), "people")
    festival = _first(reader, Festival.objects.filter(people_links__people=people), "festival")
    word = _first(reader, _words(script), "word")
    picture, band = front_picture(timezone.localdate(), reader.language)
    return {
        "people": people,
        "festival": festival,
        "festivals": _festivals(festival),
        "custom": _first(reader, Custom.objects.filter(people_links__people=people), "custom"),
        "item": _first(reader, Item.objects.all(), "item"),
        "place": _first(reader, Place.objects.all(), "place"),
        "word": word,
        "products": _products(reader),
        "detail": detail(festival, festival.told, reader) if festival else None,
        "standings": [(one.value, wording.told_standing(one)) for one in Standing],
        "listing": list_things(request, "custom", Custom, reader),
        "nothing": _nothing(request, reader),
        "picture": picture,
        "band": band,
        "keeper": Institution(
            agency="Sở Văn hóa, Thể thao và Du lịch",
            province="Khánh Hòa",
            responsible_officer="Phòng Quản lý văn hóa",
        ),
        "linked": Linked("festival", [festival] if festival else []),
        "labels": SimpleNamespace(labels=_labels(), tags=["khung dệt", "sợi"]),
        "phrase": _phrase(),
        "warned": _warned(festival),
        "somebody": SimpleNamespace(is_authenticated=True, get_full_name="Người giữ Chăm"),
        "form": RemarkForm({"kind": "", "words": "", "name": "Thị Mỹ", "contact": ""}),
        "words_listed": SimpleNamespace(rows=[word] if word else []),
        "options": _options(),
        "hits": _hits(festival, word),
        **hung(),
    }


def _first(reader: Reader, found: Any, kind: str) -> Any:
    prepared = rows.pictured(kind, reader.shown(found.distinct()).order_by("pk")[:1], reader)
    return prepared[0] if prepared else None


def _words(script: str) -> Any:
    if script == "cham":
        return Entry.objects.filter(language="cjm").exclude(headword_native="")
    return Entry.objects.filter(language="km").exclude(example="")


def _products(reader: Reader) -> list[Any]:
    """For sale, to be asked for, and never for sale."""
    wanted = (
        Product.objects.filter(for_sale=True).exclude(price_kind="ask"),
        Product.objects.filter(for_sale=True, price_kind="ask"),
        Product.objects.filter(for_sale=False),
    )
    return [one for rows in wanted if (one := _first(reader, rows, "product"))]


def _festivals(festival: Any) -> list[Any]:
    """The same festival, its next day announced, expected, cancelled, and unknown."""
    found = []
    for number, status in enumerate(("announced", "expected", "cancelled", "")):
        shown = copy(festival)
        if shown is None:
            break
        day = timezone.localdate() + timedelta(days=30 * (number + 1))
        shown.coming = status and Edition(
            start_date=day, status=status, source_note="Thông báo của Ban Quản lý di tích"
        )
        found.append(shown)
    return found


def _nothing(request: HttpRequest, reader: Reader) -> Listing:
    """A list whose filters nothing meets."""
    listing = list_things(request, "custom", Custom, reader)
    options = [one for facet in listing.facets for one in facet.options][:2]
    empty = Listing("custom", Paginator([], 1).page(1), [], {"dan-toc": "x"}, [], [])
    # What was chosen, as links that take it back.
    return SimpleNamespace(  # type: ignore[return-value]
        kind="custom", total=0, chosen=empty.chosen, chosen_options=options, page=empty.page
    )


def _options() -> list[Option]:
    """Two values, and a part of the first."""
    values = (("Tư liệu", 54, False, 0), ("Ảnh", 12, True, 1), ("Sản vật", 64, False, 0))
    return [
        Option(Value(label, label, label, depth=depth), count, chosen, "#")
        for label, count, chosen, depth in values
    ]


def _hits(*things: Any) -> list[ShownHit]:
    """Found by its title, by another name, by its words, by what is said in a recording."""
    query = parse("khung dệt")
    said = marked("… Bà Sa ngồi bên khung dệt từ sáng sớm …", query)
    texts = (
        Excerpt(said),
        Excerpt(said, "0000001", seconds=42.0, transcript="vi"),
        Excerpt(said, "0000000", page=3),
    )
    found = []
    for thing in filter(None, things):
        title = marked(thing.told.title, parse(thing.told.title))
        gloss = marked(thing.told.gloss, query) if thing.kind == "word" else None
        name = None if gloss else marked("Khung dệt", query, "vi")
        found.append(ShownHit(thing, title, name, gloss, texts, is_partial=False))
    return found


def _labels() -> list[Any]:
    own = LabelText(language="cjm-Cham", name="ꨀꨇꩉ ꨌꩌ", text="ꨀꨇꩉ ꨌꩌ")
    read = LabelText(language="vi", name="Xin đọc chậm", text="Đọc cho người già nghe trước.")
    other = LabelText(language="en", name="Read slowly", text="Read it to an elder first.")
    return [
        SimpleNamespace(
            community="Cộng đồng Chăm", answers_to=None, shown=[own, read], others=[other]
        )
    ]


def _warned(festival: Any) -> Any:
    """A thing that says beforehand whom it names, and whose voice it holds."""
    shown = copy(festival)
    if shown is not None:
        shown.warns_of_name = shown.warns_of_voice = shown.warns_of_sacred = True
    return shown


def _phrase() -> Text:
    text = Text("sợi bông nhuộm chàm")
    text.lang = ' lang="vi"'
    return text
