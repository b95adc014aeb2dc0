"""A custodian with a paper code and a phone: in, close, open for members in the festival month."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from heritage.accounts.models import User
from heritage.accounts.roles import ADMINISTRATOR, LEADER, OFFICER, group_of, sync_roles
from heritage.archive.models import Item, ItemPeople
from heritage.peoples.communities import communities_of
from heritage.peoples.models import People, Person
from heritage.protocols.communities import standard
from heritage.protocols.invitations import InvitationRefusedError, find, invite, redeem
from heritage.protocols.models import Audience, Decision, Hold, Invitation, Membership
from heritage.records.access import decide as set_rule
from heritage.records.holds import place
from tests.communities import community, person
from tests.integration.site.conftest import *  # noqa: F403
from tests.integration.site.conftest import address_of
from tests.kept import forget

pytestmark = pytest.mark.django_db

WHO = "/ai-xem/{}/"
PASSWORD = "con-cho-vang-9"


@pytest.fixture(autouse=True)
def log_aside(settings: Any, tmp_path: Any) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"


@pytest.fixture
def khmer(make: Any) -> Any:
    return communities_of([make("people", "Khmer")])[0]


@pytest.fixture
def item(make: Any, khmer: Any) -> Item:
    item: Item = make("item", "Nhạc ngũ âm")
    ItemPeople.objects.create(owner=item, people=People.objects.get(title="Khmer"))
    return item


@pytest.fixture
def custodian(khmer: Any) -> Client:
    return signed_in(place_of("custodian", khmer))


def place_of(role: str, of: Any, username: str = "") -> User:
    user = User.objects.create(username=username or f"{role}-1", first_name=role)
    Membership.objects.create(community=of, user=user, role=role)
    return user


def staff(role: Any, username: str) -> User:
    sync_roles()
    user = User.objects.create(username=username, first_name=username)
    user.groups.add(group_of(role))
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def decide(client: Client, item: Item, of: Any, **values: Any) -> Any:
    given = {"who": "members", "season": "always", "reason": ""} | values
    data = {f"{of.pk}-{name}": value for name, value in given.items()}
    return client.post(
        WHO.format(item.identifier_id), data | {"act": "decide", "community": str(of.pk)}
    )


class TestComingIn:
    def test_a_code_from_paper_makes_an_account_and_a_place(self, client: Client) -> None:
        code = invite(community(), "custodian", "Già Bok Hlăng", None)
        spoken = f"{code[:4].lower()} {code[4:8]}-{code[8:]}"
        greeted = client.post("/dang-nhap/ma/", {"code": spoken})
        assert "Già Bok Hlăng" in greeted.content.decode()
        data = {"code": spoken, "name": "Già Bok Hlăng", "username": "bok"}
        client.post("/dang-nhap/ma/", data | {"password": PASSWORD, "password_again": PASSWORD})
        place = Membership.objects.get()
        assert (place.role, place.user.username) == ("custodian", "bok")
        assert "Plei Ơp" in client.get("/cong-dong/").content.decode()
        assert client.get("/admin/", follow=True).status_code != 200 or "bok" not in str(
            client.get("/admin/").content
        )

    def test_a_code_works_once(self, client: Client) -> None:
        code = invite(community(), "member", "Sa", None)
        redeem(find(code), person(username="sa"))
        answer = client.post("/dang-nhap/ma/", {"code": code})
        assert "Mã không đúng" in answer.content.decode()

    def test_a_code_is_not_for_who_made_it(self) -> None:
        maker = person(username="can-bo")
        code = invite(community(), "custodian", "Bok", maker)
        with pytest.raises(InvitationRefusedError):
            redeem(find(code), maker)
        assert not Membership.objects.exists()

    @pytest.mark.parametrize("role", ["member", "custodian"])
    def test_staff_do_not_let_each_other_in(self, role: str) -> None:
        one, other = staff(OFFICER, "can-bo"), staff(LEADER, "lanh-dao")
        code = invite(community(), role, "Lãnh đạo", one)
        with pytest.raises(InvitationRefusedError):
            redeem(find(code), other)
        assert not Membership.objects.filter(user=other).exists()
        page = signed_in(other).post("/dang-nhap/ma/", {"code": code}).content.decode()
        assert "Cán bộ thì phải được người giữ mời." in page
        keeper = person(Membership.Role.CUSTODIAN)
        redeem(find(invite(community(), role, "Lãnh đạo", keeper)), other)
        assert Membership.objects.get(user=other).role == role

    def test_a_code_ends_after_thirty_days(self) -> None:
        with time_machine.travel("2026-01-01", tick=False):
            code = invite(community(), "member", "Sa", None)
        with time_machine.travel("2026-01-30", tick=False):
            find(code)
        with time_machine.travel("2026-02-01", tick=False), pytest.raises(InvitationRefusedError):
            find(code)

    def test_who_is_let_go_does_not_come_back_with_a_code_he_wrote_himself(self) -> None:
        keeper, let_go = person("custodian", username="giu"), person("custodian", username="cu")
        own = invite(community(), "custodian", "Tên khác", let_go)
        others = invite(community(), "member", "Sa", keeper)
        place = Membership.objects.get(user=let_go)
        address = reverse("community_end", args=[place.community_id, place.pk])
        signed_in(keeper).post(address)
        with pytest.raises(InvitationRefusedError):
            find(own)
        assert find(others).person == "Sa"

    def test_a_lost_paper_is_cancelled(self, client: Client) -> None:
        keeper = signed_in(person("custodian"))
        code = invite(community(), "custodian", "Bà Sa", staff(OFFICER, "can-bo"))
        written = Invitation.objects.get()
        address = reverse("community_uninvite", args=[written.community_id, written.pk])
        assert client.post(address).status_code == 302
        assert signed_in(person("member")).post(address).status_code == 403
        assert signed_in(staff(LEADER, "lanh-dao")).post(address).status_code == 403
        find(code)
        page = keeper.get(reverse("community", args=[written.community_id])).content.decode()
        assert f'action="{address}"' in page
        told = keeper.post(address, follow=True).content.decode()
        assert "Đã hủy mã của Bà Sa." in told
        assert "Bà Sa: người giữ" in told
        assert "Mã không đúng" in client.post("/dang-nhap/ma/", {"code": code}).content.decode()
        assert keeper.post(address).status_code == 404

    def test_only_a_hash_of_it_is_kept(self) -> None:
        code = invite(community(), "member", "Sa", None)
        row = Invitation.objects.values().get()
        assert code not in str(row)

    def test_guessing_is_counted(self, client: Client) -> None:
        for _ in range(21):
            answer = client.post("/dang-nhap/ma/", {"code": "AAAA AAAA AAAA"})
        assert "Thử quá nhiều lần" in answer.content.decode()

    def test_after_signing_in_one_comes_back_here_and_nowhere_else(self, client: Client) -> None:
        user = person("member")
        user.set_password(PASSWORD)
        user.save()
        data = {"username": user.username, "password": PASSWORD}
        assert client.post("/dang-nhap/", data | {"tiep": "/en/"}).url == "/en/"  # type: ignore[attr-defined]
        client.logout()
        away = client.post("/dang-nhap/", data | {"tiep": "https://evil.example/"})
        assert away.url == reverse("community_index")  # type: ignore[attr-defined]

    def test_the_page_after_signing_in_is_in_the_language_that_was_chosen(
        self, client: Client
    ) -> None:
        user = person("member")
        user.set_password(PASSWORD)
        user.save()
        data = {"username": user.username, "password": PASSWORD, "tiep": "/cong-dong/?trang=2"}
        answer = client.post("/km/dang-nhap/", data)
        assert answer.url == "/km/cong-dong/?trang=2"  # type: ignore[attr-defined]


class TestLanguages:
    @pytest.mark.parametrize("page", ["/cong-dong/", "/cong-dong/{}/?trang=1", "/ai-xem/{}/"])
    def test_the_switch_keeps_to_the_page(
        self, custodian: Client, item: Item, khmer: Any, page: str
    ) -> None:
        """Not to the front page, and not to the page of the thing."""
        page = page.format(item.identifier_id if "ai-xem" in page else khmer.pk)
        for here in ("", "/en", "/km"):
            text = custodian.get(here + page).content.decode()
            for there in ("", "/en", "/km"):
                assert f'<a href="{there}{page}" lang=' in text
        assert "អ្នកណាអាចមើលបាន?" in text or "សហគមន៍" in text

    def test_from_the_answer_to_a_form_it_leads_to_where_the_form_stands(
        self, custodian: Client, khmer: Any
    ) -> None:
        data = {"person": "Bà Sơn", "role": "member"}
        text = custodian.post(f"/cong-dong/{khmer.pk}/moi/", data).content.decode()
        assert f'<a href="/km/cong-dong/{khmer.pk}/" lang="km"' in text

    def test_since_is_not_the_word_of_a_dictionary(self, custodian: Client, khmer: Any) -> None:
        text = custodian.get(f"/en/cong-dong/{khmer.pk}/").content.decode()
        assert "Since " in text
        assert "word " not in text

    def test_a_people_told_in_khmer_names_its_community_in_khmer(
        self, make: Any, khmer: Any
    ) -> None:
        people = People.objects.originals().get(title="Khmer")
        make("people", "ខ្មែរ", language="km", of=people)
        khmer.refresh_from_db()
        assert khmer.name_km == "សហគមន៍ខ្មែរ"


class TestDeciding:
    def test_what_a_custodian_says_holds_at_once(
        self, custodian: Client, client: Client, item: Item, khmer: Any
    ) -> None:
        address = address_of(item)
        assert client.get(address).status_code == 200
        decide(custodian, item, khmer)
        assert client.get(address).status_code == 404
        assert custodian.get(address).status_code == 200
        assert signed_in(place_of("member", khmer)).get(address).status_code == 200

    def test_members_in_the_festival_month_only(
        self, custodian: Client, item: Item, khmer: Any
    ) -> None:
        decide(custodian, item, khmer, season="months", months=["10"])
        member = signed_in(place_of("member", khmer))
        address = address_of(item)
        for moment, status in [
            ("2026-09-30 16:59:59+00:00", 404),
            ("2026-09-30 17:00:00+00:00", 200),
            ("2026-10-31 16:59:59+00:00", 200),
            ("2026-10-31 17:00:00+00:00", 404),
        ]:
            with time_machine.travel(moment, tick=False):
                member.force_login(User.objects.get(username="member-1"))
                assert member.get(address).status_code == status, moment

    def test_on_whose_word_and_on_what_ground_is_kept_and_told(
        self, custodian: Client, item: Item, khmer: Any
    ) -> None:
        why = {"reason": "Chỉ nghe trong lễ", "authority": "Sư cả", "legal_basis": "Lệ chùa"}
        decide(custodian, item, khmer, **why)
        for page in (WHO.format(item.identifier_id), reverse("community", args=[khmer.pk])):
            text = custodian.get(page).content.decode()
            assert "Chỉ nghe trong lễ · Sư cả · Lệ chùa" in text

    def test_days_announced_by_mistake_are_taken_back(
        self, custodian: Client, client: Client, item: Item, khmer: Any
    ) -> None:
        today = timezone.localdate()
        decide(custodian, item, khmer, who="public", season="announced")
        code = item_rule(item).code
        address = reverse("community_rule", args=[khmer.pk, code])
        days = {"first_day": str(today), "source": "Sư cả"}
        wrong = custodian.post(address, days | {"last_day": str(today.replace(day=1, year=2096))})
        assert "Dài hơn một năm" in wrong.content.decode()
        assert client.get(address_of(item)).status_code == 404
        custodian.post(address, days | {"last_day": str(today)})
        assert client.get(address_of(item)).status_code == 200
        (season,) = item_rule(item).seasons.all()
        act = {"act": "remove", "season": season.pk}
        assert signed_in(place_of("member", khmer)).post(address, act).status_code == 403
        told = custodian.post(address, act, follow=True).content.decode()
        assert "Đã bỏ những ngày ấy." in told
        assert client.get(address_of(item)).status_code == 404
        journal = Decision.objects.filter(act=Decision.Act.PROTOCOL).first()
        assert journal is not None
        assert str(season) in journal.before
        assert custodian.post(address, act).status_code == 404

    def test_a_wrong_answer_loses_nothing(self, custodian: Client, item: Item, khmer: Any) -> None:
        page = decide(custodian, item, khmer, season="months", reason="Sư cả dặn").content.decode()
        assert "Chưa lưu" in page
        assert "Hãy chọn ít nhất một tháng" in page
        assert "Sư cả dặn" in page
        item.refresh_from_db()
        assert item.audience_id == Audience.PUBLIC

    def test_of_two_communities_each_decides_its_own_part(
        self, custodian: Client, item: Item, khmer: Any, make: Any
    ) -> None:
        cham = make("people", "Chăm")
        ItemPeople.objects.create(owner=item, people=cham)
        other = communities_of([cham])[0]
        elsewhere = signed_in(place_of("custodian", other, "giu-cham"))
        decide(custodian, item, khmer)
        decide(elsewhere, item, other)
        decide(custodian, item, khmer, who="public")
        item.refresh_from_db()
        assert [rule.community for rule in item.audience.protocols.all()] == [other]
        refused = decide(custodian, item, other, who="public")
        assert refused.status_code == 403

    @pytest.mark.parametrize("role", ["member", "worker"])
    def test_members_do_not_decide(self, item: Item, khmer: Any, role: str) -> None:
        client = signed_in(place_of(role, khmer))
        assert client.get(WHO.format(item.identifier_id)).status_code == 404
        assert decide(client, item, khmer).status_code == 404

    def test_officers_do_not_decide(self, item: Item, khmer: Any) -> None:
        officer = signed_in(staff(OFFICER, "can-bo"))
        assert decide(officer, item, khmer).status_code == 403
        item.refresh_from_db()
        assert item.audience_id == Audience.PUBLIC

    def test_an_administrator_overrules_with_a_reason_that_is_kept(
        self, item: Item, khmer: Any
    ) -> None:
        from heritage.accounts.roles import ADMINISTRATOR

        administrator = signed_in(staff(ADMINISTRATOR, "quan-tri"))
        assert "phải ghi lý do" in decide(administrator, item, khmer).content.decode()
        decide(administrator, item, khmer, reason="Tòa án yêu cầu")
        decision = Decision.objects.get(act=Decision.Act.AUDIENCE)
        assert (decision.by.username, decision.reason) == ("quan-tri", "Tòa án yêu cầu")  # type: ignore[union-attr]

    def test_a_translation_is_decided_with_it(
        self, custodian: Client, client: Client, item: Item, khmer: Any, make: Any
    ) -> None:
        make("item", "Pinpeat", language="en", of=item)
        decide(custodian, item, khmer)
        assert client.get(f"/en/archive/pinpeat-{item.identifier_id}/").status_code == 404
        english = Locale.objects.get(language_code="en")
        assert Item.objects.get(locale=english).audience == Item.objects.get(pk=item.pk).audience

    def test_seen_as_somebody_else(self, custodian: Client, item: Item, khmer: Any) -> None:
        decide(custodian, item, khmer)
        base = WHO.format(item.identifier_id) + "nhu/"
        assert "không thấy gì" in custodian.get(f"{base}khach/").content.decode()
        as_member = custodian.get(f"{base}thanh-vien/").content.decode()
        assert "Nhạc ngũ âm" in as_member
        assert "xem như thành viên" in as_member


class TestHolding:
    def close(self, client: Client, item: Item, **values: Any) -> Any:
        given = {"act": "close", "requested_by": "Bà Sa", "way": "phone", "reason": "Có tang"}
        return client.post(WHO.format(item.identifier_id), given | values)

    def test_an_officer_closes_for_everybody_and_strangers_learn_nothing(
        self, client: Client, custodian: Client, item: Item
    ) -> None:
        officer = signed_in(staff(OFFICER, "can-bo"))
        self.close(officer, item)
        address = address_of(item)
        missing = client.get("/tu-lieu/khong-co-k3v0txd/")
        held = client.get(address)
        assert (held.status_code, len(held.content)) == (404, len(missing.content))
        assert officer.get(address).status_code == 404
        told = custodian.get(address)
        assert told.status_code == 403
        assert "Có tang" in told.content.decode()
        assert "Nhạc ngũ âm" not in told.content.decode()
        assert custodian.get(f"/id/{item.identifier_id}").status_code == 403

    def test_a_custodian_opens_it_himself(
        self, client: Client, custodian: Client, item: Item
    ) -> None:
        self.close(custodian, item, requested_by="", way="")
        hold = Hold.objects.get()
        assert hold.way == "custodian"
        custodian.post(WHO.format(item.identifier_id), {"act": "open", "hold": str(hold.number)})
        assert client.get(address_of(item)).status_code == 200

    def test_a_signed_paper_needs_two_officers(self, client: Client, item: Item) -> None:
        officer, leader = signed_in(staff(OFFICER, "can-bo")), signed_in(staff(LEADER, "lanh-dao"))
        self.close(officer, item)
        where, hold = WHO.format(item.identifier_id), {"hold": str(Hold.objects.get().number)}
        paper = {"act": "open", "released_on_word_of": "Bà Sa", "paper": "Số 3, tủ 2"}
        officer.post(where, hold | paper)
        assert client.get(address_of(item)).status_code == 404
        assert officer.post(where, hold | {"act": "confirm"}).status_code == 403
        leader.post(where, hold | {"act": "confirm"})
        assert client.get(address_of(item)).status_code == 200
        released = Hold.objects.get()
        assert (released.released_on_word_of, released.confirmed_by.username) == (  # type: ignore[union-attr]
            "Bà Sa",
            "lanh-dao",
        )

    def test_a_paper_without_a_place_is_not_enough(self, item: Item) -> None:
        officer = signed_in(staff(OFFICER, "can-bo"))
        self.close(officer, item)
        hold = {"hold": str(Hold.objects.get().number)}
        officer.post(WHO.format(item.identifier_id), hold | {"act": "open"})
        assert Hold.objects.get().release_entered_by is None


def test_the_cost_is_one_query_a_request(
    client: Client, cloth: Any, item: Item, django_assert_max_num_queries: Any
) -> None:
    """What a visitor may see is resolved once, whatever the page shows; its labels are one more."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    things = cloth(3)
    # The first request of a day also asks whether a consent has run out.
    assert client.get("/").status_code == 200
    for address in ("/", "/tu-lieu/", address_of(things["festival"][0])):
        forget()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        asked = [one["sql"] for one in captured if "protocols_" in one["sql"]]
        labels = [sql for sql in asked if "label" in sql]
        assert len(labels) == (address == address_of(things["festival"][0])), address
        (resolved,) = [sql for sql in asked if sql not in labels]
        assert 'FROM "protocols_audience"' in resolved, address


