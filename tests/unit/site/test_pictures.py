"""Which picture stands for a thing: the right people's, nothing that is closed, and in words."""

import csv
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings

from heritage.site.pictures import front_picture, picture, picture_before_asking
from heritage.site.plates.chosen import FRONT, KINDS_OF_PRODUCT, OF_PEOPLES, OF_THINGS, RITES
from heritage.site.plates.edition import PLATES
from heritage.site.weaving.drafts import DRAFTS
from search.analysis.slugs import slugify

CONTENT = Path(settings.BASE_DIR) / "demo" / "content"
PRINTED = {plate.slug for plate in PLATES}
FORBIDDEN = {"community", "custodians"}


def _rows(kind: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in CONTENT.glob(f"*-{kind}s.csv"):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            found += csv.DictReader(lines)
    return found


def _thing(kind: str, **facts: Any) -> Any:
    plain = {"is_restricted": False, "content_warning": "", "category": None}
    unwarned = dict.fromkeys(("warns_of_name", "warns_of_voice", "warns_of_sacred"), False)
    return SimpleNamespace(kind=kind, **plain | unwarned | facts)


def _people(slug: str, code: str) -> Any:
    return SimpleNamespace(slug=slug, gso_code=code)


KHMER, CHAM = _people("khmer", "05"), _people("cham", "14")
CHAM_ISLAM = _people("cham-islam-cham-an-giang", "14")


def _textile(title: str = "Một tấm vải", **facts: Any) -> Any:
    kind = SimpleNamespace(code="textile")
    return _thing("product", title=title, slug="", category=kind, **{"for_sale": True} | facts)


def test_every_chosen_plate_is_printed() -> None:
    chosen = {plate for plate, _ in FRONT} | set(OF_PEOPLES.values())
    for group in (*OF_THINGS.values(), *KINDS_OF_PRODUCT.values()):
        chosen |= set(group.values())
    assert chosen - {""} == PRINTED


@pytest.mark.parametrize("kind", OF_THINGS)
def test_what_the_list_names_is_in_the_demo_content_and_open_to_all(kind: str) -> None:
    rows = {slugify(row["title_vi"]): row for row in _rows(kind)}
    for slug in OF_THINGS[kind]:
        assert slug in rows
        assert rows[slug].get("audience", "public") not in FORBIDDEN
        assert rows[slug].get("for_sale", "yes") == "yes"
        assert not rows[slug].get("content_warning_vi")


def test_a_rite_is_drawn_only_where_what_its_community_asks_stands_above_it() -> None:
    elsewhere = {plate for plate, _ in FRONT} | set(OF_PEOPLES.values())
    for group in (*OF_THINGS.values(), *KINDS_OF_PRODUCT.values()):
        elsewhere |= set(group.values()) if group is not OF_THINGS["festival"] else set()
    assert not RITES & elsewhere
    asked = {slugify(row["title_vi"]): row["etiquette_vi"] for row in _rows("festival")}
    for slug, plate in OF_THINGS["festival"].items():
        assert asked[slug] or plate not in RITES


def test_before_the_rules_of_a_rite_were_read_the_tower_of_its_people_is_seen_alone() -> None:
    kate = _thing("festival", slug="le-hoi-kate", title="Lễ hội Katê")
    ahier, awal = _people("cham-ba-la-mon-cham-ahier", "14"), _people("cham-ba-ni", "14")
    before = picture_before_asking(kate, [CHAM, ahier], "vi")
    assert before is not None
    assert before.plate == "thap-cham"
    race = _thing("festival", slug="hoi-dua-ghe-ngo", title="Hội đua ghe ngo")
    shown = picture_before_asking(race, [KHMER], "vi")
    assert shown is not None
    assert shown.plate == "dua-ghe-ngo"
    # A tower of others is no picture of theirs.
    assert picture_before_asking(kate, [CHAM, awal], "vi") is None
    for rite in RITES:
        slug = next(s for s, plate in OF_THINGS["festival"].items() if plate == rite)
        for peoples in ([], [CHAM], [KHMER], [CHAM, KHMER]):
            found = picture_before_asking(_thing("festival", slug=slug, title=""), peoples, "vi")
            assert found is None or found.plate not in RITES


def test_nothing_is_drawn_of_what_is_not_for_everybody() -> None:
    kate = {"slug": "le-hoi-kate", "title": "Lễ hội Katê"}
    shown = picture(_thing("festival", **kate), [CHAM], "vi")
    assert shown is not None
    assert shown.plate == "le-hoi-kate"
    for closed in ({"is_restricted": True}, {"warns_of_sacred": True}, {"content_warning": "Có"}):
        assert picture(_thing("festival", **kate | closed), [CHAM], "vi") is None
        assert picture_before_asking(_thing("festival", **kate | closed), [CHAM], "vi") is None


def test_nothing_is_drawn_of_what_its_makers_do_not_sell() -> None:
    assert picture(_textile(), [CHAM], "vi")
    assert picture(_textile(for_sale=False), [CHAM], "vi") is None


def test_the_cloth_of_a_group_is_not_that_of_its_people() -> None:
    shown = picture(_textile(), [CHAM, CHAM_ISLAM], "vi")
    assert shown is not None
    assert shown.plate == "xa-rong-chau-phong"


def test_a_group_without_a_picture_does_not_take_that_of_its_people() -> None:
    group = _thing("people", slug="mot-nhom-cham", gso_code="14", title="Một nhóm Chăm")
    assert picture(group, [group], "vi") is None


def test_a_kind_of_product_no_plate_shows_has_none() -> None:
    honey = _thing(
        "product", title="Mật ong", slug="", for_sale=True, category=SimpleNamespace(code="food")
    )
    assert picture(honey, [KHMER], "vi") is None


@pytest.mark.parametrize(
    ("language", "lang", "begins"),
    [("vi", "", "Tranh"), ("en", "", "Print"), ("km", "vi", "Tranh")],
)
def test_words_are_the_readers_or_say_that_they_are_vietnamese(
    language: str, lang: str, begins: str
) -> None:
    shown = picture(_textile(), [KHMER], language)
    assert shown is not None
    assert (shown.lang, shown.alt.split()[0].rstrip(":")) == (lang, "Tranh" if lang else begins)


def test_the_front_page_shows_every_people_in_turn() -> None:
    start = date(2026, 1, 5)
    seen = {front_picture(start + timedelta(weeks=n), "vi")[1] for n in range(len(FRONT))}
    assert seen == {band for _, band in FRONT}
    assert seen == set(DRAFTS) - {"archive"}
