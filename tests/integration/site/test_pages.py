"""What a visitor reads on the page of one thing."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from heritage.archive.models import Edition, FestivalPeople
from heritage.peoples.models import PlaceUnit, Term
from heritage.site.calendar.span import this_month
from tests.communities import custodians, members, person
from tests.integration.site.conftest import (
    KINDS,
    PEOPLE_LINKS,
    PLACE_LINKS,
    SLUGS,
    address_of,
)


@pytest.mark.parametrize("prefix", ["", "/en", "/km"])
def test_every_page_has_its_language_one_heading_and_a_title(
    client: Client, cloth: Any, prefix: str
) -> None:
    things = cloth(1)
    sections = {p.section_kind: p for p in _sections(prefix)}
    titles = set()
    for kind in KINDS:
        found = client.get(f"{prefix}/{sections[kind].slug}/")
        links = re.findall(
            rf'href="({prefix}/{sections[kind].slug}/[^"?]+/)"', found.content.decode()
        )
        for address in [f"{prefix}/{sections[kind].slug}/", links[0]]:
            text = client.get(address).content.decode()
            assert f'<html lang="{prefix[1:] or "vi"}">' in text
            assert text.count("<h1") == 1, address
            assert "None" not in text, address
            assert "&lt;p" not in text, address
            titles.add(re.search(r"<title>(.+)</title>", text)[1])  # type: ignore[index]
    assert len(titles) == 2 * len(KINDS)
    assert things


def _sections(prefix: str) -> Any:
    from heritage.site.models import SectionPage

    return SectionPage.objects.filter(locale__language_code=prefix[1:] or "vi")


@pytest.mark.parametrize("language", ["hre", "bdq", "cjm-Cham", "ren"])
def test_a_word_of_a_language_that_only_the_archive_names(
    client: Client, make: Any, language: str
) -> None:
    word = make("word", "wăk")
    word.language = language
    word.save()
    assert client.get(address_of(word)).status_code == 200


def test_an_untranslated_page_says_so_and_marks_its_language(client: Client, make: Any) -> None:
    make("festival", "Lễ hội Katê", summary="Lễ lớn")
    page = client.get("/en/festivals/le-hoi-kate/").content.decode()
    assert "Trang này chưa có bản dịch" in page or "has no translation yet" in page
    assert re.search(r'<h1[^>]* lang="vi">Lễ hội Katê</h1>', page)


def test_a_fallback_address_leads_to_the_translation_once_there_is_one(
    client: Client, make: Any
) -> None:
    festival = make("festival", "Lễ hội Katê")
    make("festival", "Kate Festival", language="en", of=festival)
    moved = client.get("/en/festivals/le-hoi-kate/")
    assert (moved.status_code, moved["Location"]) == (302, "/en/festivals/kate-festival/")


def test_the_address_of_a_translation_taken_offline_leads_to_the_original(
    client: Client, make: Any
) -> None:
    story = make("story", "Chuyện cây nêu")
    english = make("story", "The pole", language="en", of=story)
    type(english).objects.filter(pk=english.pk).update(live=False)
    moved = client.get("/en/stories/the-pole/")
    assert (moved.status_code, moved["Location"]) == (302, "/en/stories/chuyen-cay-neu/")
    assert "Chuyện cây nêu" in client.get(moved["Location"]).content.decode()


def test_the_address_of_a_translation_that_was_never_public_leads_nowhere(
    client: Client, make: Any
) -> None:
    story = make("story", "Chuyện cây nêu")
    make("story", "The pole", language="en", of=story, live=False, first_published_at=None)
    assert client.get("/en/stories/the-pole/").status_code == 404


def test_a_place_that_is_told_in_vietnamese_alone_says_so(client: Client, make: Any) -> None:
    festival, place = make("festival", "Lễ hội Katê"), make("place", "Tháp Po Klong")
    PLACE_LINKS["festival"].objects.create(owner=festival, place=place)
    page = client.get("/en/festivals/le-hoi-kate/").content.decode()
    assert re.search(r'<a href="[^"]*" lang="vi">Tháp Po Klong</a>', page)


class TestTextPages:
    @pytest.fixture
    def about(self, db: None) -> Any:
        from heritage.site.models import HomePage, TextPage

        home = HomePage.objects.get(locale__language_code="vi")
        return home.add_child(
            instance=TextPage(title="Về chúng tôi", slug="ve-chung-toi", body="<p>Ai làm kho</p>")
        )

    @pytest.mark.parametrize("language", ["en", "km"])
    def test_one_that_is_not_translated_is_linked_and_read_in_vietnamese(
        self, client: Client, about: Any, language: str
    ) -> None:
        home = client.get(f"/{language}/").content.decode()
        assert f'<a href="/{language}/ve-chung-toi/" lang="vi">Về chúng tôi</a>' in home
        page = client.get(f"/{language}/ve-chung-toi/").content.decode()
        assert '<h1 lang="vi">Về chúng tôi</h1>' in page
        assert "Ai làm kho" in page
        assert f'href="/{language}/ve-chung-toi/" lang="{language}"' in page

    def test_one_that_is_translated_has_one_address_in_each_language(
        self, client: Client, about: Any
    ) -> None:
        from wagtail.models import Locale

        english = about.copy_for_translation(Locale.objects.get(language_code="en"))
        english.title, english.slug = "About us", "about-us"
        english.save_revision().publish()
        moved = client.get("/en/ve-chung-toi/")
        assert (moved.status_code, moved["Location"]) == (302, "/en/about-us/")
        page = client.get("/en/about-us/").content.decode()
        assert "<h1>About us</h1>" in page
        assert 'href="/ve-chung-toi/" lang="vi"' in page
        assert "Về chúng tôi" not in page
        assert client.get("/ve-chung-toi/").status_code == 200
        assert client.get("/en/khong-co/").status_code == 404


def test_a_translation_goes_offline_with_its_original(client: Client, make: Any) -> None:
    festival = make("festival", "Lễ hội Katê")
    make("festival", "Kate Festival", language="en", of=festival)
    type(festival).objects.filter(pk=festival.pk).update(live=False)
    assert client.get("/en/festivals/kate-festival/").status_code == 404


def test_the_language_switch_keeps_the_thing(client: Client, make: Any) -> None:
    word = make("word", "ភ្លេង", romanisation="phleng")
    page = client.get(address_of(word)).content.decode()
    assert f'href="/en/dictionary/{word.slug_with_identifier}/" lang="en" hreflang="en"' in page
    assert re.search(r'<h1 class="glyph" lang="km">ភ្លេង</h1>', page)


def test_a_records_address_survives_a_new_title(client: Client, make: Any) -> None:
    item = make("item", "Chiêng cổ")
    old = address_of(item)
    item.title = "Bộ chiêng cổ"
    item.save()
    moved = client.get(old)
    assert (moved.status_code, moved["Location"]) == (302, address_of(item))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("announced", "Đã công bố"),
        ("expected", "Dự kiến, chưa có thông báo"),
        (None, "Lần tới chưa công bố"),
    ],
)
def test_the_next_date_says_how_sure_it_is(
    client: Client, make: Any, status: str | None, words: str
) -> None:
    festival = make("festival", "Lễ hội Katê")
    if status:
        Edition.objects.create(
            festival=festival, start_date="2099-02-09", status=status, source_note="Báo tỉnh"
        )
    page = client.get(address_of(festival)).content.decode()
    assert words in page
    assert ("9 tháng 2 năm 2099" in page) == bool(status)
    assert ("Báo tỉnh" in page) == bool(status)


def test_etiquette_stands_before_the_telling(client: Client, make: Any) -> None:
    festival = make(
        "festival",
        "Lễ",
        etiquette="Bỏ mũ. Không chụp ảnh; xin phép trước",
        body="<p>Phần kể dài</p>",
    )
    page = client.get(address_of(festival)).content.decode()
    assert page.index("Bỏ mũ.") < page.index("Phần kể dài")
    assert "<li>Xin phép trước.</li>" in page


def test_a_warned_text_is_closed_until_opened(client: Client, make: Any) -> None:
    custom = make("custom", "Tang lễ", content_warning="Kể về cái chết", body="<p>Lời kể dài</p>")
    address = address_of(custom)
    before = client.get(address).content.decode()
    assert "Kể về cái chết" in before
    assert "Lời kể dài" not in before
    answer = client.post(f"/da-hieu/{custom.identifier_id}/")
    assert answer["Location"] == address
    assert answer.cookies["da-hieu"]["max-age"] == answer.cookies["da-hieu"]["expires"] == ""
    assert "Lời kể dài" in client.get(address).content.decode()
    assert "Lời kể dài" not in Client().get(address).content.decode()


@pytest.mark.parametrize("warning", [{"warns_of_name": True}, {"content_warning": "Kể tang lễ"}])
def test_what_a_warning_stands_before_is_told_in_no_list_and_no_feed(
    client: Client, make: Any, warning: dict[str, Any]
) -> None:
    """Nobody is asked before a list: there the name of the thing is all that is told."""
    custom = make("custom", "Tang lễ", summary="Nhớ ông Sal", **warning)
    english = {"warns_of_name": custom.warns_of_name, "summary": "Remembering Sal"}
    make("custom", "Funeral", language="en", of=custom, **english)
    for start, title in (("", "Tang lễ"), ("/en", "Funeral")):
        pages = [f"{start}/", f"{start}/phong-tuc/" if not start else "/en/customs/"]
        for address in [*pages, f"/feeds{start}/moi/", f"/feeds{start}/moi/custom/"]:
            page = client.get(address).content.decode()
            assert title in page, address
            assert "Sal" not in page, address


def test_choosing_to_see_opens_nothing_that_is_closed(client: Client, make: Any) -> None:
    custom = make("custom", "Tang lễ", warns_of_sacred=True, audience=members())
    assert client.post(f"/da-hieu/{custom.identifier_id}/").status_code == 404


def test_what_machines_may_not_do_stands_on_the_page_and_in_its_head(
    client: Client, make: Any
) -> None:
    page = client.get(address_of(make("item", "Bài hát", machine_use="no_training")))
    assert '<meta name="tdm-reservation" content="1">' in page.content.decode()
    assert "không dùng để huấn luyện máy" in page.content.decode()


def test_what_is_not_sold_has_no_price_and_says_why(client: Client, make: Any) -> None:
    product = make(
        "product", "Bộ chiêng", for_sale=False, cultural_use_note="Chiêng là vật thiêng của nhà."
    )
    for address in (address_of(product), "/san-vat/"):
        page = client.get(address).content.decode()
        assert "250.000" not in page
        assert "Vật này không bán" in page
    assert "Chiêng là vật thiêng của nhà." in client.get(address_of(product)).content.decode()


def test_a_number_of_zeros_is_no_link(client: Client, make: Any) -> None:
    maker = make("producer", "Làng gốm", email="lang@example.vn")
    page = client.get(address_of(maker)).content.decode()
    assert "0000 000 000" in page
    assert "tel:" not in page
    assert "mailto:" not in page


def test_filters_narrow_and_can_be_taken_back(client: Client, cloth: Any) -> None:
    cloth(2)
    page = client.get("/tu-lieu/?dan-toc=people-so-000&loai=audio")
    assert page.context["listing"].total == 2
    assert 'content="noindex, follow"' in page.content.decode()
    nothing = client.get("/tu-lieu/?dan-toc=people-so-001").content.decode()
    assert "Chưa có gì khớp" in nothing
    assert 'content="noindex' not in client.get("/tu-lieu/?loai=audio").content.decode()


def test_pages_of_a_list_name_their_neighbours(client: Client, make: Any) -> None:
    for number in range(25):
        make("word", f"từ {number:02}")
    first = client.get("/tu-dien/").content.decode()
    assert '<link rel="next" href="?trang=2">' in first
    assert (
        'href="http://testserver/tu-dien/?trang=2">'
        in client.get("/tu-dien/?trang=2").content.decode()
    )
    assert client.get("/tu-dien/?trang=3").status_code == 404
    assert client.get("/tu-dien/?trang=x").status_code == 404


def test_an_empty_section_shows_a_way_on(client: Client, db: None) -> None:
    for slug in SLUGS.values():
        page = client.get(f"/{slug}/").content.decode()
        assert "Mục này chưa có gì." in page


def test_pages_load_nothing_from_elsewhere_and_hold_no_inline_style(
    client: Client, cloth: Any
) -> None:
    things = cloth(1)
    for kind in KINDS:
        page = client.get(address_of(things[kind][0])).content.decode()
        assert not re.search(r'(src|href)="(https?:)?//(?!testserver)[^"]+"', page), kind
        assert " style=" not in page
        # Data is no script; a policy against inline scripts lets it stand.
        code = re.sub(r'<script type="application/ld\+json">', "", page)
        scripts = re.findall(r"<script[^>]*>[^<]*</script>", code)
        assert len(scripts) == code.count("<script") == 1, kind
        assert scripts[0].startswith('<script src="/static/site/js/frame.js" defer')


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "people"])
def test_an_officer_can_preview_what_is_not_published(make: Any, kind: str) -> None:
    thing = make(kind, "Bản nháp đang viết", live=False, audience=members())
    preview = thing.make_preview_request(preview_mode=thing.default_preview_mode)
    assert preview.status_code == 200
    assert "Bản nháp đang viết" in preview.content.decode()


def test_a_preview_shows_child_rows_that_are_not_saved(make: Any) -> None:
    people = make("people", "Khmer")
    festival = make("festival", "Lễ hội Katê", live=False)
    festival.people_links = [FestivalPeople(people=people)]
    festival.editions = [
        Edition(start_date=date(2099, 2, 9), status="announced", source_note="Báo tỉnh")
    ]
    page = festival.make_preview_request(preview_mode="").content.decode()
    assert "9 tháng 2 năm 2099" in page
    assert "Khmer</a>" in page


def test_the_festivals_that_come_next_stand_first_where_the_front_page_leads(
    client: Client, make: Any
) -> None:
    today = timezone.localdate()
    for title, days, status in [
        ("Anh không có ngày", None, ""),
        ("Bế sang năm", 300, "expected"),
        ("Cúng tuần sau", 7, "announced"),
        ("Dâng đã hủy", 2, "cancelled"),
        ("Ếch đang diễn ra", -1, "announced"),
    ]:
        festival = make("festival", title)
        if days is not None:
            start = today + timedelta(days=days)
            festival.editions.add(
                Edition(start_date=start, end_date=start + timedelta(days=2), status=status)
            )
            festival.save()
    front = client.get("/").content.decode()
    assert 'href="/le-hoi/">Lễ hội sắp tới</a>' in front
    for address in ("/le-hoi/", "/le-hoi/?thu-tu=khong-co"):
        listing = client.get(address).context["listing"]
        assert [festival.title[0] for festival in listing.rows] == ["Ế", "C", "B", "A", "D"]
    by_name = client.get("/le-hoi/?thu-tu=ten").context["listing"]
    assert [festival.title[0] for festival in by_name.rows] == ["A", "B", "C", "D", "Ế"]
    assert all("thu-tu=ten" in o.url for f in by_name.facets for o in f.options)


@pytest.mark.parametrize("kind", ["people", "custom", "item", "festival"])
def test_a_list_is_in_the_order_of_the_names_that_its_reader_sees(
    client: Client, make: Any, kind: str
) -> None:
    for vietnamese, english in [("Cơ Ho", "Koho"), ("Ê Đê", "Ede"), ("Mường", "")]:
        thing = make(kind, vietnamese)
        if english:
            make(kind, english, language="en", of=thing)
    unpublished = make(kind, "Tày")
    make(kind, "Aay", language="en", of=unpublished, live=False)
    for language, names in [
        ("en", ["Ede", "Koho", "Mường", "Tày"]),
        ("vi", ["Cơ Ho", "Ê Đê", "Mường", "Tày"]),
    ]:
        listing = client.get(_list_of(kind, language), {"thu-tu": "ten"}).context["listing"]
        assert [thing.told.title for thing in listing.rows] == names


def _list_of(kind: str, language: str) -> str:
    section = _sections("" if language == "vi" else f"/{language}").get(section_kind=kind)
    return f"/{section.slug}/" if language == "vi" else f"/{language}/{section.slug}/"


def test_the_front_page_shows_what_came_last_of_each_kind_and_the_wares_of_the_season(
    client: Client, make: Any
) -> None:
    days = [timezone.now() - timedelta(days=n) for n in range(3)]
    make("item", "Chiêng cũ", first_published_at=days[2])
    make("item", "Chiêng mới", first_published_at=days[1])
    make("custom", "Tục ăn trầu", first_published_at=days[0])
    make("item", "Chiêng kín", audience=custodians())
    month = this_month().number
    for number in range(4):
        make("product", f"Quanh năm {number}", for_sale=True)
    seasons = f"{month};{month % 12 + 1}", str((month + 5) % 12 + 1)
    for title, months in zip(("Cốm đầu mùa", "Cốm trái mùa"), seasons, strict=True):
        make("product", title, for_sale=True, season_months=months)
    front = client.get("/")
    titles = [thing.title for thing in front.context["newest"]]
    assert [title for title in titles if "năm" not in title and "Cốm" not in title] == [
        "Tục ăn trầu",
        "Chiêng mới",
    ]
    assert front.context["products"][0].title == "Cốm đầu mùa"
    assert len(front.context["products"]) == 3


def test_what_is_on_and_what_comes_stand_before_the_peoples(client: Client, make: Any) -> None:
    bana = make("people", "Ba Na", gso_code="12")
    for number in range(3):
        make("people", f"Dân tộc {number}")
    today = timezone.localdate()
    next_month = str(this_month().later(1).number)
    for title, day, months in [
        ("Lễ tháng này", today, ""),
        ("Lễ sang năm", today + timedelta(days=200), ""),
        ("Lễ mùa sau", None, next_month),
    ]:
        festival = make("festival", title, typical_months=months)
        FestivalPeople.objects.create(owner=festival, people=bana)
        if day:
            Edition.objects.create(festival=festival, start_date=day, status="announced")
    html = client.get("/").content.decode()
    marks = ('id="thang-nay"', "Lễ tháng này", 'id="sap-toi"', "Lễ sang năm", 'id="cac-dan-toc"')
    assert [html.index(one) for one in marks] == sorted(html.index(one) for one in marks)
    # The first that comes has a picture, others have none.
    coming = html[html.index('id="sap-toi"') : html.index('id="cac-dan-toc"')]
    assert coming.count('<img class="pic"') == 1
    assert coming.index("Lễ sang năm") < coming.index("nha-rong-small") < coming.index("Lễ mùa sau")
    # All are there; a phone shows the few whose week it is.
    assert html.count('<li class="turn"') == 3
    assert 'href="/dan-toc/">Tất cả dân tộc và nhóm' in html


def test_before_what_is_asked_of_guests_no_rite_is_seen_and_further_places_are_folded(
    client: Client, make: Any
) -> None:
    kate = make("festival", "Lễ hội Katê", etiquette="Bỏ mũ.", typical_months="10")
    FestivalPeople.objects.create(owner=kate, people=make("people", "Chăm"))
    for number in range(4):
        PLACE_LINKS["festival"].objects.create(owner=kate, place=make("place", f"Tháp {number}"))
    html = client.get(address_of(kate)).content.decode()
    assert html.index("plates/thap-cham.svg") < html.index("Bỏ mũ.")
    assert html.index("Bỏ mũ.") < html.index("Tháp 0</a>")
    assert html.index("Bỏ mũ.") < html.index("plates/le-hoi-kate.svg")
    (folded,) = re.findall(r'<details class="further">.*?</details>', html, re.DOTALL)
    assert "<summary>2 nơi nữa</summary>" in folded
    assert re.findall(r"Tháp \d", folded) == ["Tháp 2", "Tháp 3"]
    assert len(re.findall(r"Tháp \d</a>", html)) == 4


def test_who_wants_a_product_is_led_to_how_its_maker_is_asked(client: Client, make: Any) -> None:
    maker = make("producer", "Nhóm dệt", phone="0912 345 678", zalo="+84 912 345 678")
    skirt = make("product", "Váy", for_sale=True, price_kind="ask", maker=maker)
    way = f'href="{address_of(maker)}#lien-he">Hỏi người làm</a>'
    for address in (address_of(skirt), "/san-vat/"):
        assert way in client.get(address).content.decode(), address
    contact = client.get(address_of(maker)).content.decode()
    assert 'id="lien-he"' in contact
    assert 'href="tel:0912345678"' in contact
    assert 'href="https://zalo.me/84912345678"' in contact
    silent = make("producer", "Nhóm khác", phone="")
    bag = make("product", "Túi", for_sale=True, price_kind="ask", maker=silent)
    assert "#lien-he" not in client.get(address_of(bag)).content.decode()
    kept = make("product", "Chiêng", for_sale=False, maker=maker)
    page = client.get(address_of(kept)).content.decode().partition("Cùng người làm")[0]
    assert "#lien-he" not in page


def test_an_item_is_cited_whole(client: Client, make: Any) -> None:
    facts = {
        "creator_role": "Thợ làm trống",
        "holder": "Bảo tàng tỉnh",
        "catalogue_number": "CH-21",
    }
    html = client.get(address_of(make("item", "Trống", **facts))).content.decode()
    (cited,) = re.findall(r'<div class="cite">.*?</div>', html, re.DOTALL)
    said = re.sub(r"<[^>]+>", "", cited)
    assert "Thợ làm trống. “Trống”, bản ghi âm, khoảng 1955, CH-21. Bảo tàng tỉnh." in said
    assert re.search(r"Kho tư liệu sống các dân tộc Việt Nam.*, bản ngày .* http\S+/id/\w{7}", said)


@pytest.mark.parametrize(
    "query", ["dan-toc=khong-co", "thang=13", "loai=la", "tinh=atlantis", "thang=0", "thu-tu=x"]
)
def test_a_filter_that_does_not_exist_is_as_if_not_asked_for(
    client: Client, cloth: Any, query: str
) -> None:
    cloth(2)
    page = client.get(f"/le-hoi/?{query}")
    assert page.context["listing"].total == 2
    assert page.context["listing"].chosen_options == []
    assert page.context["listing"].own_query == ""


def test_a_filter_that_nothing_fits_is_named_in_words(client: Client, cloth: Any) -> None:
    cloth(2)
    listing = client.get("/le-hoi/?thang=3").context["listing"]
    assert [option.label for option in listing.chosen_options] == ["Tháng 3"]
    assert listing.total == 0


def test_phrases_that_a_translation_lacks_say_their_language(client: Client, make: Any) -> None:
    facts = {"unit": "chiếc", "size": "18 × 150 cm, 0,5 kg", "motif": "cao 9 cm"}
    product = make("product", "Gùi", **facts, materials="mây, tre", for_sale=True)
    english = make("product", "Basket", language="en", of=product, materials="rattan")
    page = client.get(english.get_url()).content.decode()
    assert '<span lang="vi">chiếc</span> <span class="untold">(Vietnamese)</span>' in page
    assert '<span lang="vi">cao 9 cm</span> <span class="untold">(Vietnamese)</span>' in page
    assert "<dd>rattan" in page
    # Numbers and units are in no language.
    assert "<dd>18 × 150 cm, 0,5 kg" in page
    assert "(tiếng Việt)" not in client.get(product.get_url()).content.decode()


@pytest.mark.django_db
def test_an_empty_archive_leads_to_no_empty_page(client: Client, cloth: Any) -> None:
    for prefix in ("", "/en"):
        html = client.get(f"{prefix}/").content.decode()
        links = set(re.findall(r'<a[^>]* href="([^"#]+)', html))
        sections = {f"{prefix}/{section.slug}/" for section in _sections(prefix)}
        assert sections
        assert not {link.partition("?")[0] for link in links} & sections
        assert not [link for link in links if re.search(r"/lich/|/calendar/|/feeds/", link)]
    cloth(1)
    html = client.get("/").content.decode()
    for section in _sections(""):
        assert f'<a href="/{section.slug}/"' in html, section.slug


def test_a_section_of_closed_things_is_linked_for_who_is_signed_in_alone(
    client: Client, make: Any
) -> None:
    make("custom", "Tục kín", audience=members())
    assert 'href="/phong-tuc/"' not in client.get("/").content.decode()
    client.force_login(person("member"))
    assert 'href="/phong-tuc/"' in client.get("/").content.decode()


@pytest.mark.django_db
def test_a_list_of_nothing_offers_no_order_and_nothing_to_narrow(client: Client) -> None:
    html = client.get("/le-hoi/").content.decode()
    assert "Mục này chưa có gì." in html
    assert 'class="orders"' not in html
    assert "filter-button" not in html
    assert "0 lễ hội" not in html


def test_a_list_without_a_choice_offers_nothing_to_narrow(client: Client, make: Any) -> None:
    make("story", "Chuyện một")
    html = client.get("/chuyen-ke/").content.decode()
    assert "1 chuyện kể" in html
    assert "filter-button" not in html


def test_what_is_missing_leaves_no_sign_of_itself(client: Client, make: Any) -> None:
    """A row without its first fact has no dot for it."""
    make("custom", "Tục không chủ đề")
    make("notice", "Báo không chủ đề", published_on=date(2026, 1, 2))
    for address in ("/phong-tuc/", "/thong-bao/"):
        html = client.get(address).content.decode()
        rows = re.findall(r'class="meta dots">(.*?)</p>', html, re.DOTALL)
        assert rows
        # The dot is drawn between what is there: a fact without words would have one.
        assert not [row for row in rows if re.search(r"<(span|b|time)[^>]*>\s*</\1>", row)]


def test_what_is_in_the_head_of_an_item_is_not_said_again(client: Client, make: Any) -> None:
    item = make("item", "Trống", catalogue_number="KM-7", created="2020-02")
    article = client.get(address_of(item)).content.decode().partition("<article>")[2]
    article = article.partition("</article>")[0]
    assert article.count("KM-7") == 1
    assert article.count("tháng 2 năm 2020") == 1


def test_that_an_article_came_out_is_not_told_its_reader(client: Client, make: Any) -> None:
    told = make("library", "Bài báo", status="đã đăng")
    assert "Tình trạng" not in client.get(address_of(told)).content.decode()
    law = make("library", "Quyết định", status="hết hiệu lực")
    assert "Hết hiệu lực" in client.get(address_of(law)).content.decode()


def test_a_term_without_a_name_in_the_readers_language_is_marked(client: Client, make: Any) -> None:
    theme = Term.objects.create(
        scheme="custom-theme", code="det", label_vi="nghề dệt", label_en="weaving"
    )
    custom = make("custom", "Dệt", theme=theme)
    for prefix in ("/km", "/en"):
        (section,) = [one for one in _sections(prefix) if one.section_kind == "custom"]
        page = client.get(f"{prefix}/{section.slug}/{custom.slug}/").content.decode()
        assert ('<span lang="vi">Nghề dệt</span>' in page) is (prefix == "/km")
        assert ("Weaving" in page) is (prefix == "/en")


def test_a_province_is_filed_under_none_of_its_peoples(client: Client, make: Any) -> None:
    bahnar, hre = make("people", "Ba Na", gso_code="12"), make("people", "Hrê", gso_code="18")
    for title, kind, peoples in [
        ("Tỉnh Gia Lai", "province", [bahnar]),
        ("Xã Vĩnh Sơn", "commune", [bahnar, hre]),
    ]:
        place = make("place", title, place_kind=kind)
        for people in peoples:
            PEOPLE_LINKS["place"].objects.create(owner=place, people=people)
        page = client.get(address_of(place)).content.decode()
        assert "Ba Na" not in page.partition('class="crumb"')[2].partition("</nav>")[0]
        assert "selvedged" not in page
    village = make("place", "Làng Mơ H'ra", place_kind="village")
    PEOPLE_LINKS["place"].objects.create(owner=village, people=bahnar)
    page = client.get(address_of(village)).content.decode()
    assert 'class="selvedged" data-people="bana"' in page


def test_where_a_place_lay_is_told_where_it_says_something_else(client: Client, make: Any) -> None:
    for title, before in [("Làng Một", ["Gia Lai"]), ("Làng Hai", ["Kbang", "Gia Lai"])]:
        place = make("place", title)
        for era, names in (("today", ["Tơ Tung", "Gia Lai"]), ("before", before)):
            levels = ("commune", "province") if era == "today" else ("district", "province")
            for level, name in zip(levels[-len(names) :], names, strict=True):
                PlaceUnit.objects.create(place=place, era=era, level=level, name_as_recorded=name)
        page = client.get(address_of(place)).content.decode()
        assert ("Trước 1/7/2025 thuộc" in page) == (title == "Làng Hai")


def test_a_dictionary_of_several_languages_says_which_a_word_is_of(
    client: Client, make: Any
) -> None:
    for title, language in [("ba", "bdq"), ("đak", "bdq"), ("ភ្លេង", "km")]:
        _word_of(language, make, title)
    page = client.get("/tu-dien/").content.decode()
    spoken = page[page.index('class="spoken"') : page.index('class="family"')]
    assert 'href="?tieng=bdq"' in spoken
    family = page[page.index('class="family"') :]
    assert family.count("<h3>") == 2
    assert family.index("<h3>Tiếng Khmer") > family.index("đak")
    one = client.get("/tu-dien/?tieng=bdq").content.decode()
    assert 'class="spoken"' not in one


def _word_of(language: str, make: Any, title: str, **facts: Any) -> None:
    word = make("word", title, **facts)
    word.language = language
    word.save()


def test_a_people_shows_first_the_words_in_its_own_script(client: Client, make: Any) -> None:
    cham = make("people", "Chăm", languages="cjm;vi")
    for number in range(9):
        _word_of("cjm", make, f"aia {number}", example="Aia")
    _word_of("cjm", make, "yang", headword_native="ꨢꩃ")
    page = client.get(address_of(cham)).content.decode()
    assert "ꨢꩃ" in page