def test_the_days_to_come_cost_no_query_each(
    custodian: Client, item: Item, khmer: Any, django_assert_max_num_queries: Any
) -> None:
    decide(custodian, item, khmer, season="announced")
    custodian.get(WHO.format(item.identifier_id))
    with django_assert_max_num_queries(60):
        assert custodian.get(WHO.format(item.identifier_id)).status_code == 200


class TestSeveralCommunities:
    def test_an_administrator_says_how_their_rules_combine_with_a_reason(
        self, item: Item, khmer: Any
    ) -> None:
        village = community("Phum Trà")
        for one in (khmer, village):
            set_rule(item.identifier, one, standard(one, "members"), by=None)
        member = place_of("member", village, "chi-mot-phum")
        assert item_for(member) is None
        administrator = staff(ADMINISTRATOR, "quan-tri")
        client = signed_in(administrator)
        address = WHO.format(item.identifier_id)
        refused = client.post(address, {"act": "combine", "mode": "any"})
        assert "phải ghi lý do" in refused.content.decode()
        assert item_for(member) is None
        client.post(address, {"act": "combine", "mode": "any", "reason": "Hai bên đã bàn"})
        assert item_for(member) == item
        journal = Decision.objects.filter(identifier=item.identifier_id).first()
        assert journal is not None
        assert (journal.by, journal.reason) == (administrator, "Hai bên đã bàn")

    def test_a_custodian_of_one_of_them_does_not_decide_for_the_other(
        self, item: Item, khmer: Any, custodian: Client
    ) -> None:
        village = community("Phum Trà")
        for one in (khmer, village):
            set_rule(item.identifier, one, standard(one, "members"), by=None)
        address = WHO.format(item.identifier_id)
        assert custodian.get(address).context["combine_form"] is None
        answer = custodian.post(address, {"act": "combine", "mode": "any"})
        assert answer.status_code == 403
        assert "Việc này không phải của bạn." in answer.content.decode()


