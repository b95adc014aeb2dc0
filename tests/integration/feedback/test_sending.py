"""A visitor writes about a page: whoever he is, nothing is lost, and machines gain nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from heritage.feedback import knocks
from heritage.feedback.models import Knock, Remark
from heritage.feedback.remarks import answer, close
from heritage.protocols.models import Hold, Membership
from heritage.records.holds import place
from tests.communities import members, person
from tests.integration.feedback.conftest import filled, stamp
from tests.integration.site.conftest import *  # noqa: F403

pytestmark = pytest.mark.django_db

CODE = re.compile(r'<p class="paper-code">([^<]+)</p>')


@pytest.fixture(autouse=True)
def log_aside(settings: Any, tmp_path: Any) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"
    cache.clear()


@pytest.fixture
def strict(db: None) -> Client:
    """A browser that has no cookies and keeps none."""
    return Client(enforce_csrf_checks=True)


def form_for(thing: Any) -> str:
    return f"/gop-y/{thing.identifier_id}/"


@pytest.mark.parametrize(
    ("language", "words"),
    [("", "Góp ý, đính chính"), ("/en", "Suggest or correct"), ("/km", "ផ្ញើមតិ")],
)
def test_every_page_leads_to_the_form_with_the_thing_named(
    strict: Client, make: Any, language: str, words: str
) -> None:
    festival = make("festival", "Lễ hội Katê")
    section = "festivals" if language else "le-hoi"
    page = strict.get(f"{language}/{section}/{festival.slug}/").content.decode()
    address = f"{language}/gop-y/{festival.identifier_id}/"
    assert f'href="{address}"' in page
    form = strict.get(address)
    assert form.status_code == 200
    assert words in form.content.decode()
    assert "Lễ hội Katê" in form.content.decode()
    assert 'name="robots" content="noindex"' in form.content.decode()


def test_a_list_and_the_front_page_lead_to_it_too(strict: Client) -> None:
    assert 'href="/gop-y/muc/festival/"' in strict.get("/le-hoi/").content.decode()
    assert "Lễ hội" in strict.get("/gop-y/muc/festival/").content.decode()
    assert 'href="/gop-y/"' in strict.get("/").content.decode()
    assert strict.get("/gop-y/muc/khong-co/").status_code == 404


def test_what_is_sent_becomes_a_task_with_a_code_and_needs_no_cookie(
    strict: Client, make: Any
) -> None:
    festival = make("festival", "Lễ hội Katê")
    sent = strict.post(form_for(festival), filled(name="Thập", contact="0258 000"))
    assert sent.status_code == 200
    assert sent.cookies == {}
    remark = Remark.objects.get()
    assert (remark.identifier, remark.kind, remark.state) == (
        festival.identifier_id,
        "correction",
        "open",
    )
    assert (remark.name, remark.contact, remark.language) == ("Thập", "0258 000", "vi")
    found = CODE.search(sent.content.decode())
    assert found
    assert found[1].replace(" ", "") == remark.code


def test_the_same_form_sent_twice_is_one_remark_but_other_words_are_another(
    strict: Client, make: Any
) -> None:
    festival, form = make("festival", "Lễ hội Katê"), filled()
    first = strict.post(form_for(festival), form).content.decode()
    assert CODE.findall(strict.post(form_for(festival), form).content.decode()) == CODE.findall(
        first
    )
    strict.post(form_for(festival), form | {"words": "Và thiếu nguồn."})
    assert Remark.objects.count() == 2


def test_nobody_learns_from_the_form_what_he_may_not_see(strict: Client, make: Any) -> None:
    closed = make("item", "Bài cúng kín", audience=members())
    held = make("item", "Bài hát ru")
    place(Hold(identifier=held.identifier_id, requested_by="x", way="phone", reason="x"))
    for thing in (closed, held):
        assert strict.get(form_for(thing)).status_code == 404
        assert strict.get(f"/en{form_for(thing)}").status_code == 404
    assert strict.get("/gop-y/k3v0txd/").status_code == 404
    member = Client()
    member.force_login(person(Membership.Role.MEMBER))
    page = member.get(form_for(closed)).content.decode()
    assert "Bài cúng kín" in page
    assert "đừng kể lại phần kín" in page


def test_words_about_a_thing_that_was_closed_meanwhile_are_not_lost(
    strict: Client, make: Any
) -> None:
    item = make("item", "Bài hát ru")
    place(Hold(identifier=item.identifier_id, requested_by="x", way="phone", reason="x"))
    form = filled(words="Lời ru này của bà tôi.")
    shown = strict.post(form_for(item), form)
    nowhere = strict.post("/gop-y/k3v0txd/", form)
    assert shown.status_code == nowhere.status_code == 404
    assert shown.content.replace(item.identifier_id.encode(), b"k3v0txd") == nowhere.content
    page = shown.content.decode()
    assert "Lời ru này của bà tôi." in page
    assert "Bài hát ru" not in page
    assert 'action="/gop-y/"' in page
    assert not Remark.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"words": ""}, 200),
        ({"words": "https://example.com/mua-ngay www.example.org"}, 200),
        ({"words": "x" * 10_000}, 200),
        ({"name": "N" * 500}, 200),
        ({"kind": "khac"}, 200),
        ({"website": "https://spam.example"}, 200),
        ({"stamp": ""}, 200),
        ({"stamp": "giả:mạo:này"}, 200),
        ({"stamp": "\x00\ud7ff:1:" + "x" * 3000}, 200),
    ],
)
def test_what_is_refused_keeps_everything_that_was_typed(
    strict: Client, wrong: dict[str, str], status: int
) -> None:
    form = filled(name="Thập <b>", contact="0258 'x'") | wrong
    page = strict.post("/gop-y/", form)
    assert page.status_code == status
    assert not Remark.objects.exists()
    text = page.content.decode()
    assert "Chưa gửi." in text
    assert "0258 &#x27;x&#x27;" in text
    if "name" not in wrong:
        assert "Thập &lt;b&gt;" in text
    assert (form["words"] or "name=") in text
    again = re.search(r'name="stamp" value="([^"]+)"', text)
    assert again


def test_a_link_with_words_around_it_is_welcome(strict: Client) -> None:
    strict.post("/gop-y/", filled(words="Xem ảnh đúng ở https://example.vn/anh"))
    assert Remark.objects.exists()


def test_a_form_sent_at_once_is_asked_again_and_then_taken(strict: Client) -> None:
    form = filled(stamp=stamp(0))
    page = strict.post("/gop-y/", form).content.decode()
    assert "Nhanh quá!" in page
    assert form["stamp"] in page
    assert not Remark.objects.exists()


def test_who_has_something_to_mend_is_told_where_and_nothing_of_haste(strict: Client) -> None:
    page = strict.post("/gop-y/", filled(stamp=stamp(0), words="")).content.decode()
    assert "Nhanh quá!" not in page
    assert '<a href="#id_words">Lời của bạn</a>: Hãy viết vài lời.' in page
    assert 'id="id_words"' in page


@pytest.mark.parametrize("hidden", ["\x00", "\u202e", "\u2066", "\x1b", "\ufeff", "\x85", "\u200f"])
def test_hidden_characters_are_left_out(strict: Client, hidden: str) -> None:
    sent = strict.post("/gop-y/", filled(words=f"Sai{hidden} tên", name=f"Th{hidden}ập"))
    assert sent.status_code == 200
    remark = Remark.objects.get()
    assert (remark.words.replace("\ufeff", ""), remark.name.replace("\ufeff", "")) == (
        "Sai tên",
        "Thập",
    )


def test_more_than_a_form_is_not_read(strict: Client) -> None:
    page = strict.post("/gop-y/", filled(words="x" * 300_000))
    assert page.status_code == 413
    assert len(page.content) < 50_000
    assert not Remark.objects.exists()


def test_a_form_from_another_site_is_not_read(strict: Client) -> None:
    for origin, taken in (("https://evil.example", 0), ("null", 0), ("http://testserver", 1)):
        strict.post("/gop-y/", filled(), headers={"origin": origin})
        assert Remark.objects.count() == taken, origin


def test_one_network_sends_so_much_in_an_hour_and_nobody_keeps_its_address(
    strict: Client, settings: Any
) -> None:
    settings.BEHIND_PROXY = True
    limit = knocks.LIMITS["send"]

    def send(number: int, address: str) -> int:
        return strict.post(
            "/gop-y/",
            filled(words=f"Lời thứ {number}"),
            headers={"x-forwarded-for": f"203.0.113.77, {address}"},
        ).status_code

    assert [send(n, f"198.51.100.{n}") for n in range(limit)] == [200] * limit
    refused = strict.post(
        "/gop-y/",
        filled(words="Lời cuối cùng"),
        headers={"x-forwarded-for": "198.51.100.250"},
    )
    assert refused.status_code == 429
    assert "Lời cuối cùng" in refused.content.decode()
    assert send(limit, "198.51.101.1") == 200
    assert send(limit + 1, "2001:db8:1::5") == 200
    assert send(limit + 2, "không phải địa chỉ") == 200
    assert Remark.objects.count() == limit + 3
    assert not any("198.51" in knock.network for knock in Knock.objects.all())


def test_many_networks_together_do_not_fill_the_disk(strict: Client, monkeypatch: Any) -> None:
    monkeypatch.setitem(knocks.OF_ALL, "send", 2)
    for number in range(3):
        answer = strict.post(
            "/gop-y/",
            filled(words=f"Lời thứ {number}"),
            REMOTE_ADDR=f"198.51.{number}.1",
        )
        assert answer.status_code == (429 if number == 2 else 200)
    assert Remark.objects.count() == 2


class TestTheAnswer:
    def ask(self, client: Client, code: str, **more: Any) -> Any:
        return client.post("/gop-y/tra-loi/", {"code": code}, **more)

    def test_is_read_with_the_code_and_tells_nothing_else(
        self, strict: Client, said: Any, make: Any
    ) -> None:
        item = make("item", "Bài hát ru")
        remark = said(
            words="Bà tôi hát", name="Thập", contact="0258 000", identifier=item.identifier_id
        )
        typed = f" {remark.code[:4].lower()}-{remark.code[4:]} "
        waiting = self.ask(strict, typed).content.decode()
        assert "Chưa có câu trả lời" in waiting
        answer(remark, "Đã sửa. <script>", by=person(username="can-bo"), seen=0)
        page = self.ask(strict, typed)
        assert "Đã sửa. &lt;script&gt;" in page.content.decode()
        assert 'name="robots" content="noindex"' in page.content.decode()
        assert "no-store" in page["Cache-Control"]
        for private in ("Bà tôi hát", "Thập", "0258 000", "Bài hát ru", "can-bo"):
            assert private not in page.content.decode()

    def test_tells_why_it_was_closed(self, strict: Client, said: Any) -> None:
        remark = said()
        close(remark, "Trùng với một góp ý khác.", by=None, seen=0)
        assert "Trùng với một góp ý khác." in self.ask(strict, remark.code).content.decode()

    @pytest.mark.parametrize("code", ["", "x", "\x00", "A" * 10_000, "ឃឃឃឃឃឃឃឃ", "ACDEFGHJ", "'--"])
    def test_a_code_that_is_none_is_told_so(self, strict: Client, db: None, code: str) -> None:
        page = self.ask(strict, code)
        assert page.status_code == 200
        assert 'class="errorlist"' in page.content.decode()

    def test_codes_are_not_guessed(self, strict: Client, said: Any) -> None:
        remark = said()
        limit = knocks.LIMITS["code"]
        assert [self.ask(strict, "ACDEFGHJ").status_code for _ in range(limit)] == [200] * limit
        assert self.ask(strict, "ACDEFGHJ").status_code == 429
        assert self.ask(strict, remark.code).status_code == 429
        elsewhere = self.ask(strict, remark.code, REMOTE_ADDR="192.0.2.9")
        assert elsewhere.status_code == 200


@pytest.mark.parametrize("name", ["feedback", "feedback_answer"])
def test_the_languages_of_the_form_lead_to_each_other(strict: Client, name: str) -> None:
    page = strict.get(reverse(name)).content.decode()
    for language in ("en", "km"):
        assert f'href="/{language}{reverse(name)}" lang="{language}"' in page
    assert strict.get(f"/km{reverse(name)}").status_code == 200
