"""Officers read what visitors write, answer or close it; who did what is kept."""

from __future__ import annotations

from typing import Any

import pytest

from heritage.feedback.models import Remark
from heritage.feedback.remarks import MeanwhileError, answer, reopen
from tests.communities import close as restrict
from tests.communities import custodians
from tests.integration.admin.conftest import *  # noqa: F403
from tests.integration.site.conftest import *  # noqa: F403

pytestmark = pytest.mark.django_db

LIST = "/admin/gop-y/"


@pytest.fixture
def remark(archive: None, said: Any) -> Remark:
    remark: Remark = said(words="Sai ngày <hội>.", name="Thập", contact="0258 000")
    return remark


def page_of(remark: Remark) -> str:
    return f"{LIST}{remark.code}/"


@pytest.mark.parametrize("role", ["officer", "leader", "administrator", "superuser"])
def test_those_who_answer_see_it_on_the_desk_and_read_it(
    signed_in: Any, remark: Remark, role: str
) -> None:
    client = signed_in(role)
    desk = client.get("/admin/").content.decode()
    assert "góp ý chờ trả lời" in desk
    assert f'href="{page_of(remark)}"' in desk
    assert f'"url": "{LIST}"' in desk
    page = client.get(page_of(remark)).content.decode()
    assert "Sai ngày &lt;hội&gt;." in page
    assert "0258 000" in page


@pytest.mark.parametrize("role", ["commune_worker", "custodian"])
def test_others_do_not(signed_in: Any, remark: Remark, role: str) -> None:
    client = signed_in(role)
    for address in (LIST, page_of(remark)):
        response = client.get(address)
        assert response.status_code == 302
        assert client.post(page_of(remark), {"act": "close", "words": "x"}).status_code == 302
    assert "góp ý chờ trả lời" not in client.get("/admin/").content.decode()
    remark.refresh_from_db()
    assert remark.state == "open"


def test_an_answer_ends_the_task_and_keeps_who_and_when(signed_in: Any, remark: Remark) -> None:
    client = signed_in("officer")
    client.post(page_of(remark), {"act": "answer", "words": "Đã sửa.", "seen": "0"})
    remark.refresh_from_db()
    (step,) = remark.steps.all()
    assert step.by is not None
    assert (remark.state, step.words, step.by.username) == ("answered", "Đã sửa.", "officer")
    assert remark.done_at
    assert "góp ý nào chờ" in client.get(LIST).content.decode()
    assert remark.spoken in client.get(f"{LIST}?loai=answered").content.decode()
    assert remark.spoken in client.get(f"{LIST}?q={remark.spoken.lower()}").content.decode()


@pytest.mark.parametrize("act", ["answer", "close"])
@pytest.mark.parametrize("words", ["", "  ", "Sai \u202engược", "x" * 9000, "a\x00b"])
def test_without_a_reason_nothing_is_closed(
    signed_in: Any, remark: Remark, act: str, words: str
) -> None:
    page = signed_in("leader").post(page_of(remark), {"act": act, "words": words, "seen": "0"})
    assert page.status_code == 200
    assert "error-message" in page.content.decode()
    remark.refresh_from_db()
    assert remark.state == "open"


@pytest.mark.parametrize("seen", ["", "x", "²", "9" * 5000, "-1"])
def test_a_form_of_another_moment_does_nothing_and_keeps_the_words(
    signed_in: Any, remark: Remark, seen: str
) -> None:
    page = signed_in("officer").post(
        page_of(remark), {"act": "answer", "words": "Lời của tôi", "seen": seen}
    )
    assert page.status_code == 409
    assert "Lời của tôi" in page.content.decode()
    assert not remark.steps.exists()


def test_two_officers_do_not_answer_over_each_other(remark: Remark) -> None:
    answer(remark, "Một", by=None, seen=0)
    with pytest.raises(MeanwhileError):
        answer(remark, "Hai", by=None, seen=0)
    assert [step.words for step in remark.steps.all()] == ["Một"]


def test_what_was_closed_can_be_opened_again(signed_in: Any, remark: Remark) -> None:
    client = signed_in("officer")
    client.post(page_of(remark), {"act": "close", "words": "Trùng.", "seen": "0"})
    client.post(page_of(remark), {"act": "reopen", "seen": "1"})
    remark.refresh_from_db()
    assert (remark.state, remark.done_at) == ("open", None)
    assert [step.act for step in remark.steps.all()] == ["closed", "reopened"]


def test_who_sent_it_is_erased_at_once_when_he_asks(signed_in: Any, remark: Remark) -> None:
    client = signed_in("officer")
    client.post(page_of(remark), {"act": "erase"})
    remark.refresh_from_db()
    assert (remark.name, remark.contact, remark.state) == ("", "", "open")
    assert "0258 000" not in client.get(page_of(remark)).content.decode()


def test_a_request_to_take_down_comes_first_and_leads_to_the_hold(
    signed_in: Any,
    remark: Remark,
    make: Any,
    said: Any,
) -> None:
    item = make("item", "Bài hát ru")
    urgent = said(kind="takedown", identifier=item.identifier_id)
    client = signed_in("officer")
    who_sees = f'href="/ai-xem/{item.identifier_id}/#dong-ngay"'
    for address in ("/admin/", page_of(urgent)):
        page = client.get(address).content.decode()
        assert who_sees in page
        assert "Gấp:" in page
    desk = client.get("/admin/").content.decode()
    assert desk.index(urgent.spoken) < desk.index(remark.spoken)
    assert client.get(f"/ai-xem/{item.identifier_id}/").status_code == 200
    answer(urgent, "Đã đóng.", by=None, seen=0)
    assert "Gấp:" not in client.get(page_of(urgent)).content.decode()
    reopen(urgent, by=None, seen=1)
    assert "Gấp:" in client.get(page_of(urgent)).content.decode()


def test_staff_outside_the_audience_see_the_identifier_only(
    signed_in: Any,
    make: Any,
    said: Any,
) -> None:
    item = make("item", "Bài cúng kín")
    remark = said(identifier=item.identifier_id)
    client = signed_in("officer")
    assert "Bài cúng kín" in client.get(page_of(remark)).content.decode()
    restrict(item, custodians())
    for address in ("/admin/", LIST, page_of(remark)):
        page = client.get(address).content.decode()
        assert "Bài cúng kín" not in page
        assert item.identifier_id in page
    assert f'href="/id/{item.identifier_id}"' not in page
    assert f'href="/ai-xem/{item.identifier_id}/"' in page


def test_what_is_gone_is_named_by_its_identifier(
    signed_in: Any,
    make: Any,
    said: Any,
) -> None:
    item = make("item", "Bài hát ru")
    remark = said(identifier=item.identifier_id)
    identifier = item.identifier_id
    item.delete()
    page = signed_in("officer").get(page_of(remark)).content.decode()
    assert f"{identifier} (không còn)" in page


@pytest.mark.parametrize(
    "query", ["?loai=x", "?viec=takedown", "?q=%00", "?q=" + "x" * 5000, "?p=99999", "?q=k3v0txd"]
)
def test_the_list_answers_whatever_it_is_asked(signed_in: Any, remark: Remark, query: str) -> None:
    assert signed_in("officer").get(LIST + query).status_code == 200


def test_the_list_needs_no_more_queries_for_more_remarks(
    signed_in: Any,
    make: Any,
    said: Any,
    django_assert_max_num_queries: Any,
) -> None:
    client = signed_in("officer")
    for number in range(12):
        item = make("item", f"Bài {number}")
        said(identifier=item.identifier_id)
    client.get(LIST)
    with django_assert_max_num_queries(25):
        client.get(LIST)
