"""What docs/nguoi-giu.md tells: on a phone, without scripts, with a code on paper."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from heritage.archive.models import Item, ItemPeople
from heritage.peoples.communities import communities_of
from heritage.peoples.models import People
from heritage.protocols import labels
from heritage.protocols.labels import Said, Wording
from heritage.protocols.models import Label, Membership

pytestmark = [
    pytest.mark.needs_browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
PASSWORD = "con-cho-vang-9"
NO_SUCH_PAGE = "Sợi này đứt ở đây."


@pytest.fixture
def recording(office: Any, settings: Any, tmp_path: Any) -> Item:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"
    item = Item(title="Bài khấn thần sấm", item_kind="audio", live=True)
    item.save()
    people = People.objects.originals().get(title="Chăm")
    ItemPeople.objects.create(owner=item, people=people)
    return item


@pytest.fixture
def phone(browser: Any, office: Any) -> Any:
    """Opens a browser on a phone without scripts."""
    opened = []

    def take() -> Any:
        context = browser.new_context(
            locale="vi-VN",
            base_url=office.url,
            viewport={"width": 390, "height": 844},
            is_mobile=True,
            java_script_enabled=False,
        )
        opened.append(context)
        tab = context.new_page()
        tab.set_default_timeout(20_000)
        return tab

    yield take
    for context in opened:
        context.close()


def code_for(tab: Any, person: str, role: str, community: int) -> str:
    """An officer or custodian invites somebody and reads the code from the screen."""
    tab.goto(f"/cong-dong/{community}/")
    tab.get_by_label("mời ai").fill(person)
    tab.get_by_label(role, exact=True).check()
    tab.get_by_role("button", name="Viết mã").click()
    found = re.search(r"\b([2-9A-Z]{4}) ([2-9A-Z]{4}) ([2-9A-Z]{4})\b", tab.inner_text("main"))
    assert found, tab.inner_text("main")
    return found[0]


def come_in(tab: Any, code: str, person: str, username: str) -> None:
    tab.goto("/dang-nhap/")
    tab.get_by_role("link", name="Nhập mã").click()
    tab.get_by_label("Mã trên giấy").fill(code.lower())
    tab.get_by_role("button", name="Tiếp").click()
    expect(tab.get_by_text(person).first).to_be_visible()
    tab.get_by_label("Tên đăng nhập").fill(username)
    tab.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    tab.get_by_label("Nhập lại mật khẩu").fill(PASSWORD)
    tab.get_by_role("button", name="Vào").click()


def sign_in(tab: Any, username: str) -> None:
    tab.goto("/dang-nhap/")
    tab.get_by_label("Tên đăng nhập").fill(username)
    tab.get_by_label("Mật khẩu").fill(PASSWORD)
    tab.locator("main").get_by_role("button", name="Đăng nhập").click()


def test_a_custodian_closes_a_recording_and_opens_it_for_members_in_the_festival_month(
    at_the_door: Any, phone: Any, recording: Item
) -> None:
    people = People.objects.originals().get(title="Chăm")
    community = communities_of([people])[0].pk
    address = f"/id/{recording.identifier_id}"

    officer = at_the_door("officer")
    keeper = phone()
    code = code_for(officer, "Bà Ysa", "Người giữ", community)
    come_in(keeper, code, "Bà Ysa", "ba-ysa")
    member_code = code_for(keeper, "Cháu Jaka", "Thành viên", community)
    member = phone()
    come_in(member, member_code, "Cháu Jaka", "jaka")
    assert set(Membership.objects.values_list("role", flat=True)) == {"custodian", "member"}

    visitor = phone()
    visitor.goto(address)
    expect(visitor.get_by_role("heading", name="Bài khấn thần sấm")).to_be_visible()

    keeper.goto(address)
    keeper.get_by_role("link", name="Ai được xem?").click()
    closing = keeper.locator(".close-now")
    closing.get_by_label("Lý do").fill("Đang có tang")
    closing.get_by_role("button", name="Đóng với mọi người").click()
    expect(keeper.get_by_text("Đã đóng với mọi người, ngay từ lúc này.")).to_be_visible()
    for tab in (visitor, member):
        tab.goto(address)
        expect(tab.get_by_text(NO_SUCH_PAGE)).to_be_visible()
        expect(tab.get_by_text("Bài khấn thần sấm")).to_have_count(0)

    keeper.goto(f"/ai-xem/{recording.identifier_id}/")
    keeper.get_by_role("button", name="Mở lại").click()
    today = timezone.localdate()
    opens = (today.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
    keeper.get_by_label("thành viên cộng đồng").check()
    keeper.get_by_label("chỉ trong các tháng đã chọn").check()
    keeper.locator(f"input[name$=months][value='{opens.month}']").check()
    keeper.get_by_role("button", name="Lưu").first.click()
    expect(keeper.get_by_text("Đã lưu: có hiệu lực ngay.")).to_be_visible()

    member.goto(address)
    expect(member.get_by_text(NO_SUCH_PAGE)).to_be_visible()
    with time_machine.travel(f"{opens}T00:00:01+07:00"):
        sign_in(member, "jaka")
        member.goto(address)
        expect(member.get_by_role("heading", name="Bài khấn thần sấm")).to_be_visible()
        visitor.goto(address)
        expect(visitor.get_by_text(NO_SUCH_PAGE)).to_be_visible()


def test_a_long_word_in_a_label_does_not_push_a_phone_wide(phone: Any, recording: Item) -> None:
    people = People.objects.originals().get(title="Chăm")
    label = Label(community=communities_of([people])[0])
    long = Said("vi", "Lời" + "dặn" * 40, "Xinhỏilàng" * 30)
    labels.approve(labels.propose(label, Wording((long,), ""), by=None), by=None)
    labels.put_on(label, recording.identifier_id, by=None)
    visitor = phone()
    visitor.goto(f"/id/{recording.identifier_id}")
    expect(visitor.get_by_role("heading", name="Lời của cộng đồng")).to_be_visible()
    assert visitor.evaluate("document.documentElement.scrollWidth") == 390
