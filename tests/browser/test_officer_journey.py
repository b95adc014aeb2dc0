"""A festival from the officer's desk to the public, as people do it."""

import re

import pytest
from playwright.sync_api import expect

from heritage.archive.models import Festival

pytestmark = [
    pytest.mark.needs_browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

REASON = "Xin ghi rõ chức sắc nào xác nhận ngày hội."


def add_edition(page, number: int, start: str, note: str) -> None:
    page.locator("#id_editions-ADD").click()
    page.locator(f"#id_editions-{number}-start_date").fill(start)
    page.keyboard.press("Escape")
    page.locator(f"#id_editions-{number}-status").select_option("held")
    page.locator(f"#id_editions-{number}-source_note").fill(note)


def test_a_festival_is_written_refused_returned_approved_and_read(office, at_the_door):
    officer = at_the_door("officer")
    officer.get_by_role("link", name="Thêm lễ hội").click()
    officer.get_by_label("Tên lễ hội").fill("Lễ hội Katê ở đền tháp")
    officer.get_by_label("Loại hình di sản").select_option(label="Lễ hội")
    officer.get_by_label("Chăm", exact=True).check()
    officer.locator("#id_calendar").select_option("cham")
    add_edition(officer, 0, "02/10/2024", "Ban phong tục công bố")
    add_edition(officer, 1, "21/10/2025", "Ủy ban xã báo sau hội")

    officer.get_by_role("button", name="Trình duyệt").click()
    refused = officer.locator("[data-contentpath='sources']")
    expect(refused).to_contain_text("Hãy ghi nguồn trước khi trình duyệt")
    expect(officer.get_by_label("Tên lễ hội")).to_have_value("Lễ hội Katê ở đền tháp")

    officer.locator("#id_sources").fill("Ban phong tục tháp Pô Klong Garai")
    officer.get_by_role("button", name="Trình duyệt").click()
    officer.wait_for_url("**/admin/")
    expect(officer.locator("#trinh")).to_contain_text("Lễ hội Katê ở đền tháp")
    festival = Festival.objects.get()
    assert festival.slug == "le-hoi-kate-o-den-thap"
    assert festival.editions.count() == 2

    leader = at_the_door("leader")
    leader.locator("#cho").get_by_role("link", name="Xem và duyệt").click()
    # Before its script is there the button only saves.
    leader.wait_for_url("**/edit/**", wait_until="networkidle")
    leader.get_by_role("button", name="Trả lại").click()
    dialog = leader.get_by_role("dialog")
    dialog.get_by_role("textbox").fill(REASON)
    dialog.locator("[type=submit]").click()
    leader.wait_for_url("**/admin/")

    officer.goto("/admin/")
    expect(officer.locator("#tra")).to_contain_text(REASON)
    officer.get_by_role("link", name="Sửa và trình lại").click()
    expect(officer.locator(".returned")).to_contain_text(REASON)
    officer.locator("#id_sources").fill("Sư cả tháp Pô Klong Garai xác nhận")
    officer.get_by_role("button", name="Trình lại").click()
    officer.wait_for_url("**/admin/")

    leader.goto("/admin/")
    leader.get_by_role("link", name="Xem và duyệt").click()
    leader.wait_for_url("**/edit/**", wait_until="networkidle")
    leader.get_by_role("button", name=re.compile("^Duyệt")).first.click()
    leader.wait_for_url("**/admin/")
    expect(leader.locator("#moi")).to_contain_text("Lễ hội Katê ở đền tháp")

    festival.refresh_from_db()
    assert festival.live
    visitor = at_the_door("custodian")
    visitor.context.clear_cookies()
    answer = visitor.goto(festival.url)
    assert answer.status == 200
    expect(visitor.locator("h1")).to_contain_text("Lễ hội Katê ở đền tháp")


def test_nothing_typed_is_lost_when_the_login_ends(office, at_the_door):
    officer = at_the_door("officer")
    officer.goto("/admin/tu-lieu/add/")
    officer.context.clear_cookies(name="sessionid")
    officer.get_by_label("Tên gọi").fill("Vòng xoang trước nhà rông")
    officer.get_by_role("button", name="Lưu").first.click()
    expect(officer.get_by_role("heading", name="Đăng nhập lại để lưu")).to_be_visible()
    officer.get_by_label("Tên đăng nhập").fill("officer")
    officer.get_by_label("Mật khẩu").fill("mat-khau-dai-lam")
    officer.get_by_role("button", name="Đăng nhập và lưu").click()
    officer.wait_for_url("**/tu-lieu/edit/**")
    expect(officer.get_by_label("Tên gọi")).to_have_value("Vòng xoang trước nhà rông")


def test_nothing_typed_is_lost_without_scripts_either(office, at_the_door):
    officer = at_the_door("officer", java_script_enabled=False)
    officer.goto("/admin/tu-lieu/add/")
    officer.context.clear_cookies(name="sessionid")
    officer.locator("#id_title").fill("Vòng xoang trước nhà rông")
    officer.get_by_role("button", name="Lưu").first.click()
    officer.get_by_label("Tên đăng nhập").fill("officer")
    officer.get_by_label("Mật khẩu").fill("mat-khau-dai-lam")
    officer.get_by_role("button", name="Đăng nhập và lưu").click()
    officer.get_by_role("button", name="Lưu tiếp").click()
    officer.wait_for_url("**/tu-lieu/edit/**")
    expect(officer.locator("#id_title")).to_have_value("Vòng xoang trước nhà rông")
