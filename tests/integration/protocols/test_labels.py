"""Labels: the community's own words, approved by its custodians, shown beside what is its own."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from heritage.accounts.models import User
from heritage.accounts.roles import (
    ADMINISTRATOR,
    COMMUNE_WORKER,
    LEADER,
    OFFICER,
    group_of,
    sync_roles,
)
from heritage.archive.models import Item, ItemPeople
from heritage.peoples.communities import communities_of, concerned
from heritage.peoples.models import People
from heritage.protocols import labels
from heritage.protocols.labels import Said, Wording
from heritage.protocols.local_contexts import TK_LABELS
from heritage.protocols.models import (
    Community,
    Decision,
    Label,
    LabelVersion,
    Membership,
    PlacedLabel,
)
from tests.communities import close, community, custodians
from tests.integration.site.conftest import *  # noqa: F403
from tests.integration.site.conftest import KINDS, address_of
from tests.kept import forget

pytestmark = pytest.mark.django_db

CHAM = "ꨌꩌ"
MINE = Said("cjm-Cham", CHAM, f"{CHAM} {CHAM}")
SPOKEN = Said("vi", "Xin đừng chép lại", "Bài này chỉ hát trong lễ.")
ENGLISH = Said("en", "Please do not copy", "This is sung at the rite only.")
State = LabelVersion.State


@pytest.fixture(autouse=True)
def log_aside(settings: Any, tmp_path: Any) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"


@pytest.fixture
def cham(make: Any) -> Community:
    return communities_of([make("people", "Chăm", languages="cjm;vi", autonym="")])[0]


@pytest.fixture
def item(make: Any, cham: Any) -> Item:
    item: Item = make("item", "Bài hát lễ")
    ItemPeople.objects.create(owner=item, people=People.objects.get(title="Chăm"))
    return item


def place_of(role: str, of: Community, username: str = "") -> User:
    user = User.objects.create(username=username or f"{role}-{of.pk}", first_name=role)
    Membership.objects.create(community=of, user=user, role=role)
    return user


def staff(role: Any) -> User:
    sync_roles()
    user = User.objects.create(username=role.key, first_name=role.key)
    user.groups.add(group_of(role))
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def approved(of: Community, *texts: Said, local_contexts: str = "") -> Label:
    label = Label(community=of)
    version = labels.propose(label, Wording(texts or (SPOKEN,), local_contexts), by=None)
    labels.approve(version, by=None)
    return label


def filled(*texts: tuple[str, str, str], **more: str) -> dict[str, str]:
    """The form of a wording as a browser sends it."""
    data = {"loi-TOTAL_FORMS": str(len(texts)), "loi-INITIAL_FORMS": str(len(texts))}
    for number, (language, name, text) in enumerate(texts):
        data |= {
            f"loi-{number}-language": language,
            f"loi-{number}-name": name,
            f"loi-{number}-text": text,
        }
    return data | {"act": "decide"} | more


def at(of: Community, *parts: str) -> str:
    return "/".join(["", "cong-dong", str(of.pk), "nhan", *parts, ""])


class TestWordings:
    def test_the_wording_approved_last_is_what_a_label_says(self, cham: Community) -> None:
        label = approved(cham, SPOKEN)
        first = label.current
        second = labels.propose(label, Wording((ENGLISH,)), by=None)
        label.refresh_from_db()
        assert label.current == first
        labels.approve(second, by=None)
        label.refresh_from_db()
        assert (label.current, second.number) == (second, 2)
        assert first is not None
        assert list(first.texts.values_list("name", flat=True)) == [SPOKEN.name]

    def test_an_earlier_wording_can_be_used_again(self, cham: Community) -> None:
        label = approved(cham, SPOKEN)
        first = label.versions.get()
        labels.approve(labels.propose(label, Wording((ENGLISH,)), by=None), by=None)
        labels.approve(first, by=None)
        label.refresh_from_db()
        assert label.current == first

    def test_what_is_used_cannot_be_declined(self, cham: Community) -> None:
        version = approved(cham).versions.get()
        with pytest.raises(ValueError, match="only a wording that waits"):
            labels.decline(version, by=None, reason="x")

    def test_only_labels_of_local_contexts_are_named(self, cham: Community) -> None:
        with pytest.raises(ValidationError):
            labels.propose(Label(community=cham), Wording((SPOKEN,), "TK XX"), by=None)

    def test_every_act_is_in_the_journal(self, cham: Community, item: Item) -> None:
        label = approved(cham)
        identifier = item.identifier_id
        labels.put_on(label, identifier, by=None)
        labels.put_on(label, identifier, by=None)
        labels.take_off(label, identifier, by=None, reason="lỡ tay")
        labels.take_off(label, identifier, by=None)
        labels.retire(label, by=None)
        acts = Decision.objects.order_by("pk").values_list("act", "identifier", "reason")
        assert list(acts) == [
            ("label_proposed", "", ""),
            ("label_approved", "", ""),
            ("label_on", identifier, ""),
            ("label_off", identifier, "lỡ tay"),
            ("label_retired", "", ""),
        ]

    def test_the_community_of_a_label_has_a_say_in_the_thing(
        self, cham: Community, item: Item
    ) -> None:
        village = community("Plei Ơp")
        labels.put_on(approved(village), item.identifier_id, by=None)
        assert concerned(item) == [cham, village]


def test_the_vocabulary_is_that_of_local_contexts() -> None:
    assert len(TK_LABELS) == 20
    for code, label in TK_LABELS.items():
        assert code == label.code
        assert re.fullmatch(r"TK [A-Z]{1,2}", code)
        assert re.fullmatch(r"https://localcontexts\.org/label/tk-[a-z-]+/", label.uri)
    assert len({label.uri for label in TK_LABELS.values()}) == 20


class TestWriting:
    def test_a_custodians_wording_holds_with_saving(self, cham: Community) -> None:
        custodian = signed_in(place_of("custodian", cham))
        data = filled(("cjm", CHAM, CHAM), ("vi", *_pair(SPOKEN)), local_contexts="TK S")
        answer = custodian.post(at(cham, "moi"), data)
        label = Label.objects.get()
        assert answer.url == at(cham, label.code)  # type: ignore[attr-defined]
        assert label.current is not None
        assert label.current.local_contexts == "TK S"
        told = list(label.current.texts.values_list("language", "name"))
        assert told == [("cjm-Cham", CHAM), ("vi", SPOKEN.name)]

    def test_the_communitys_language_is_asked_for_first(self, cham: Community) -> None:
        page = signed_in(place_of("custodian", cham)).get(at(cham, "moi")).content.decode()
        assert re.findall(r"<legend>([^<]+)</legend>", page) == [
            "Tiếng Chăm",
            "Tiếng Việt",
            "Tiếng Anh",
            "Tiếng Khmer",
        ]

    def test_any_language_can_be_written_by_its_code(self, cham: Community) -> None:
        custodian = signed_in(place_of("custodian", cham))
        wrong = custodian.post(at(cham, "moi"), filled(("other", "x", "y"), **{"loi-0-tag": "vn"}))
        assert "là mã quốc gia" in wrong.content.decode()
        custodian.post(at(cham, "moi"), filled(("other", "x", "y"), **{"loi-0-tag": "SED"}))
        assert Label.objects.get().versions.get().texts.get().language == "sed"

    def test_one_more_language_keeps_what_was_typed(self, cham: Community) -> None:
        custodian = signed_in(place_of("custodian", cham))
        data = filled(("vi", "Xin hỏi trước", ""), act="more", local_contexts="TK A")
        page = custodian.post(at(cham, "moi"), data).content.decode()
        assert 'value="Xin hỏi trước"' in page
        assert '<option value="TK A" selected>' in page
        assert page.count('class="tongue"') == 2
        assert "errorlist" not in page
        assert not Label.objects.exists()

    @pytest.mark.parametrize(
        ("texts", "words"),
        [
            ([("vi", "", "")], "ít nhất một ngôn ngữ"),
            ([("vi", "Tên", "")], "Hãy ghi lời bằng ngôn ngữ này"),
            ([("", "Tên", "Lời")], "Hãy chọn ngôn ngữ"),
            ([("vi", "a", "b"), ("vi", "c", "d")], "có hai lần"),
            ([("vi", "a", "b\u202e")], "ký tự ẩn"),
        ],
    )
    def test_a_wrong_form_says_what_to_do_and_keeps_nothing(
        self, cham: Community, texts: Any, words: str
    ) -> None:
        custodian = signed_in(place_of("custodian", cham))
        assert words in custodian.post(at(cham, "moi"), filled(*texts)).content.decode()
        assert not Label.objects.exists()

    def test_the_same_words_again_are_no_version(self, cham: Community) -> None:
        label = approved(cham, SPOKEN)
        custodian = signed_in(place_of("custodian", cham))
        page = custodian.post(at(cham, label.code, "loi"), filled(("vi", *_pair(SPOKEN))))
        assert "giống hệt lần trước" in page.content.decode()
        assert label.versions.count() == 1

    @pytest.mark.parametrize("who", ["officer", "leader", "worker"])
    def test_officers_and_whom_the_custodians_sent_propose(self, cham: Community, who: str) -> None:
        roles = {"officer": OFFICER, "leader": LEADER}
        author = place_of("worker", cham) if who == "worker" else staff(roles[who])
        client = signed_in(author)
        client.post(at(cham, "moi"), filled(("vi", *_pair(SPOKEN))))
        label = Label.objects.get()
        version = label.versions.get()
        assert (label.current, version.state, version.proposed_by) == (None, "waiting", author)
        for act in ("approve", "decline", "retire"):
            data = {"act": act, "number": "1", "reason": "tôi muốn thế"}
            assert client.post(at(cham, label.code), data).status_code == 403
        custodian = signed_in(place_of("custodian", cham))
        assert (
            "Có lời chờ người giữ duyệt" in custodian.get(f"/cong-dong/{cham.pk}/").content.decode()
        )
        custodian.post(at(cham, label.code), {"act": "approve", "number": "1"})
        label.refresh_from_db()
        assert label.current == version

    def test_what_a_proposal_changes_is_marked(self, cham: Community) -> None:
        label = approved(cham, SPOKEN, Said("en", "Please ask", "Ask the village."))
        labels.propose(label, Wording((Said("en", "Please ask", "Ask first."),)), by=None)
        custodian = signed_in(place_of("custodian", cham))
        page = custodian.get(at(cham, label.code)).content.decode()
        assert page.count("Lời khác") == 1
        assert page.count("Không còn lời bằng") == 1
        listed = custodian.get(f"/cong-dong/{cham.pk}/").content.decode()
        assert "Chờ bạn duyệt" in listed

    def test_a_custodian_declines_and_says_why(self, cham: Community) -> None:
        version = labels.propose(Label(community=cham), Wording((SPOKEN,)), by=None)
        custodian = signed_in(place_of("custodian", cham))
        where = at(cham, version.label.code)
        assert (
            "Hãy nói vì sao"
            in custodian.post(where, {"act": "decline", "number": "1"}).content.decode()
        )
        custodian.post(where, {"act": "decline", "number": "1", "reason": "Sai chữ"})
        version.refresh_from_db()
        assert (version.state, version.reason, version.label.current) == (
            "declined",
            "Sai chữ",
            None,
        )

    def test_an_administrator_decides_only_with_a_reason_that_is_kept(
        self, cham: Community
    ) -> None:
        administrator = signed_in(staff(ADMINISTRATOR))
        data = filled(("vi", *_pair(SPOKEN)))
        refused = administrator.post(at(cham, "moi"), data)
        assert "phải ghi lý do" in refused.content.decode()
        assert not Label.objects.exists()
        administrator.post(at(cham, "moi"), data | {"reason": "Tòa án yêu cầu"})
        decision = Decision.objects.get(act=Decision.Act.LABEL_APPROVED)
        assert (decision.reason, decision.community) == ("Tòa án yêu cầu", cham)
        where = at(cham, Label.objects.get().code)
        assert "phải ghi lý do" in administrator.post(where, {"act": "retire"}).content.decode()
        assert Label.objects.in_use().exists()

    def test_an_officer_opens_a_community_of_several_people(self, cham: Community) -> None:
        for name in ("mot", "hai"):
            place_of("member", cham, name)
        assert signed_in(staff(OFFICER)).get(f"/cong-dong/{cham.pk}/").status_code == 200

    def test_an_administrator_may_also_only_propose(self, cham: Community) -> None:
        administrator = signed_in(staff(ADMINISTRATOR))
        administrator.post(at(cham, "moi"), filled(("vi", *_pair(SPOKEN)), act="propose"))
        assert Label.objects.get().current is None

    @pytest.mark.parametrize("who", ["member", "commune", "elsewhere", "stranger"])
    def test_others_write_nothing(self, cham: Community, who: str) -> None:
        people = {
            "member": lambda: place_of("member", cham),
            "commune": lambda: staff(COMMUNE_WORKER),
            "elsewhere": lambda: place_of("custodian", community("Plei Ơp")),
        }
        client = signed_in(people[who]()) if who in people else Client()
        answer = client.post(at(cham, "moi"), filled(("vi", *_pair(SPOKEN))))
        assert answer.status_code in (302, 403, 404)
        assert not Label.objects.exists()

    def test_members_read_what_is_used_and_not_what_is_proposed(self, cham: Community) -> None:
        member = signed_in(place_of("member", cham))
        label = approved(cham, SPOKEN)
        labels.propose(label, Wording((ENGLISH,)), by=None)
        page = member.get(at(cham, label.code)).content.decode()
        assert SPOKEN.text in page
        assert ENGLISH.text not in page
        waiting = labels.propose(Label(community=cham), Wording((ENGLISH,)), by=None)
        assert member.get(at(cham, waiting.label.code)).status_code == 404
        assert ENGLISH.name not in member.get(f"/cong-dong/{cham.pk}/").content.decode()

    def test_the_page_of_a_label_names_only_what_its_reader_may_see(
        self, cham: Community, item: Item, make: Any
    ) -> None:
        label = approved(cham)
        labels.put_on(label, item.identifier_id, by=None)
        secret = make("item", "Bài cúng kín")
        labels.put_on(label, secret.identifier_id, by=None)
        close(secret, custodians("Plei Ơp"))
        page = signed_in(staff(OFFICER)).get(at(cham, label.code)).content.decode()
        assert "Bài hát lễ" in page
        assert "Bài cúng kín" not in page
        assert "1 nội dung nữa" in page


class TestPuttingOn:
    def act(
        self, client: Client, item: Item, of: Community, act: str, label: Label, **more: str
    ) -> Any:
        data = {"act": act, "community": str(of.pk), "label": label.code} | more
        return client.post(f"/ai-xem/{item.identifier_id}/", data)

    def test_a_custodian_puts_on_and_takes_off(self, cham: Community, item: Item) -> None:
        label = approved(cham)
        custodian = signed_in(place_of("custodian", cham))
        assert label.code in custodian.get(f"/ai-xem/{item.identifier_id}/").content.decode()
        self.act(custodian, item, cham, "label_on", label)
        assert SPOKEN.text in Client().get(address_of(item)).content.decode()
        self.act(custodian, item, cham, "label_off", label)
        assert SPOKEN.text not in Client().get(address_of(item)).content.decode()

    def test_nobody_puts_on_what_is_not_his(self, cham: Community, item: Item) -> None:
        other = community("Plei Ơp")
        foreign, own = approved(other), approved(cham)
        custodian = signed_in(place_of("custodian", cham))
        self.act(custodian, item, cham, "label_on", foreign)
        assert self.act(custodian, item, other, "label_on", foreign).status_code == 403
        for client in (signed_in(staff(OFFICER)), signed_in(staff(COMMUNE_WORKER))):
            assert self.act(client, item, cham, "label_on", own).status_code == 403
        for role in ("member", "worker"):
            client = signed_in(place_of(role, cham))
            assert self.act(client, item, cham, "label_on", own).status_code == 404
        assert not PlacedLabel.objects.exists()

    def test_an_administrator_says_why(self, cham: Community, item: Item) -> None:
        label = approved(cham)
        administrator = signed_in(staff(ADMINISTRATOR))
        refused = self.act(administrator, item, cham, "label_on", label)
        assert "phải ghi lý do" in refused.content.decode()
        assert not PlacedLabel.objects.exists()
        self.act(administrator, item, cham, "label_on", label, reason="Theo văn bản số 5")
        assert (
            "phải ghi lý do"
            in self.act(administrator, item, cham, "label_off", label).content.decode()
        )
        self.act(administrator, item, cham, "label_off", label, reason="Gắn nhầm")
        reasons = Decision.objects.filter(identifier=item.identifier_id).order_by("pk")
        assert list(reasons.values_list("reason", flat=True)) == ["Theo văn bản số 5", "Gắn nhầm"]

    def test_a_wording_that_waits_cannot_be_put_on(self, cham: Community, item: Item) -> None:
        version = labels.propose(Label(community=cham), Wording((SPOKEN,)), by=None)
        custodian = signed_in(place_of("custodian", cham))
        self.act(custodian, item, cham, "label_on", version.label)
        assert not PlacedLabel.objects.exists()


class TestShowing:
    def test_the_communitys_language_first_then_the_readers(
        self, client: Client, cham: Community, item: Item
    ) -> None:
        label = approved(cham, MINE, SPOKEN, ENGLISH, local_contexts="TK S")
        labels.put_on(label, item.identifier_id, by=None)
        vietnamese = _words(client.get(address_of(item)).content.decode())
        assert _languages(vietnamese) == ["cjm-Cham", "vi", "en"]
        assert vietnamese.index(SPOKEN.text) < vietnamese.index("<details>")
        assert str(cham) in vietnamese
        assert 'href="https://localcontexts.org/label/tk-seasonal/"' in vietnamese
        english = _words(
            client.get(f"/en/archive/bai-hat-le-{item.identifier_id}/").content.decode()
        )
        assert _languages(english) == ["cjm-Cham", "en", "vi"]
        assert english.index(ENGLISH.text) < english.index("<details>")
        khmer = client.get(f"/km/archive/bai-hat-le-{item.identifier_id}/", follow=True)
        assert _languages(_words(khmer.content.decode()))[:2] == ["cjm-Cham", "vi"]

    @pytest.mark.parametrize("kind", KINDS)
    def test_on_the_page_of_every_kind(
        self, client: Client, make: Any, cham: Community, kind: str
    ) -> None:
        thing = make(kind, "một nội dung")
        labels.put_on(approved(cham), thing.identifier_id, by=None)
        assert SPOKEN.text in client.get(address_of(thing)).content.decode()

    def test_not_until_a_custodian_approves_and_not_after_it_was_laid_aside(
        self, client: Client, cham: Community, item: Item
    ) -> None:
        version = labels.propose(Label(community=cham), Wording((SPOKEN,)), by=None)
        label = version.label
        PlacedLabel.objects.create(label=label, identifier=item.identifier)

        def shown() -> bool:
            return SPOKEN.text in client.get(address_of(item)).content.decode()

        assert not shown()
        labels.approve(version, by=None)
        assert shown()
        newer = labels.propose(label, Wording((ENGLISH,)), by=None)
        assert ENGLISH.text not in client.get(address_of(item)).content.decode()
        labels.decline(newer, by=None, reason="x")
        assert shown()
        labels.retire(label, by=None)
        assert not shown()
        labels.resume(label, by=None)
        assert shown()

    def test_a_label_never_names_a_people_that_is_closed(
        self, client: Client, make: Any, item: Item
    ) -> None:
        hidden = make("people", "Dân tộc kín")
        of = communities_of([hidden])[0]
        label = approved(of, SPOKEN)
        labels.put_on(label, item.identifier_id, by=None)
        assert SPOKEN.text in client.get(address_of(item)).content.decode()
        close(hidden, custodians("Plei Ơp"))
        page = client.get(address_of(item)).content.decode()
        assert "Dân tộc kín" not in page
        assert SPOKEN.text not in page

    def test_nor_to_staff_who_ask_who_sees_a_thing(self, make: Any, item: Item) -> None:
        hidden = make("people", "Dân tộc kín")
        labels.put_on(approved(communities_of([hidden])[0]), item.identifier_id, by=None)
        close(hidden, custodians("Plei Ơp"))
        for client in (signed_in(staff(OFFICER)), signed_in(staff(ADMINISTRATOR))):
            page = client.get(f"/ai-xem/{item.identifier_id}/")
            assert page.status_code == 200
            assert "Dân tộc kín" not in page.content.decode()

    def test_the_cost_is_two_queries_at_most_and_no_more_for_more_labels(
        self, client: Client, cham: Community, item: Item
    ) -> None:
        def asked() -> list[str]:
            forget()
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address_of(item)).status_code == 200
            asked = [one["sql"] for one in captured]
            return [sql for sql in asked if re.search("protocols_(placed)?label", sql)]

        client.get(address_of(item))
        assert len(asked()) == 1
        for _ in range(3):
            label = approved(cham, MINE, SPOKEN, ENGLISH, local_contexts="TK S")
            labels.put_on(label, item.identifier_id, by=None)
        assert len(asked()) == 2

    def test_lists_ask_for_no_labels(self, client: Client, cham: Community, item: Item) -> None:
        labels.put_on(approved(cham), item.identifier_id, by=None)
        client.get("/")
        for address in ("/", "/tu-lieu/", "/dan-toc/"):
            forget()
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            assert not [one for one in captured if "protocols_label" in one["sql"]], address


def test_the_page_of_a_community_asks_no_more_for_more_labels(cham: Community) -> None:
    custodian = signed_in(place_of("custodian", cham))

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert custodian.get(f"/cong-dong/{cham.pk}/").status_code == 200
        return len(captured)

    approved(cham)
    asked()
    few = asked()
    for _ in range(4):
        labels.propose(approved(cham, MINE, SPOKEN), Wording((ENGLISH,)), by=None)
    asked()  # what every page remembers is read again after a change
    assert asked() <= few


def _pair(one: Said) -> tuple[str, str]:
    return one.name, one.text


def _words(page: str) -> str:
    return page.partition('id="loi-cong-dong"')[2].partition("</section>")[0]


def _languages(words: str) -> list[str]:
    return re.findall(r'<div lang="([^"]+)"', words)
