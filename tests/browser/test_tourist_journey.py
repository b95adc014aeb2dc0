"""The next festival, as a tourist looks for it: on a small phone, in English, without scripts."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from math import hypot
from pathlib import Path
from typing import Any

import icalendar
import pytest
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Locale

from heritage.archive.models import Edition, Festival, FestivalPeople, FestivalPlace
from heritage.peoples.models import People, Place, PlaceUnit, Term
from heritage.site.models import SectionPage

pytestmark = [
    pytest.mark.needs_browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

NEXT_YEAR = timezone.localdate().year + 1
FIRST, MOVED = date(NEXT_YEAR, 10, 9), date(NEXT_YEAR, 10, 16)


@pytest.fixture
def kate(office: Any) -> Festival:
    """Katê as the archive has it: seven years of it, and nobody has announced the next."""
    now = timezone.now()
    told: dict[str, Any] = {
        "calendar": "cham",
        "typical_months": "9;10",
        "sources": "Sakaya, Lễ hội của người Chăm",
        "ich_type": Term.objects.get(code="le_hoi_truyen_thong"),
        "first_published_at": now,
        "last_published_at": now,
    }
    vietnamese = Festival(
        title="Lễ hội Katê",
        rule_text="Ngày 1 tháng 7 Chăm lịch",
        etiquette="Mặc kín đáo. Bỏ mũ giày khi tới gần cửa tháp.",
        **told,
    )
    _section("vi").add_child(instance=vietnamese)
    FestivalPeople.objects.create(
        owner=vietnamese, people=People.objects.originals().get(title="Chăm")
    )
    tower = Place.objects.get()
    FestivalPlace.objects.create(owner=vietnamese, place=tower)
    for day, note in (("2024-10-02", "Báo Ninh Thuận"), ("2025-10-21", "Báo Khánh Hòa")):
        Edition.objects.create(
            festival=vietnamese, start_date=day, status="held", source_note=note, place=tower
        )
    english = Festival(
        title="Katê festival",
        rule_text="The 1st day of the 7th Cham month",
        etiquette="Dress modestly. Remove hat and shoes near the door.",
        locale=Locale.objects.get(language_code="en"),
        translation_key=vietnamese.translation_key,
        **told,
    )
    _section("en").add_child(instance=english)
    return Festival.objects.get(pk=vietnamese.pk)


def _section(language: str) -> Any:
    return SectionPage.objects.get(section_kind="festival", locale__language_code=language)


@pytest.fixture
def tourist(browser: Any, office: Any) -> Any:
    """A phone of 360 px whose browser speaks English and runs no scripts."""
    context = browser.new_context(
        locale="en-GB",
        base_url=office.url,
        viewport={"width": 360, "height": 740},
        is_mobile=True,
        has_touch=True,
        java_script_enabled=False,
        accept_downloads=True,
    )
    tab = context.new_page()
    tab.set_default_timeout(20_000)
    yield tab
    context.close()


def fits(tab: Any) -> None:
    tab.wait_for_load_state()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


def taken_along(tab: Any, name: str, folder: Path) -> Any:
    """What the phone is given when the button is touched: the one event in it."""
    with tab.expect_download() as given:
        tab.get_by_role("link", name=name).click()
    saved = folder / "kate.ics"
    given.value.save_as(saved)
    (event,) = icalendar.Calendar.from_ical(saved.read_bytes()).walk("VEVENT")
    return event


def set_day(officer: Any, row: int, day: date) -> None:
    officer.locator(f"#id_editions-{row}-start_date").fill(f"{day:%d/%m/%Y}")
    officer.keyboard.press("Escape")


def submit_and_approve(officer: Any, leader: Any) -> None:
    officer.get_by_role("button", name=re.compile("Trình duyệt|Trình lại")).click()
    officer.wait_for_url("**/admin/")
    leader.goto("/admin/")
    leader.locator("#cho").get_by_role("link", name="Xem và duyệt").click()
    # Before its script is there the button only saves.
    leader.wait_for_url("**/edit/**", wait_until="networkidle")
    leader.get_by_role("button", name=re.compile("^Duyệt")).first.click()
    leader.wait_for_url("**/admin/")


def test_the_next_kate_is_found_taken_along_and_followed_when_it_moves(
    kate, tourist, at_the_door, tmp_path
):
    tourist.goto("/en/")
    tourist.locator("footer").get_by_role("link", name="Festival calendar", exact=True).click()
    expect(tourist.locator("h1")).to_have_text("Festival calendar")
    fits(tourist)
    tourist.locator(".year").get_by_role("link", name="Katê festival").click()

    expect(tourist.locator("h1")).to_have_text("Katê festival")
    fits(tourist)
    panel = tourist.locator(".date-panel")
    expect(panel).to_contain_text("Next date not announced")
    expect(panel).to_contain_text("Usually in September–October")
    expect(panel).to_contain_text("not a date of this year")
    expect(panel).to_contain_text("The 1st day of the 7th Cham month")
    expect(panel).to_contain_text("Last held: 21 October 2025, Tháp Pô Klong Garai")
    expect(tourist.locator(".etiquette")).to_contain_text("Dress modestly.")
    past = tourist.locator("#cac-lan")
    for day in ("21 October 2025", "2 October 2024"):
        expect(past.get_by_role("row").filter(has_text=day)).to_contain_text("Held")
    expect(past).to_contain_text("Tháp Pô Klong Garai")
    page = tourist.url

    officer, leader = at_the_door("officer"), at_the_door("leader")
    officer.goto(f"/admin/pages/{kate.pk}/edit/")
    officer.locator("#id_editions-ADD").click()
    set_day(officer, 2, FIRST)
    officer.locator("#id_editions-2-status").select_option("announced")
    officer.locator("#id_editions-2-source_note").fill("Hội đồng chức sắc thông báo")
    submit_and_approve(officer, leader)

    tourist.goto(page)
    expect(panel).to_contain_text("Announced")
    expect(panel).to_contain_text(f"9 October {NEXT_YEAR}")
    expect(panel).to_contain_text("Hội đồng chức sắc thông báo")
    before = taken_along(tourist, "Put into my calendar (.ics)", tmp_path)
    assert str(before["summary"]) == "Katê festival"
    assert str(before["status"]) == "CONFIRMED"
    assert before["dtstart"].dt == FIRST
    assert "Hội đồng chức sắc thông báo" in str(before["description"])

    officer.goto(f"/admin/pages/{kate.pk}/edit/")
    set_day(officer, 2, MOVED)
    submit_and_approve(officer, leader)

    tourist.goto(page)
    expect(panel).to_contain_text(f"16 October {NEXT_YEAR}")
    expect(panel).to_contain_text(f"It had been announced for 9 October {NEXT_YEAR}.")
    after = taken_along(tourist, "Put into my calendar (.ics)", tmp_path)
    assert after["uid"] == before["uid"]
    assert after["dtstart"].dt == MOVED
    assert after["sequence"] > before["sequence"]
    assert f"It had been announced for 9 October {NEXT_YEAR}." in str(after["description"])

    tourist.goto(f"/en/calendar/{NEXT_YEAR}/10/")
    fits(tourist)
    tourist.locator(".month").get_by_role("link", name=re.compile("^16")).click()
    assert tourist.url.endswith("#n16")
    expect(tourist.locator("#n16")).to_contain_text("Katê festival")


TARGETS = """
() => [...document.querySelectorAll(".mark .touch")].map(target => {
  const box = target.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2, box.width];
})
"""


def test_a_tower_is_found_on_the_map_with_a_finger(tourist):
    now = timezone.now()
    for number in range(24):
        tower = Place(
            title=f"Tháp {number}",
            place_kind="temple",
            latitude=11.3 + number % 6 / 4,
            longitude=108.4 + number // 6 / 4,
            first_published_at=now,
            last_published_at=now,
        )
        tower.save()
        PlaceUnit.objects.create(
            place=tower, era="today", level="province", name_as_recorded="Khánh Hòa"
        )

    tourist.goto("/en/map/")
    fits(tourist)
    tourist.locator(".region").tap()
    expect(tourist.locator("h1")).to_have_text("South Central and Highlands")
    fits(tourist)
    targets = tourist.evaluate(TARGETS)
    assert len(targets) > 3
    assert all(width >= 44 for _x, _y, width in targets)
    for (x, y, _), (u, v, _) in combinations(targets, 2):
        assert hypot(x - u, y - v) > 43
    mark = tourist.locator(".mark.group").first
    first = mark.get_attribute("href")
    mark.tap()
    assert tourist.url.endswith(first)
    tourist.locator(first).get_by_role("link").tap()
    expect(tourist.locator("h1")).to_have_text(re.compile("Tháp"))
    expect(tourist.locator(".locator svg")).to_be_visible()
    fits(tourist)