def item_rule(item: Item) -> Any:
    item.refresh_from_db()
    return item.audience.protocols.get()


def item_for(user: User) -> Item | None:
    return Item.objects.originals().shown_to(User.objects.get(pk=user.pk)).first()


class TestAHoldOfAnotherCommunity:
    @pytest.fixture
    def village(self, item: Item, khmer: Any) -> Any:
        village = community("Phum Trà")
        set_rule(item.identifier, village, standard(village, "members"), by=None)
        return village

    def test_only_the_community_that_asked_opens_it_again(
        self, item: Item, khmer: Any, village: Any, custodian: Client
    ) -> None:
        theirs = signed_in(place_of("custodian", village, "giu-phum"))
        address = WHO.format(item.identifier_id)
        custodian.post(address, {"act": "close", "reason": "Có tang"})
        hold = Hold.objects.get()
        assert hold.community == khmer
        page = theirs.get(address).content.decode()
        assert "Chỉ người giữ của cộng đồng đã xin đóng mở lại được." in page
        assert 'value="open"' not in page
        assert theirs.post(address, {"act": "open", "hold": hold.number}).status_code == 403
        hold.refresh_from_db()
        assert hold.released_at is None
        custodian.post(address, {"act": "open", "hold": hold.number})
        hold.refresh_from_db()
        assert hold.released_at is not None

    def test_what_an_officer_wrote_down_is_opened_by_any_that_has_a_say(
        self, item: Item, village: Any
    ) -> None:
        officer = signed_in(staff(OFFICER, "can-bo-2"))
        address = WHO.format(item.identifier_id)
        asked = {"act": "close", "requested_by": "Già Sơn", "way": "phone", "reason": "Có tang"}
        officer.post(address, asked)
        hold = Hold.objects.get()
        assert hold.community is None
        theirs = signed_in(place_of("custodian", village, "giu-phum"))
        theirs.post(address, {"act": "open", "hold": hold.number})
        hold.refresh_from_db()
        assert hold.released_at is not None


