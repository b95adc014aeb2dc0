"""The admin on a phone: nothing that is needed lies outside the screen."""

import pytest
from playwright.sync_api import expect

from heritage.peoples.models import Term

pytestmark = [
    pytest.mark.needs_browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def box(locator):
    found = locator.bounding_box()
    assert found is not None
    return found


def test_names_in_the_list_of_users_can_be_read(at_the_door):
    administrator = at_the_door("administrator", **PHONE)
    administrator.goto("/admin/users/")
    name = box(administrator.get_by_role("link", name="officer", exact=True).first)
    assert name["width"] > 2 * name["height"]
    table = administrator.locator("#listing-results")
    assert table.evaluate("e => getComputedStyle(e).overflowX") == "auto"


def test_ticked_rows_can_be_acted_on_at_once(at_the_door):
    for number in range(30):
        Term.objects.create(scheme="material", code=f"m{number}", label_vi=f"Gỗ {number}")
    administrator = at_the_door("administrator", **PHONE)
    administrator.goto("/admin/danh-muc/")
    administrator.locator("tbody [data-bulk-action-checkbox]").first.check()
    bar = administrator.locator(".bulk-actions-choices")
    expect(bar).to_be_in_viewport(ratio=0.95)
    for button in bar.locator(".button:visible").all():
        assert box(button)["x"] + box(button)["width"] <= 390


def test_a_long_form_keeps_its_buttons_and_fields_on_the_screen(at_the_door):
    Term.objects.create(scheme="ich-law-2024", code="long", label_vi="Một tên rất dài " * 6)
    officer = at_the_door("officer", **PHONE)
    officer.goto("/admin/le-hoi/choose_parent/")
    save = box(officer.get_by_role("button", name="Lưu nháp"))
    assert save["y"] + save["height"] <= 845
    for select in officer.locator("select:visible").all():
        assert box(select)["x"] + box(select)["width"] <= 390


def test_the_calendar_leaves_the_button_of_the_schedule_free(at_the_door):
    officer = at_the_door("leader", **PHONE)
    officer.goto("/admin/le-hoi/choose_parent/")
    officer.get_by_role("button", name="Trạng thái").first.click()
    officer.get_by_role("button", name="Đặt lịch").first.click()
    officer.locator("#id_go_live_at").click()
    calendar = box(officer.locator(".xdsoft_datetimepicker:visible"))
    save = box(officer.get_by_role("button", name="Lưu lịch"))
    assert calendar["x"] >= 0
    assert calendar["x"] + calendar["width"] <= 390
    assert save["y"] + save["height"] <= calendar["y"]
