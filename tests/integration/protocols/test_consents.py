"""A living person is shown with his consent only; taking it back closes what rested on it."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from heritage.accounts.models import User
from heritage.accounts.roles import COMMUNE_WORKER, LEADER, OFFICER, group_of, sync_roles
from heritage.archive.models import Item, ItemPerson
from heritage.peoples.consents import unconsented
from heritage.peoples.models import Person, Term
from heritage.protocols.models import Audience, Consent, Decision, Hold, Membership
from heritage.records.consents import close_run_out, dependents, record, withdraw
from heritage.records.models import Identifier
from heritage.site.admin.desk import Desk
from heritage.site.admin.wholeness import shortcomings
from tests.communities import close, community, custodians
from tests.communities import person as account

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def _log(settings: Any, tmp_path: Any) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"


@pytest.fixture
def rights(db: None) -> Term:
    return Term.objects.create(scheme="rights", code="cc_by", label_vi="CC BY")


@pytest.fixture
def singer(db: None) -> Person:
    person = Person(title="Nghệ nhân Y Dơ", living=Person.Living.YES)
    person.save()
    return person


@pytest.fixture
def song(singer: Person, rights: Term) -> Item:
    return named(singer, "Bài hát ru", rights)


def named(singer: Person, title: str, rights: Term, **values: Any) -> Item:
    item = Item(title=title, item_kind="audio", live=True, rights=rights, **values)
    item.save()
    ItemPerson.objects.create(owner=item, person=singer, role="performer")
    return Item.objects.get(pk=item.pk)


def given(giver: Any, *things: Item, **values: Any) -> Consent:
    by = {"person_id": giver.identifier_id} if isinstance(giver, Person) else {"community": giver}
    usual = {"way": "paper", "evidence": "Giấy số 3", "given_on": TODAY(), "may_show": True}
    consent = Consent(**(by | usual | values))
    record(consent, [thing.identifier for thing in things])
    return consent


class TestPublishing:
    def test_it_is_refused_without_the_consent_of_a_living_person(
        self, song: Item, singer: Person
    ) -> None:
        (wrong,) = [one for one in shortcomings(song) if "đồng ý" in one]
        assert "Nghệ nhân Y Dơ" in wrong
        given(singer, song)
        assert not [one for one in shortcomings(song) if "đồng ý" in one]

    @pytest.mark.parametrize(
        ("living", "needed"), [("yes", True), ("unknown", True), ("no", False)]
    )
    def test_who_may_still_live_is_asked(
        self, song: Item, singer: Person, living: str, needed: bool
    ) -> None:
        Person.objects.update(living=living)
        assert bool(unconsented(Item.objects.get(pk=song.pk))) is needed

    @pytest.mark.parametrize(
        "values",
        [
            {"may_show": False, "may_reproduce": True},
            {"given_on": datetime.date(2020, 1, 1), "valid_until": datetime.date(2020, 12, 31)},
        ],
        ids=["to something else", "run out"],
    )
    def test_another_consent_does_not_do(
        self, song: Item, singer: Person, values: dict[str, Any]
    ) -> None:
        given(singer, song, **values)
        assert unconsented(song) == [singer]

    def test_the_consent_of_somebody_else_or_to_something_else_does_not_do(
        self, song: Item, singer: Person, rights: Term
    ) -> None:
        given(singer, named(singer, "Bài khác", rights))
        given(community(), song)
        assert unconsented(song) == [singer]

    def test_it_holds_through_its_last_day(self, song: Item, singer: Person) -> None:
        last = TODAY() + datetime.timedelta(days=3)
        given(singer, song, valid_until=last)
        assert unconsented(song, last) == []
        assert unconsented(song, last + datetime.timedelta(days=1)) == [singer]

    def test_a_draft_that_names_one_more_person_asks_him_too(
        self, song: Item, singer: Person
    ) -> None:
        given(singer, song)
        other = Person(title="Nghệ nhân A Thui", living="unknown")
        other.save()
        song.person_links.add(ItemPerson(person=other, role="shown"))
        draft = song.save_revision().as_object()
        assert unconsented(draft) == [other]
        assert unconsented(Item.objects.get(pk=song.pk)) == []

    def test_a_person_who_is_closed_to_some_is_not_named_in_the_refusal(
        self, song: Item, singer: Person
    ) -> None:
        close(singer, custodians())
        (wrong,) = [one for one in shortcomings(Item.objects.get(pk=song.pk)) if "đồng ý" in one]
        assert "Y Dơ" not in wrong
        assert singer.identifier_id in wrong


class TestRules:
    def test_it_is_of_one_giver_and_to_something(self, singer: Person) -> None:
        usual = {"way": "paper", "evidence": "x", "given_on": TODAY()}
        for wrong in (
            {"may_show": True},
            {"person_id": singer.identifier_id, "community": community(), "may_show": True},
            {"person_id": singer.identifier_id},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                Consent.objects.create(**usual, **wrong)

    @pytest.mark.parametrize(
        ("field", "values"),
        [
            ("may_show", {"may_show": False}),
            ("given_on", {"given_on": datetime.date(2999, 1, 1)}),
            ("valid_until", {"valid_until": datetime.date(2001, 1, 1)}),
        ],
    )
    def test_what_is_wrong_is_named(
        self, singer: Person, song: Item, field: str, values: dict[str, Any]
    ) -> None:
        with pytest.raises(ValidationError) as error:
            given(singer, song, **values)
        assert list(error.value.message_dict) == [field]


class TestTakingBack:
    def test_what_rested_on_it_is_closed_and_listed(
        self, singer: Person, song: Item, rights: Term
    ) -> None:
        other = named(singer, "Bài hát đối", rights)
        consent = given(singer, song, other)
        held = withdraw(consent, by="Con trai ông", reason="Có tang", entered_by=None)
        assert {hold.identifier for hold in held} == {song.identifier_id, other.identifier_id}
        assert {hold.way for hold in held} == {Hold.Way.CONSENT}
        for item in (song, other):
            item.refresh_from_db()
            assert item.audience_id == Audience.CLOSED
        consent.refresh_from_db()
        assert consent.withdrawn_at is not None
        assert consent.withdrawn_by == "Con trai ông"
        acts = Decision.objects.filter(identifier=song.identifier_id).values_list("act", flat=True)
        assert set(acts) == {"consent", "withdrawal", "hold"}

    def test_another_consent_in_force_holds_it_up(self, singer: Person, song: Item) -> None:
        first, _second = given(singer, song), given(singer, song)
        assert dependents(first) == []
        assert withdraw(first, by="Y Dơ", reason="", entered_by=None) == []
        song.refresh_from_db()
        assert song.audience_id == Audience.PUBLIC

    def test_a_consent_to_selling_closes_no_page(self, singer: Person, song: Item) -> None:
        given(singer, song)
        sale = given(singer, song, may_show=False, may_sell=True)
        assert withdraw(sale, by="Y Dơ", reason="", entered_by=None) == []

    def test_it_is_taken_back_once(self, singer: Person, song: Item) -> None:
        consent = given(singer, song)
        assert len(withdraw(consent, by="Y Dơ", reason="", entered_by=None)) == 1
        assert withdraw(consent, by="Ai đó", reason="", entered_by=None) == []
        assert Consent.objects.get().withdrawn_by == "Y Dơ"
        assert Hold.objects.count() == 1

    def test_a_community_takes_back_what_is_its_own(self, song: Item) -> None:
        consent = given(community(), song)
        assert len(withdraw(consent, by="Hội đồng", reason="", entered_by=None)) == 1

    def test_nothing_is_taken_back_where_the_log_cannot_be_written(
        self, singer: Person, song: Item, settings: Any, tmp_path: Any
    ) -> None:
        consent = given(singer, song)
        (tmp_path / "file").touch()
        settings.HOLDS_LOG = tmp_path / "file" / "holds.jsonl"
        with pytest.raises(OSError):
            withdraw(consent, by="Y Dơ", reason="", entered_by=None)
        consent.refresh_from_db()
        assert consent.withdrawn_at is None


def test_what_has_run_out_is_closed_once_and_by_itself(singer: Person, song: Item) -> None:
    last = TODAY() + datetime.timedelta(days=2)
    given(singer, song, valid_until=last)
    assert close_run_out(last) == []
    (hold,) = close_run_out(last + datetime.timedelta(days=1))
    assert hold.identifier == song.identifier_id
    song.refresh_from_db()
    assert song.audience_id == Audience.CLOSED
    assert close_run_out(last + datetime.timedelta(days=2)) == []


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def staff(role: Any, username: str) -> User:
    sync_roles()
    user = User.objects.create_user(username, first_name=username)
    user.groups.add(group_of(role))
    return user


FORM = {"uses": ["may_show"], "way": "paper", "evidence": "Tủ 2", "given_on": "2026-01-05"}


class TestPages:
    def test_a_worker_enters_it_from_the_thing_and_it_is_whole(
        self, song: Item, singer: Person
    ) -> None:
        client = signed_in(staff(COMMUNE_WORKER, "Blơi"))
        address = reverse("consent_new", args=[song.identifier_id])
        assert "Nghệ nhân Y Dơ" in client.get(address).content.decode()
        giver = f"person-{singer.identifier_id}"
        answer = client.post(address, FORM | {"giver": giver}, follow=True)
        assert "Đã ghi sự đồng ý." in answer.content.decode()
        assert unconsented(song) == []
        assert str(Consent.objects.get().entered_by) == "Blơi"

    def test_whom_only_a_draft_names_is_asked_too(self, rights: Term, singer: Person) -> None:
        """Or nobody could do what the refused approval asks for."""
        item = Item(title="Bài hát cưới", item_kind="audio", live=True, rights=rights)
        item.save()
        item.person_links.add(ItemPerson(person=singer, role="performer"))
        item.save_revision()
        item = Item.objects.get(pk=item.pk)
        assert not unconsented(item)
        client = signed_in(staff(OFFICER, "Lan"))
        page = client.get(reverse("who_sees", args=[item.identifier_id])).content.decode()
        assert "chưa có sự đồng ý" in page
        giver = f"person-{singer.identifier_id}"
        client.post(reverse("consent_new", args=[item.identifier_id]), FORM | {"giver": giver})
        assert not unconsented(item.get_latest_revision_as_object())

    def test_from_the_person_it_is_for_several_things(
        self, song: Item, singer: Person, rights: Term
    ) -> None:
        other = named(singer, "Bài hát đối", rights)
        client = signed_in(staff(OFFICER, "Lan"))
        address = reverse("consent_new", args=[singer.identifier_id])
        things = [song.identifier_id, other.identifier_id]
        client.post(address, FORM | {"giver": f"person-{singer.identifier_id}", "things": things})
        assert set(Consent.objects.get().things.values_list("pk", flat=True)) == set(things)

    @pytest.mark.parametrize(
        ("field", "value"),
        [("uses", []), ("evidence", ""), ("given_on", "2999-01-01"), ("giver", ""), ("way", "x")],
    )
    def test_a_mistake_is_said_beside_its_field_and_nothing_typed_is_lost(
        self, song: Item, singer: Person, field: str, value: Any
    ) -> None:
        client = signed_in(staff(OFFICER, "Lan"))
        address = reverse("consent_new", args=[song.identifier_id])
        data = FORM | {"giver": f"person-{singer.identifier_id}", field: value}
        answer = client.post(address, data)
        assert answer.status_code == 200
        form = answer.context["form"]
        # With one giver only the form chooses him itself when it is opened, not when it is sent.
        assert list(form.errors) == [field]
        if field != "evidence":
            assert "Tủ 2" in answer.content.decode()
        assert not Consent.objects.exists()

    def test_taking_it_back_lists_what_will_close_before_and_after(
        self, song: Item, singer: Person
    ) -> None:
        consent = given(singer, song)
        client = signed_in(staff(LEADER, "Thu"))
        address = reverse("consent", args=[consent.code])
        before = client.get(address)
        assert [str(one) for one in before.context["will_close"]] == ["Bài hát ru"]
        after = client.post(address, {"by": "Y Dơ"}, follow=True).content.decode()
        assert "Đã đóng 1 nội dung với mọi người." in after
        assert "Đang đóng với mọi người" in after
        # The closed thing has no name any more, for staff neither.
        assert "Bài hát ru" not in after
        assert Client().get(f"/id/{song.identifier_id}/", follow=True).status_code == 404

    def test_strangers_and_members_find_nothing_there(self, song: Item, singer: Person) -> None:
        consent = given(singer, song)
        for client in (Client(), signed_in(account(Membership.Role.MEMBER))):
            for address in (
                reverse("consent_new", args=[song.identifier_id]),
                reverse("consent", args=[consent.code]),
            ):
                answer = client.get(address)
                assert answer.status_code in (302, 404)
                assert client.post(address, {"by": "x"}).status_code in (302, 404)
        consent.refresh_from_db()
        assert consent.withdrawn_at is None

    def test_staff_are_told_nothing_of_a_person_who_is_closed_to_them(
        self, song: Item, singer: Person
    ) -> None:
        consent = given(singer, song)
        close(singer, custodians())
        client = signed_in(staff(OFFICER, "Lan"))
        assert client.get(reverse("consent", args=[consent.code])).status_code == 404
        assert client.get(reverse("consent_new", args=[singer.identifier_id])).status_code == 404
        for address in ("consent_new", "who_sees"):
            page = client.get(reverse(address, args=[song.identifier_id])).content.decode()
            assert "Y Dơ" not in page

    @pytest.mark.parametrize("consented", [True, False])
    def test_what_a_withdrawal_closed_is_public_again_with_a_new_consent_only(
        self, song: Item, singer: Person, consented: bool
    ) -> None:
        close(song, custodians())
        keeper = signed_in(account(Membership.Role.CUSTODIAN))
        (hold,) = withdraw(given(singer, song), by="Y Dơ", reason="", entered_by=None)
        if consented:
            given(singer, song)
        address = reverse("who_sees", args=[song.identifier_id])
        page = keeper.post(address, {"act": "open", "hold": hold.number}, follow=True)
        assert ("thành bản nháp" in page.content.decode()) is not consented
        song.refresh_from_db()
        assert (song.audience, song.live) == (custodians(), consented)


def test_a_removed_thing_keeps_its_consents(song: Item, singer: Person) -> None:
    consent = given(singer, song)
    song.delete()
    assert list(consent.things.all()) == [Identifier.objects.get(pk=song.identifier_id)]
    assert withdraw(consent, by="Y Dơ", reason="", entered_by=None) == []


class TestTheListForStaff:
    def test_it_names_what_is_public_although_a_consent_is_missing(
        self, song: Item, singer: Person, rights: Term
    ) -> None:
        consented = named(singer, "Bài hát đối", rights)
        given(singer, consented)
        draft = named(singer, "Bản nháp", rights)
        Item.objects.filter(pk=draft.pk).update(live=False)
        page = signed_in(staff(OFFICER, "Lan")).get(reverse("consents") + "?loai=thieu")
        assert [item for _link, item, _person in page.context["missing"]] == ["Bài hát ru"]

    def test_the_desk_counts_what_is_public_although_a_consent_is_missing(
        self, song: Item, singer: Person
    ) -> None:
        ItemPerson.objects.create(owner=song, person=singer, role="shown")
        officer = staff(OFFICER, "Lan")
        (gap,) = [one for one in Desk(officer).gaps if "sự đồng ý" in str(one.words)]
        assert gap.count == 1
        assert signed_in(officer).get(gap.url).status_code == 200
        given(singer, song)
        assert not [one for one in Desk(officer).gaps if "sự đồng ý" in str(one.words)]

    def test_each_consent_stands_in_its_state(
        self, song: Item, singer: Person, rights: Term
    ) -> None:
        day = TODAY()
        week = datetime.timedelta(days=7)
        states = {
            "con": {given(singer, song), given(singer, song, valid_until=day + week)},
            "da-het": {given(singer, song, given_on=day - 2 * week, valid_until=day - week)},
        }
        gone = given(singer, song)
        withdraw(gone, by="Y Dơ", reason="", entered_by=None)
        states["da-het"].add(gone)
        states["sap-het"] = {one for one in states["con"] if one.valid_until}
        client = signed_in(staff(OFFICER, "Lan"))
        for state, wanted in states.items():
            page = client.get(reverse("consents") + f"?loai={state}")
            assert {one.consent for one in page.context["consents"]} == wanted, state

    def test_a_person_who_is_closed_has_no_name_in_it(self, song: Item, singer: Person) -> None:
        given(singer, song, evidence="Tủ của Y Dơ")
        close(singer, custodians())
        client = signed_in(staff(OFFICER, "Lan"))
        for state in ("con", "sap-het", "da-het", "thieu"):
            page = client.get(reverse("consents") + f"?loai={state}")
            assert page.status_code == 200
            assert "Y Dơ" not in page.content.decode()