@pytest.mark.parametrize("role", ["member", "worker"])
def test_the_page_of_a_community_tells_nobody_of_what_is_closed_to_him(
    item: Item, khmer: Any, make: Any, role: str
) -> None:
    song = make("item", "Bài hát mùa")
    set_rule(song.identifier, khmer, standard(khmer, "members"), by=None)
    set_rule(item.identifier, khmer, standard(khmer, "custodians"), by=None)
    address = reverse("community", args=[khmer.pk])
    page = signed_in(place_of(role, khmer)).get(address).content.decode()
    assert song.identifier_id in page
    assert (item.identifier_id in page) == (role == "worker")
    place(Hold(identifier=item.identifier_id, requested_by="Bok", way="phone", reason="x"))
    page = signed_in(User.objects.get(username=f"{role}-1")).get(address).content.decode()
    assert item.identifier_id not in page
    officer = signed_in(staff(OFFICER, "can-bo")).get(address).content.decode()
    assert item.identifier_id in officer
    assert item.title not in officer


def test_members_are_told_of_no_draft_and_of_nobody_who_has_no_page(
    item: Item, khmer: Any, make: Any
) -> None:
    draft = make("item", "Bài chưa duyệt", live=False)
    singer = Person(title="Y Dơ", living="yes")
    singer.save()
    for thing in (item, draft, singer):
        set_rule(thing.identifier, khmer, standard(khmer, "members"), by=None)
    address = reverse("community", args=[khmer.pk])
    page = signed_in(place_of("member", khmer)).get(address).content.decode()
    assert item.title in page
    assert draft.title not in page
    assert singer.title not in page
    keeper = signed_in(place_of("custodian", khmer)).get(address).content.decode()
    assert draft.title in keeper
    assert singer.title in keeper
