"""A visitor on a phone without scripts writes about a page, and reads the officer's answer."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from heritage.archive.models import Item, ItemPeople
from heritage.feedback import stamps
from heritage.peoples.models import People

pytestmark = [
    pytest.mark.needs_browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}


@pytest.fixture
def recording(office: Any, settings: Any, tmp_path: Any) -> Item:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"
    item = Item(title="Bài khấn thần sấm", item_kind="audio", live=True)
    item.save()
    people = People.objects.originals().get(title="Chăm")
    ItemPeople.objects.create(owner=item, people=people)
    return item


def on_the_phone(page: Any) -> None:
    """Nothing lies beside the screen, and what is tapped is large enough for a finger."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for target in page.locator("main :is(button, .button, input:not([type=hidden])):visible").all():
        if target.evaluate("e => e.closest('.unseen') === null && e.type !== 'radio'"):
            assert target.bounding_box()["height"] >= 44


def test_an_elder_asks_to_close_and_it_is_closed_and_answered(
    browser: Any, office: Any, at_the_door: Any, recording: Item, monkeypatch: Any
) -> None:
    monkeypatch.setattr(stamps, "QUICKEST", timedelta(seconds=-1))
    context = browser.new_context(base_url=office.url, java_script_enabled=False, **PHONE)
    visitor = context.new_page()
    visitor.set_default_timeout(20_000)
    visitor.goto(f"/km/archive/{recording.slug_with_identifier}/")
    visitor.locator(".feedback-way a").click()
    expect(visitor.locator("h1")).to_have_text("ផ្ញើមតិ កែតម្រូវ")
    on_the_phone(visitor)
    visitor.get_by_label("សុំដកចេញ ឬបិទ").check()
    visitor.locator("[name=words]").fill("https://example.vn")
    visitor.locator("[name=name]").fill("Po Adhia")
    visitor.get_by_role("button", name="ផ្ញើ", exact=True).click()
    expect(visitor.locator("[role=alert]")).to_be_visible()
    expect(visitor.locator("[name=name]")).to_have_value("Po Adhia")
    expect(visitor.get_by_label("សុំដកចេញ ឬបិទ")).to_be_checked()
    on_the_phone(visitor)
    visitor.locator("[name=words]").fill("Bài này chỉ khấn trong nhà.")
    visitor.get_by_role("button", name="ផ្ញើ", exact=True).click()
    code = visitor.locator(".paper-code").inner_text()
    on_the_phone(visitor)

    officer = at_the_door("officer")
    officer.locator(".task.urgent").get_by_role("link", name="Bài khấn thần sấm").click()
    expect(officer.locator(".remark")).to_contain_text("Bài này chỉ khấn trong nhà.")
    officer.get_by_role("link", name="Đóng ngay").click()
    officer.wait_for_url(re.compile("/ai-xem/.*#dong-ngay"))
    officer.locator("#dong-ngay [name=requested_by]").fill("Po Adhia")
    officer.locator("#dong-ngay [name=way]").first.check()
    officer.locator("#dong-ngay [name=reason]").fill("Chỉ khấn trong nhà.")
    officer.get_by_role("button", name="Đóng với mọi người").click()
    officer.goto(f"/admin/gop-y/{code.replace(' ', '')}/")
    expect(officer.locator(".remark-about")).to_contain_text(recording.identifier_id)
    expect(officer.locator("body")).not_to_contain_text("Bài khấn thần sấm")
    officer.locator("[name=words]").fill("Đã đóng từ hôm nay.")
    officer.get_by_role("button", name="Trả lời", exact=True).click()
    expect(officer.locator(".remark-step")).to_contain_text("officer")

    visitor.goto("/km/gop-y/tra-loi/")
    visitor.locator("[name=code]").fill(code.lower())
    visitor.get_by_role("button", name="មើល", exact=True).click()
    expect(visitor.locator(".told-step")).to_contain_text("Đã đóng từ hôm nay.")
    on_the_phone(visitor)
    assert context.cookies() == []
    context.close()
