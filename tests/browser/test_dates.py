"""A date is what was typed: one that cannot be read is refused, never replaced by today."""

import datetime

import pytest
from playwright.sync_api import expect

from heritage.archive.models import Festival

pytestmark = [
    pytest.mark.needs_browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

UNREADABLE = ["2028", "tháng 3 năm 2028", "1/13/2027", "31/02/2027"]
READABLE = ["2028-03-14", "14/3/2028", "14-03-2028", "14.3.2028"]


def type_and_leave(page, selector: str, text: str) -> None:
    page.locator(selector).fill("")
    page.locator(selector).press_sequentially(text)
    page.keyboard.press("Tab")


def test_what_is_typed_in_a_date_stays_and_is_refused_in_words(office, at_the_door):
    officer = at_the_door("officer")
    officer.get_by_role("link", name="Thêm lễ hội").click()
    officer.get_by_label("Tên lễ hội").fill("Lễ hội Katê")
    officer.locator("#id_editions-ADD").click()
    start = "#id_editions-0-start_date"
    for text in UNREADABLE:
        type_and_leave(officer, start, text)
        expect(officer.locator(start)).to_have_value(text)
        # That of the field which has the focus now, no other.
        expect(officer.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    officer.get_by_role("button", name="Lưu nháp").click()
    expect(officer.locator(f"[data-field]:has({start})")).to_contain_text("Không đọc được ngày này")
    expect(officer.locator(start)).to_have_value(UNREADABLE[-1])
    for number, text in enumerate(READABLE):
        if number:
            officer.locator("#id_editions-ADD").click()
        type_and_leave(officer, f"#id_editions-{number}-start_date", text)
        officer.locator(f"#id_editions-{number}-status").select_option("held")
        officer.locator(f"#id_editions-{number}-source_note").fill("Ban phong tục công bố")
    officer.get_by_role("button", name="Lưu nháp").click()
    officer.wait_for_url("**/edit/**")
    days = Festival.objects.get().editions.values_list("start_date", flat=True)
    assert list(days) == [datetime.date(2028, 3, 14)] * len(READABLE)


def test_a_planned_moment_stays_as_typed(office, at_the_door):
    officer = at_the_door("officer")
    officer.get_by_role("link", name="Thêm lễ hội").click()
    moment = officer.locator("#id_go_live_at")
    officer.get_by_role("button", name="Trạng thái").first.click()
    officer.get_by_role("button", name="Đặt lịch").first.click()
    moment.press_sequentially("2028-03-14")
    officer.keyboard.press("Tab")
    expect(moment).to_have_value("2028-03-14")


def test_a_day_can_still_be_picked(office, at_the_door):
    officer = at_the_door("officer")
    officer.get_by_role("link", name="Thêm lễ hội").click()
    officer.locator("#id_editions-ADD").click()
    start = officer.locator("#id_editions-0-start_date")
    start.press_sequentially("14/3/2028")
    officer.keyboard.press("Tab")
    officer.wait_for_timeout(500)  # they open and close a moment later
    start.click()
    officer.wait_for_timeout(500)
    officer.locator(".xdsoft_datetimepicker:visible td[data-date='20']").click()
    expect(start).to_have_value("20/03/2028")
    expect(officer.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)
