"""A running archive and people at their browsers."""

from __future__ import annotations

from typing import Any

import pytest

PASSWORD = "mat-khau-dai-lam"


@pytest.fixture
def office(live_server) -> Any:
    """An archive with an officer, a leader, an administrator and one people."""
    from heritage.accounts.models import User
    from heritage.accounts.roles import ROLES, group_of, sync_roles
    from heritage.peoples.models import People, Place, Term
    from heritage.site.admin.workflow import sync_workflow
    from heritage.site.models import SectionPage

    sync_roles()
    sync_workflow()
    for role in ROLES:
        user = User.objects.create_user(role.key, password=PASSWORD, first_name=role.key)
        user.groups.add(group_of(role))
    section = SectionPage.objects.get(section_kind="people", locale__language_code="vi")
    section.add_child(instance=People(title="Chăm"))
    Term.objects.create(scheme="ich-law-2024", code="le_hoi_truyen_thong", label_vi="Lễ hội")
    Term.objects.create(scheme="rights", code="cc_by", label_vi="CC BY 4.0")
    Place(title="Tháp Pô Klong Garai", place_kind="temple").save()
    return live_server


@pytest.fixture
def at_the_door(browser, office) -> Any:
    """Opens a browser of its own in which a person signs in."""
    opened = []

    def sign_in(role: str, **options: Any) -> Any:
        context = browser.new_context(
            locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", base_url=office.url, **options
        )
        opened.append(context)
        tab = context.new_page()
        tab.set_default_timeout(20_000)
        tab.goto("/admin/login/")
        tab.get_by_label("Tên đăng nhập").fill(role)
        tab.get_by_label("Mật khẩu").fill(PASSWORD)
        tab.get_by_role("button", name="Đăng nhập").click()
        tab.wait_for_url("**/admin/")
        return tab

    yield sign_in
    for context in opened:
        context.close()
