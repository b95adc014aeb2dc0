"""The page of the search: what is asked, what is shown of it to whom, and what helps where nothing
is found."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from heritage.peoples.models import Synonym
from heritage.protocols.models import Membership
from heritage.site.reader import Reader
from heritage.site.search import found
from heritage.site.search import page as page_of_search
from heritage.site.search.asking import MOST_TEXT, PER_PAGE
from heritage.site.search.excerpts import Excerpt, Marked
from search.engine import EngineError
from search.engines import engine
from tests.communities import close, members, person
from tests.integration.site.conftest import KINDS, address_of
from tests.integration.site.hidden_files import hang_open
from tests.kept import forget

pytestmark = pytest.mark.django_db

ADDRESSES = {"vi": "/tim-kiem/", "en": "/en/search/", "km": "/km/search/"}
MOST_QUERIES = 58
"""Where things of each kind stand on the page: what their rows say and nothing for each of them."""


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def titles(page: str) -> list[str]:
    """The names of what was found, in their order, without marks."""
    shown = re.findall(r"<h3><a href=[^>]*>(.*?)</a>", page)
    return [unescape(re.sub("<[^>]+>", "", one)) for one in shown]


def link(page: str, label: str) -> str:
    """The address behind a label on the page itself."""
    main = page.partition("<main")[2]
    match = re.search(rf'<a href="([^"]*)"[^>]*>(?:<span[^>]*>)?{re.escape(label)}<', main)
    assert match, label
    return unescape(match[1])


@pytest.fixture
def kate(make: Any, indexed: Any) -> Any:
    """A festival that is told in two languages, and what else there is."""
    facts = {"native_name": "Mbeng Katé"}
    festival = make("festival", "Lễ hội Katê", summary="Mở cửa tháp, múa quạt.", **facts)
    make("festival", "Kate festival", language="en", of=festival, summary="Fans, drums.", **facts)
    make("custom", "Múa quạt")
    make("item", "Trống ginang", description="Trống của hội Katê")
    indexed()
    return festival


class TestItIsThere:
    @pytest.mark.parametrize("language", ADDRESSES)
    def test_in_each_language(self, client: Client, kate: Any, language: str) -> None:
        page = html(client, f"{ADDRESSES[language]}?q=kate")
        assert f'<html lang="{language}">' in page
        assert '<meta name="robots" content="noindex, follow">' in page
        # The same question in the others.
        for other, address in ADDRESSES.items():
            assert f'<a href="{address}?q=kate" lang="{other}"' in page
        told = {"vi": "Lễ hội <mark>Katê</mark>", "en": "<mark>Kate</mark> festival"}
        assert told.get(language, told["vi"]) in page

    @pytest.mark.parametrize("address", ["/", "/le-hoi/", "/lich/", "/khong-co/", "/gop-y/"])
    def test_a_field_is_at_the_head_of_every_page(self, client: Client, address: str) -> None:
        page = client.get(address).content.decode()
        assert page.count('role="search" action="/tim-kiem/"') == 1
        assert 'type="search" name="q"' in page
        english = client.get("/en/").content.decode()
        assert 'role="search" action="/en/search/"' in english

    def test_who_spares_data_is_not_offered_titles(self, client: Client, db: None) -> None:
        for address in ("/", "/tim-kiem/"):
            assert "data-typing" in client.get(address).content.decode()
            spared = client.get(address, headers={"Save-Data": "on"})
            assert "data-typing" not in spared.content.decode()

    def test_on_its_own_page_there_is_one_field_with_what_was_typed(
        self, client: Client, kate: Any
    ) -> None:
        page = html(client, "/tim-kiem/?q=%22m%C3%BAa+qu%E1%BA%A1t%22")
        assert page.count('role="search"') == 1
        assert 'value="&quot;múa quạt&quot;"' in page

    def test_who_asks_nothing_is_invited(self, client: Client, make: Any, indexed: Any) -> None:
        make("people", "Khmer", autonym="ខ្មែរ")
        make("word", "ភ្លេង", example="ភ្លេងពិរោះ")
        make("festival", "Lễ hội Katê")
        indexed()
        page = html(client, "/tim-kiem/")
        assert '<a href="?loai=festival" rel="nofollow">Lễ hội <span class="meta">1</span>' in page
        assert ' lang="km">ខ្មែរ</a>' in page
        assert ' lang="km">ភ្លេង</a>' in page
        assert html(client, "/tim-kiem/?q=+") == html(client, "/tim-kiem/")

    def test_what_nobody_knows_is_as_if_it_had_not_been_said(
        self, client: Client, kate: Any
    ) -> None:
        page = html(client, "/tim-kiem/?q=kate")
        strange = "fbclid=x&thu-tu=xxx&xem=yyy&dan-toc=zzz&loai=custom%00"
        assert html(client, f"/tim-kiem/?{strange}&q=kate") == page


class TestChoices:
    def test_several_values_of_one_facet(self, client: Client, kate: Any) -> None:
        page = html(client, "/tim-kiem/?q=kate+OR+qua%CC%A3t")
        festivals = link(page, "Lễ hội")
        assert titles(html(client, f"/tim-kiem/{festivals}")) == ["Lễ hội Katê"]
        both = html(client, f"/tim-kiem/{festivals}&loai=custom")
        assert set(titles(both)) == {"Lễ hội Katê", "Múa quạt"}
        assert both.count('title="Bỏ lọc"') == 2
        assert "loai=festival" not in link(both, "Lễ hội")

    def test_a_part_takes_the_place_of_the_whole(self, client: Client, kate: Any) -> None:
        page = html(client, "/tim-kiem/?loai=item")
        part = link(page, "Bản ghi âm")
        assert part == "?loai=item%2Faudio"
        assert link(html(client, f"/tim-kiem/{part}"), "Tư liệu") == "?loai=item"

    def test_order_and_looks(self, client: Client, make: Any, indexed: Any) -> None:
        for name in ("Bánh", "An", "Chiêng"):
            make("custom", f"{name} lễ")
        indexed()
        by_name = html(client, "/tim-kiem/?q=le&thu-tu=ten")
        assert titles(by_name) == ["An lễ", "Bánh lễ", "Chiêng lễ"]
        pictures = html(client, f"/tim-kiem/{link(by_name, 'Hình')}")
        assert 'class="shots"' in pictures
        assert titles(pictures) == titles(by_name)
        # The next words are shown as pictures, too.
        assert '<input type="hidden" name="xem" value="anh">' in pictures

    def test_a_picture_hangs_with_the_first_it_stands_for(self, make: Any, rf: Any) -> None:
        other = make("custom", "Lễ cưới")
        first = make("item", "Vòng xoang quanh cây nêu đêm lễ mừng lúa mới")
        second = make("custom", "Điệu xoang", slug="dieu-xoang")
        wanted = [(thing.kind, thing.identifier_id) for thing in (other, first, second)]
        shown = found.things_of(wanted, Reader(rf.get("/"), "vi"))
        assert shown[first.identifier_id].picture.plate == "hoi-cong-chieng"
        assert shown[second.identifier_id].picture is None

    def test_from_page_to_page(self, client: Client, make: Any, indexed: Any) -> None:
        total = 2 * PER_PAGE + 3
        for number in range(total):
            make("custom", f"Lễ {number:03}")
        indexed()
        seen: list[str] = []
        address = "?q=le"
        for _page in range(3):
            page = html(client, f"/tim-kiem/{address}")
            assert f"{total} kết quả" in page
            seen += titles(page)
            following = re.search(r'<link rel="next" href="([^"]+)"', page)
            address = unescape(following[1]) if following else ""
            assert bool(address) == (len(seen) < total)
        assert seen == [f"Lễ {number:03}" for number in range(total)] or len(set(seen)) == total
        assert link(page, "Về đầu") == "?q=le"


class TestWhatIsShown:
    def test_another_name_and_the_words_around(self, client: Client, kate: Any) -> None:
        page = html(client, "/tim-kiem/?q=mbeng")
        assert "<mark>Mbeng</mark> Katé" in page
        page = html(client, "/tim-kiem/?q=qua%CC%A3t+tha%CC%81p")
        assert "Mở cửa <mark>tháp</mark>, múa <mark>quạt</mark>." in page

    def test_what_is_told_in_another_language_says_so(self, client: Client, kate: Any) -> None:
        page = html(client, "/en/search/?q=qua%CC%A3t")
        assert re.search(r'<h3><a href="[^"]+" lang="vi">Múa <mark>quạt</mark></a>', page)
        assert re.search(r'<p class="said"><span lang="vi">[^<]*<mark>', page)

    def test_what_a_title_explains_needs_no_words_in_another_language(
        self, client: Client, kate: Any, indexed: Any
    ) -> None:
        Synonym.objects.create(names="festival\n> hội\n> tháp")
        indexed()
        # Its English title says it, so there is no need of tháp, which nobody typed.
        page = html(client, "/en/search/?q=festival&loai=festival")
        assert "Kate <mark>festival</mark>" in page
        assert "Fans, drums." in page
        assert "<mark>tháp" not in page
        # Typed, it is shown; and so it is where no title says anything.
        assert "<mark>tháp</mark>" in html(client, "/en/search/?q=th%C3%A1p+kate")
        page = html(client, "/en/search/?q=festival&loai=item")
        assert 'lang="vi">Trống của <mark>hội</mark>' in page

    def test_what_lacks_some_words_follows(self, client: Client, kate: Any) -> None:
        page = html(client, "/tim-kiem/?q=kate+ginang+qua%CC%A3t")
        assert "0 kết quả" in page
        assert "Không có gì chứa tất cả các từ" in page
        # With its marks: without them it is the particle “in”, which nobody is asked to hold.
        page = html(client, "/tim-kiem/?q=tr%E1%BB%91ng+kate+hoi")
        assert "1 kết quả" in page
        assert titles(page) == ["Trống ginang", "Lễ hội Katê"]
        first, partly, rest = page.partition("Chỉ có một phần các từ")
        assert (len(titles(first)), bool(partly), len(titles(rest))) == (1, True, 1)

    def test_nothing_is_told_of_what_readers_are_warned_of(
        self, client: Client, make: Any, indexed: Any
    ) -> None:
        make("story", "Lời kể của bà", summary="Người đã khuất", warns_of_name=True)
        indexed()
        page = html(client, "/tim-kiem/?q=khuat")
        assert titles(page) == ["Lời kể của bà"]
        assert "Người" not in page.replace("Người làm", "")
        assert "Người đã" not in html(client, "/tim-kiem/?q=loi+ke")

    def test_it_leads_to_the_line_that_says_it(
        self, client: Client, kate: Any, make: Any, indexed: Any
    ) -> None:
        item = make("item", "Bản ghi")
        file = hang_open(item)
        indexed()
        page = html(client, "/tim-kiem/?q=tha%CC%81p&loai=item")
        anchor = f"loi-{file.identifier_id}-vi-0.00"
        if (spot := re.search(r'<a class="spot[^"]*" href="([^"#]+)#([^"]+)"', page)) is None:
            raise AssertionError(page)
        assert spot[1] == address_of(item)
        assert spot[2] in (anchor, f"tep-{file.identifier_id}")
        assert f'id="{spot[2]}"' in html(client, spot[1])

    def test_anchors(self) -> None:
        text = Marked("x", is_marked=True)  # type: ignore[arg-type]
        assert Excerpt(text).anchor == ""
        assert Excerpt(text, "0000001").anchor == "tep-0000001"
        assert Excerpt(text, "0000001", page=3).anchor == "trang-0000001-3"
        heard = Excerpt(text, "0000001", seconds=2.5, transcript="km")
        assert heard.anchor == "loi-0000001-km-2.50"


class TestNothing:
    def test_it_says_what_stands_in_the_way(self, client: Client, kate: Any) -> None:
        page = html(client, "/tim-kiem/?q=ginang&loai=festival&loai=custom")
        assert "Không tìm thấy gì cho “<bdi>ginang</bdi>”" in page
        assert "bỏ đi thì có" not in page  # without either the other still stands in the way
        page = html(client, "/tim-kiem/?q=ginang&loai=festival")
        assert "bỏ đi thì có 1 kết quả" in page
        assert link(page, "Lễ hội") == "?q=ginang"
        assert "nam:1975-1980" in page

    def test_words_that_were_meant(self, client: Client, kate: Any) -> None:
        page = html(client, "/tim-kiem/?q=ginangg&loai=festival&xem=anh")
        assert "Không tìm thấy gì" in page
        assert 'Có phải bạn tìm: <a href="?q=ginang" rel="nofollow"><bdi>ginang</bdi></a>' in page
        assert titles(html(client, "/tim-kiem/?q=ginang")) == ["Trống ginang"]
        # What they find is shown where no choice stands in the way, and is not counted.
        page = html(client, "/tim-kiem/?q=ginangg")
        assert "Những kết quả dưới đây là của “<bdi>ginang</bdi>”" in page
        assert titles(page) == ["Trống ginang"]
        assert "0 kết quả" in page
        # Where some of the words are found as well.
        page = html(client, "/tim-kiem/?q=kate+ginangg")
        assert "Không tìm thấy gì cho “<bdi>kate ginangg</bdi>”" in page
        assert "Những kết quả dưới đây là của “<bdi>kate ginang</bdi>”" in page
        assert link(page, "<bdi>kate ginang") == "?q=kate%20ginang"

    def test_an_engine_that_goes_after_its_first_answer_leaves_that(
        self, client: Client, kate: Any, monkeypatch: Any
    ) -> None:
        answers = iter([engine().search])

        class Going:
            def search(self, request: Any) -> Any:
                if answer := next(answers, None):
                    return answer(request)
                raise EngineError("gone")

        monkeypatch.setattr(found, "engine", Going)
        page = html(client, "/tim-kiem/?q=ginangg")
        assert "Có phải bạn tìm" in page
        assert titles(page) == []

    def test_nothing_was_meant_by_what_is_near_nothing_or_found(
        self, client: Client, kate: Any
    ) -> None:
        for address in ("?q=xyzxyz", "?q=kate", "?loai=festival", ""):
            assert "Có phải bạn tìm" not in html(client, f"/tim-kiem/{address}")

    def test_words_of_what_is_closed_were_never_meant(
        self, client: Client, kate: Any, indexed: Any
    ) -> None:
        close(kate, members())
        indexed()
        assert "Có phải bạn tìm" not in html(client, "/tim-kiem/?q=mbengg")


class TestFiles:
    def test_what_was_found_may_be_taken_home(self, client: Client, kate: Any) -> None:
        page = html(client, "/tim-kiem/?q=kate&loai=festival&thu-tu=ten&xem=anh")
        assert "Tải kết quả về:" in page
        for code, name in [("csv", "CSV"), ("json-ld", "JSON-LD"), ("bibtex", "BibTeX")]:
            address = link(page, name)
            assert address == f"/tim-kiem/xuat/{code}?q=kate&loai=festival&thu-tu=ten"
        taken = client.get(link(page, "CSV"))
        assert "attachment" in taken["Content-Disposition"]
        assert "Lễ hội Katê" in taken.content.decode()
        assert "Múa quạt" not in taken.content.decode()
        assert link(html(client, "/en/search/?q=kate"), "RIS") == "/en/search/export/ris?q=kate"

    def test_nothing_is_no_file(self, client: Client, kate: Any) -> None:
        # Nor is what lacks some of the words.
        for address in ("", "?q=xyzxyz", "?q=kate+xyzxyz"):
            assert "Tải kết quả về" not in html(client, f"/tim-kiem/{address}")

    def test_it_says_what_becomes_of_many(
        self, client: Client, kate: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert "được soạn ở phía sau" not in html(client, "/tim-kiem/?q=kate")
        monkeypatch.setattr(page_of_search, "AT_ONCE", 1)
        assert "Trên 1 kết quả thì tệp được soạn ở phía sau" in html(client, "/tim-kiem/?q=kate")

    def test_members_are_told_that_a_file_is_for_everybody(self, client: Client, kate: Any) -> None:
        said = "Tệp chỉ có những gì công khai"
        assert said not in html(client, "/tim-kiem/?q=kate")
        client.force_login(person(Membership.Role.MEMBER))
        assert said in html(client, "/tim-kiem/?q=kate")


class TestWhoSeesWhat:
    def test_members_find_what_is_theirs_and_strangers_nothing(
        self, client: Client, kate: Any, indexed: Any
    ) -> None:
        close(kate, members())
        member = Client()
        member.force_login(person(Membership.Role.MEMBER))
        addresses = ["?q=kate", "?loai=festival", "?q=mbeng", "?q=lễ", "?thu-tu=moi&loai=festival"]
        # Before the worker has been there, and afterwards.
        for _again in range(2):
            for address in addresses:
                assert "Lễ hội Katê" not in titles(html(client, f"/tim-kiem/{address}"))
            indexed()
        assert titles(html(member, "/tim-kiem/?q=mbeng")) == ["Lễ hội Katê"]
        assert "không công khai" in html(member, "/tim-kiem/?q=mbeng")

    def test_what_is_made_for_one_is_kept_by_nobody(self, client: Client, kate: Any) -> None:
        client.force_login(person(Membership.Role.MEMBER))
        response = client.get("/tim-kiem/?q=kate")
        assert "no-store" in response["Cache-Control"]
        assert response["X-Offline-Copy"] == "none"


class TestItIsNeverOlderThanTheArchive:
    def test_nothing_is_kept(self, client: Client, kate: Any, make: Any, indexed: Any) -> None:
        for number in range(30):
            html(client, f"/tim-kiem/?q=kate+{number}")
        html(client, "/tim-kiem/")
        for shelf in ("pages", "lists"):
            assert not caches[shelf]._cache  # type: ignore[attr-defined]
        response = client.get("/tim-kiem/?q=kate")
        assert response["Cache-Control"] == "no-cache"
        assert "X-Offline-Copy" not in response
        same = client.get("/tim-kiem/?q=kate", headers={"If-None-Match": response["ETag"]})
        assert same.status_code == 304
        make("custom", "Bánh Katê")
        indexed()
        assert "Bánh Katê" in titles(html(client, "/tim-kiem/?q=kate"))

    def test_its_question_is_part_of_its_address(self, client: Client, kate: Any) -> None:
        html(client, "/tim-kiem/")
        assert titles(html(client, "/tim-kiem/?q=kate"))


class TestWithoutTheEngine:
    @pytest.fixture(autouse=True)
    def _out_of_reach(self, kate: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        class Broken:
            def search(self, request: Any) -> None:
                raise EngineError("out of reach")

        monkeypatch.setattr(found, "engine", Broken)

    def test_titles_are_searched(self, client: Client) -> None:
        page = html(client, "/tim-kiem/?q=kate&loai=custom")
        assert "Máy tìm đang nghỉ" in page
        assert "Tải kết quả về" not in page
        assert titles(page) == ["Lễ hội Katê"]
        assert 'class="filters' not in page
        assert "Không có tên nào như vậy." in html(client, "/tim-kiem/?q=khong-co-dau")

    def test_nobody_keeps_it(self, client: Client) -> None:
        for address in ("/tim-kiem/?q=kate", "/tim-kiem/"):
            response = client.get(address, headers={"If-None-Match": "*"})
            assert response.status_code == 200
            assert "Máy tìm đang nghỉ" in response.content.decode()
            assert "no-store" in response["Cache-Control"]
            assert "ETag" not in response
            assert "X-Offline-Copy" not in response


HOSTILE = {
    "long": "q=" + "a" * 10_000,
    "long in Khmer": "q=" + "%E1%9E%80" * 3_000,
    "controls": "q=%01%02%1b%7f%c2%85kate",
    "direction": "q=%E2%80%AEetak%E2%81%A6%E2%80%8Fkate",
    "half a pair": "q=%ED%A0%80kate%ED%BF%BF",
    "no text": "q=%ff%fe%c0%80",
    "NUL": "q=kate%00",
    "quotes": "q=%22%22%22%E2%80%9Ckate%22+-+-%22+OR+OR+OR+*+-*+%22",
    "markup": "q=%3Cscript%3Ealert(1)%3C/script%3E%22%3E%3Cb%3E",
    "fields": "q=title:+people:%22+year:99999999999-1+place:*+tag:%3Cb%3E+type:kate",
    "many of one": "q=kate&" + "&".join(f"loai=festival&loai=x{n}" for n in range(100)),
    "many choices": "&".join(f"the=a{number}" for number in range(200)),
    "many questions": "&".join("q=kate" for _ in range(200)),
    "cursor": "q=kate&sau=" + "x" * 5_000,
    "cursor of others": "q=kate&sau=WzEsMCw5OTk5OTk5OTk5OTk5OTk5OTk5OTksIngiXQ",
}


def test_a_nul_among_words_is_a_blank(client: Client, kate: Any) -> None:
    assert "Tìm “ka te”" in html(client, "/tim-kiem/?q=ka%00te")


@pytest.mark.parametrize("question", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("broken", [False, True])
def test_whatever_is_asked_is_answered(
    client: Client, kate: Any, monkeypatch: pytest.MonkeyPatch, question: str, broken: bool
) -> None:
    if broken:

        def out_of_reach() -> None:
            raise EngineError("out of reach")

        monkeypatch.setattr(found, "engine", out_of_reach)
    page = html(client, f"/tim-kiem/?{question}")
    assert len(page) < 200_000
    assert "<script>alert" not in page
    assert "<b>" not in page.partition("<main")[2].replace("<b>Kho", "")
    hidden = re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    assert hidden == []


def test_what_is_too_long_is_said_to_be(client: Client, kate: Any) -> None:
    page = html(client, "/tim-kiem/?q=" + "kate+" * MOST_TEXT)
    assert "chỉ phần đầu được dùng" in page
    assert "chỉ phần đầu được dùng" not in html(client, "/tim-kiem/?q=kate")


@pytest.mark.slow
def test_queries_do_not_grow_with_the_archive(
    client: Client, long_cloth: Any, indexed: Any
) -> None:
    addresses = ["/tim-kiem/", "/tim-kiem/?q=so", "/en/search/?q=no+000", "/tim-kiem/?q=so&xem=anh"]
    addresses += [f"/tim-kiem/?loai={kind}" for kind in KINDS]

    def counted() -> dict[str, int]:
        indexed()
        found = {}
        for address in addresses:
            forget()
            with CaptureQueriesContext(connection) as captured:
                html(client, address)
            found[address] = len(captured)
        return found

    things = long_cloth(2)
    client.get("/")
    few = counted()
    long_cloth(25, start=2, woven=things)
    many = counted()
    assert {a: (few[a], many[a]) for a in addresses if many[a] > few[a]} == {}
    assert {a: count for a, count in many.items() if count > MOST_QUERIES} == {}
