"""Many files of a thing at once: what is ticked and typed stays while the list is fetched anew."""

from typing import Any

import pytest
from django.urls import reverse

from tests.integration.media.rows import picture
from tests.integration.site.conftest import make

__all__ = ["make"]

pytestmark = [
    pytest.mark.needs_browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_who_ticks_files_and_writes_keeps_it(at_the_door: Any, make: Any) -> None:
    item = make("item", "Thổ cẩm")
    for _ in range(2):
        picture(item, shown=False, alt="", rights=None)
    tab = at_the_door("officer")
    tab.clock.install()
    tab.goto(reverse("files_of_thing", args=[item.identifier_id]))
    tab.locator("details.together > summary").click()
    for box in tab.locator("input[name=chosen]").all():
        box.check()
    tab.locator("#chung_credit").fill("Y Lan, làng Teng")
    tab.locator("h1").click()  # nothing of the list is being written in now
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    # What lacks something is looked at every few seconds, but not under somebody's hands.
    tab.clock.run_for(12_000)
    tab.wait_for_timeout(1_000)
    assert [url for url in asked if "danh-sach" in url] == []
    assert tab.locator("input[name=chosen]:checked").count() == 2
    assert tab.locator("#chung_credit").input_value() == "Y Lan, làng Teng"
    with tab.expect_request("**danh-sach**"):
        tab.locator("details.together > summary").click()
