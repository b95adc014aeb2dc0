"""The calendar of the year: every date with its standing and source, nothing asserted beyond it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from heritage.archive.models import Edition, FestivalPeople, FestivalPlace
from heritage.peoples.models import PlaceUnit
from tests.communities import close, members
from tests.integration.site.conftest import address_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _november() -> Any:
    with time_machine.travel("2026-11-28T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def festival(make: Any) -> Any:
    """`festival(title, months, *editions)`; an edition is (first day, status)."""

    def making(title: str, months: str = "", *editions: tuple[str, str], **facts: Any) -> Any:
        thing = make("festival", title, typical_months=months, **facts)
        for start, status in editions:
            edition(thing, start, status)
        return thing

    return making


def edition(thing: Any, start: str, status: str, **facts: Any) -> Edition:
    given = {"source_note": f"Nguồn của {start}"} | facts
    return Edition.objects.create(festival=thing, start_date=start, status=status, **given)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_month_tells_each_date_with_its_standing_and_source(
    client: Client, festival: Any
) -> None:
    festival("Katê", "10", ("2027-02-09", "announced"))
    festival("Lồng tông", "2", ("2027-02-13", "expected"))
    festival("Gầu tào", "1;2", ("2027-02-20", "cancelled"))
    page = text(client, "/lich/2027/2/")
    for words in (
        "Đã công bố",
        "Dự kiến, chưa có thông báo",
        "Đã hủy",
        "Nguồn của 2027-02-09",
        "Nguồn của 2027-02-13",
        "Nguồn của 2027-02-20",
    ):
        assert words in page
    assert '<td class="has announced"><a class="day-link" href="#n9">' in page
    assert '<td class="has expected"><a class="day-link" href="#n13">' in page
    assert '<li id="n9">' in page


def test_what_is_over_and_was_never_told_of_is_not_said_to_have_been_held(
    client: Client, festival: Any
) -> None:
    thing = festival(
        "Lồng tông", "2", ("2026-02-27", "announced"), ("2025-02-05", "expected"),
        ("2024-02-17", "held"),
    )  # fmt: skip
    assert "Đã công bố khi ấy, không rõ có diễn ra không" in text(client, "/lich/2026/2/")
    assert "Dự kiến khi ấy, không rõ có diễn ra không" in text(client, "/lich/2025/2/")
    assert "Đã diễn ra" in text(client, "/lich/2024/2/")
    page = text(client, address_of(thing))
    panel = page[page.index("date-panel") : page.index("</section>")]
    assert "Lần gần nhất đã diễn ra: 17 tháng 2 năm 2024" in panel
    assert "27 tháng 2 năm 2026: đã công bố khi ấy, không rõ có diễn ra không" in panel
    assert "2025" not in panel


def test_a_festival_of_several_days_stands_on_each_and_in_both_months(
    client: Client, festival: Any
) -> None:
    thing = festival("Nguyên tiêu")
    edition(thing, "2027-01-30", "announced", end_date=date(2027, 2, 2))
    january, february = text(client, "/lich/2027/1/"), text(client, "/lich/2027/2/")
    assert january.count('href="#n30"') == 2
    assert february.count('href="#n1"') == 2
    assert '<li id="n1">' in february


def test_usual_months_are_told_as_such_and_only_where_no_date_is_known(
    client: Client, festival: Any
) -> None:
    festival("Cầu mưa", "3;4")
    festival("Mừng lúa", "3", ("2027-04-02", "announced"))
    page = text(client, "/lich/2027/3/")
    usual = page[page.index("Thường vào tháng này, ngày chưa công bố") :]
    assert "Cầu mưa" in usual
    assert "không phải ngày của năm nay" in usual
    assert "Mừng lúa" not in page
    assert "Cầu mưa" not in text(client, "/lich/2027/5/")


def test_a_month_that_is_over_supposes_nothing(client: Client, festival: Any) -> None:
    festival("Cầu mưa", "3;4")
    festival("Katê", "", ("2025-03-09", "held"))
    assert "Cầu mưa" not in text(client, "/lich/2025/3/")


def test_the_calendar_ends_where_there_is_nothing(client: Client, festival: Any) -> None:
    festival("Katê", "10", ("2024-10-02", "held"), ("2028-01-05", "expected"))
    for address in ("/lich/2024/", "/lich/2026/", "/lich/2027/", "/lich/2028/", "/lich/2024/10/",
                    "/lich/2026/11/", "/lich/2027/11/", "/lich/2028/1/"):  # fmt: skip
        assert client.get(address).status_code == 200, address
    nothing = (
        "2023",
        "2025",
        "2029",
        "2024/9",
        "2026/10",
        "2027/12",
        "2028/2",
        "2027/0",
        "2027/13",
    )
    for address in (f"/lich/{where}/" for where in (*nothing, "0", "9" * 20, "9999/12")):
        assert client.get(address).status_code == 404, address
    assert 'href="/lich/2024/10/" rel="prev"' in text(client, "/lich/2026/11/")
    assert 'href="/lich/2028/1/" rel="next"' in text(client, "/lich/2027/11/")
    assert 'href="/lich/2026/" rel="next"' in text(client, "/lich/2024/")
    assert 'rel="next"' not in text(client, "/lich/2028/1/")
    assert 'rel="prev"' not in text(client, "/lich/2024/10/")


def test_only_the_month_next_door_is_the_turn_of_a_page(client: Client, festival: Any) -> None:
    festival("Katê", "10", ("2024-10-02", "held"))
    first = text(client, "/lich/2026/11/")
    assert re.search(r"Những ngày trước nữa: <a [^>]*>Tháng 10 năm 2024</a>", first)
    assert re.search(r'<a class="button plain" [^>]*rel="next">Tháng 12 năm 2026</a>', first)
    assert "Những ngày" not in text(client, "/lich/2026/12/")


def test_a_month_without_a_day_shows_its_season_before_its_empty_squares(
    client: Client, festival: Any
) -> None:
    festival("Cầu mưa", "3;4")
    page = text(client, "/lich/2027/3/")
    assert page.index("Cầu mưa") < page.index('<table class="month bare"')
    festival("Katê", "10", ("2027-10-02", "expected"))
    assert '<table class="month">' in text(client, "/lich/2027/10/")


def test_nobody_learns_of_a_closed_festival_from_the_years_there_are(
    client: Client, festival: Any
) -> None:
    thing = festival("Lễ kín", "5", ("2031-05-05", "announced"))
    assert client.get("/lich/2031/5/").status_code == 200
    close(thing, members())
    for address in ("/lich/2031/", "/lich/2031/5/"):
        assert client.get(address).status_code == 404
    for address in ("/lich/", "/lich/2027/", "/lich/2027/5/", "/sitemap-muc.xml"):
        page = text(client, address)
        assert "Lễ kín" not in page
        assert "2031" not in page


@pytest.fixture
def peopled(festival: Any, make: Any) -> Any:
    """Katê of the Chăm in Khánh Hòa, and on the same day a festival of others elsewhere."""
    found = []
    for title, people, province in (
        ("Katê", "Chăm", "Khánh Hòa"),
        ("Lồng tông", "Tày", "Tuyên Quang"),
    ):
        thing, where = festival(title, "2", ("2027-02-09", "announced")), make("place", title)
        FestivalPeople.objects.create(owner=thing, people=make("people", people))
        PlaceUnit.objects.create(
            place=where, era="today", level="province", name_as_recorded=province
        )
        FestivalPlace.objects.create(owner=thing, place=where)
        found.append(thing)
    return found[0]


@pytest.mark.parametrize("chosen", ["dan-toc=cham", "tinh=khanh-hoa"])
@pytest.mark.parametrize("address", ["/lich/", "/lich/2027/", "/lich/2027/2/"])
def test_filters_are_links_that_go_along_and_are_not_indexed(
    client: Client, peopled: Any, address: str, chosen: str
) -> None:
    assert f'href="?{chosen}"' in text(client, address)
    page = text(client, f"{address}?{chosen}")
    assert "Katê" in page
    assert "Lồng tông" not in page
    assert 'content="noindex, follow"' in page
    assert f"/en/calendar{address.removeprefix('/lich')}?{chosen}" in page
    assert re.search(rf'href="/lich/2027/\d+/\?{chosen}', page)
    assert "Lồng tông" in text(client, f"{address}?dan-toc=khong-co")


def test_the_feed_of_what_is_chosen_is_offered_first(client: Client, peopled: Any) -> None:
    people = peopled.people_links.get().people
    page = text(client, "/lich/?dan-toc=cham&tinh=khanh-hoa")
    feeds = re.findall(r'<link rel="alternate" type="text/calendar" href="([^"]+)"', page)
    assert feeds == [
        f"/calendar/{people.identifier_id}.ics",
        "/calendar/tinh/khanh-hoa.ics",
        "/calendar/tat-ca.ics",
    ]
    for feed in feeds:
        assert client.get(feed).status_code == 200
        assert f'href="{feed}" type="text/calendar">' in page


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/lich/2027/2/", "Tháng 2 năm 2027"),
        ("/en/calendar/2027/2/", "February 2027"),
        ("/km/calendar/2027/2/", "ខែកុម្ភៈ ឆ្នាំ2027"),
    ],
)
def test_each_language_has_the_page_and_names_the_others(
    client: Client, festival: Any, address: str, title: str
) -> None:
    page = text(client, address)
    assert f"<h1>{title}</h1>" in page
    for code, other in (
        ("vi", "/lich/2027/2/"),
        ("en", "/en/calendar/2027/2/"),
        ("km", "/km/calendar/2027/2/"),
    ):
        assert f'<link rel="alternate" hreflang="{code}" href="http://testserver{other}">' in page
        assert f'<a href="{other}" lang="{code}"' in page
    assert f'<link rel="canonical" href="http://testserver{address}">' in page


def test_a_year_shows_seasons_as_cloth_and_dates_as_numbers(client: Client, festival: Any) -> None:
    festival("Katê", "9;10")
    festival("Lồng tông", "2;3", ("2027-02-13", "expected"))
    festival("Không rõ")
    page = text(client, "/lich/2027/")
    assert page.count('<td class="on">') == 3
    assert '<a class="expected" href="/lich/2027/2/#n13"><b>13</b>' in page
    assert "thường vào tháng 9<" in page
    assert "thường vào tháng 9 năm 2027" not in page
    unknown = page[page.index("Chưa ai ghi tháng") :]
    assert "Không rõ" in unknown
    cloth = page[page.index('<table class="year">') :]
    assert cloth.index("Lồng tông") < cloth.index("Katê")


def test_the_coming_twelve_months_begin_now(client: Client, festival: Any) -> None:
    festival("Katê", "9;10")
    festival("Lúa về kho", "11;12;1")
    page = text(client, "/lich/")
    heads = re.findall(r'<th scope="col"><abbr title="[^"]+">(\d+)</abbr>', page)
    assert heads == ["11", "12", *map(str, range(1, 11))]
    assert page.index("Lúa về kho") < page.index("Katê")
    assert '<a href="/lich/" aria-current="true">Lịch lễ hội</a>' in page


def test_a_day_that_moved_says_what_had_been_announced(client: Client, festival: Any) -> None:
    thing = festival("Katê", "10", ("2027-10-09", "announced"))
    moved = Edition.objects.get()
    moved.start_date = date(2027, 10, 16)
    moved.save()
    for address in (address_of(thing), "/lich/2027/10/"):
        page = text(client, address)
        assert "16 tháng 10 năm 2027" in page
        assert "Trước đó công bố là ngày 9 tháng 10 năm 2027." in page


def test_the_front_page_tells_what_is_on_this_month(client: Client, festival: Any) -> None:
    festival("Ok Om Bok", "11", ("2026-11-24", "held"))
    festival("Mừng lúa mới", "11;12")
    festival("Katê", "10")
    page = text(client, "/")
    here = page[page.index('id="thang-nay"') : page.index('id="sap-toi"')]
    assert 'href="/lich/2026/11/">Tháng 11 năm 2026</a>' in here
    assert "Đã diễn ra" in here
    assert here.index("Ok Om Bok") < here.index("Thường vào tháng này") < here.index("Mừng lúa mới")
    assert "Katê" not in here


def test_the_map_of_the_site_has_the_years(client: Client, festival: Any) -> None:
    festival("Katê", "10", ("2024-10-02", "held"))
    page = text(client, "/sitemap-muc.xml")
    for address in ("/lich/", "/lich/2024/", "/lich/2026/", "/en/calendar/2027/", "/km/calendar/"):
        assert f"<loc>http://testserver{address}</loc>" in page
    assert "/lich/2025/" not in page


def test_the_calendar_loads_nothing_from_elsewhere_and_holds_no_inline_style(
    client: Client, festival: Any
) -> None:
    festival("Katê", "10", ("2027-02-09", "announced"))
    for address in ("/lich/", "/lich/2027/2/"):
        page = text(client, address)
        assert not re.search(r'(src|href)="(https?:)?//(?!testserver)[^"]+"', page)
        assert " style=" not in page
        for script in re.findall(r"<script[^>]*>[^<]*", page):
            assert re.fullmatch(r'<script src="/static/site/js/\w+\.js" defer[^>]*>', script)
