"""The community of a closed people has no name on any surface for whom the people is closed to."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from heritage.accounts.roles import OFFICER
from heritage.archive.models import Item, ItemPeople, ItemPerson
from heritage.peoples.communities import communities_of
from heritage.peoples.models import People, Person
from heritage.protocols.audiences import canonical
from heritage.protocols.communities import standard, standard_audience
from heritage.protocols.models import Community, Consent, Hold, Membership
from heritage.records.access import decide, set_audience
from heritage.records.consents import close_run_out, record, withdraw
from heritage.records.holds import place
from tests.communities import close
from tests.integration.protocols.test_custodian import place_of, signed_in, staff
from tests.integration.site.conftest import *  # noqa: F403

pytestmark = pytest.mark.django_db

SECRET = "Xuongtung"


@pytest.fixture(autouse=True)
def log_aside(settings: Any, tmp_path: Any) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"


@pytest.fixture
def closed(make: Any) -> Community:
    """The community of a people that is for its own custodians only."""
    people: People = make("people", SECRET)
    (found,) = communities_of([people])
    close(people, standard_audience([found], "custodians"))
    return found


@pytest.fixture
def cham(make: Any) -> Community:
    return communities_of([make("people", "Chăm")])[0]


@pytest.fixture
def item(make: Any, closed: Community, cham: Community) -> Item:
    """Of both peoples; the custodians of either may see it."""
    item: Item = make("item", "Bài hát ru")
    for title in ("Chăm", SECRET):
        ItemPeople.objects.create(owner=item, people=People.objects.get(title=title))
    decide(item.identifier, closed, standard(closed, "custodians"), by=None, reason=SECRET)
    rules = [standard(one, "custodians") for one in (closed, cham)]
    set_audience(item.identifier, canonical(rules, "any"), by=None, community=cham)
    return item


@pytest.fixture
def clerk() -> Client:
    return signed_in(staff(OFFICER, "can-bo"))


@pytest.fixture
def keeper(cham: Community) -> Client:
    """A custodian of the other people."""
    return signed_in(place_of(Membership.Role.CUSTODIAN, cham))


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_in_the_list_of_what_is_restricted(item: Item, clerk: Client) -> None:
    page = words(clerk, reverse("restricted"))
    assert "một cộng đồng khác: người giữ" in page
    assert SECRET not in page


def test_on_the_page_of_another_community(item: Item, keeper: Client, cham: Community) -> None:
    page = words(keeper, reverse("community", args=[cham.pk]))
    assert "Bài hát ru" in page
    assert SECRET not in page


def test_where_another_community_decides(item: Item, keeper: Client) -> None:
    page = words(keeper, reverse("who_sees", args=[item.identifier_id]))
    assert "Bài hát ru" in page
    assert SECRET not in page


def test_in_the_reason_of_a_decision_of_the_other(
    item: Item, keeper: Client, closed: Community, cham: Community
) -> None:
    rules = [standard(one, "custodians") for one in (closed, cham)]
    audience = canonical(rules, "any")
    set_audience(item.identifier, audience, by=None, community=closed, reason=SECRET)
    page = words(keeper, reverse("community", args=[cham.pk]))
    assert "Bài hát ru" in page
    assert SECRET not in page


def test_after_the_people_was_removed(closed: Community, item: Item, clerk: Client) -> None:
    item.people_links.all().delete()
    People.objects.get(title=SECRET).delete()
    assert SECRET not in words(clerk, reverse("restricted"))
    assert SECRET not in words(clerk, reverse("community_index"))


def test_in_the_journal_under_a_name_it_had_before(
    item: Item, keeper: Client, closed: Community
) -> None:
    closed.name = "Một tên khác"
    closed.save()
    page = words(keeper, reverse("who_sees", args=[item.identifier_id]))
    assert "một cộng đồng khác: người giữ" in page
    assert SECRET not in page


def test_beside_the_form_of_who_works_for_another_community(item: Item, cham: Community) -> None:
    worker = staff(OFFICER, "duoc-giao-viec")
    Membership.objects.create(community=cham, user=worker, role=Membership.Role.WORKER)
    page = words(signed_in(worker), reverse("kind_item:edit", args=[item.pk]))
    assert "Bài hát ru" in page
    assert SECRET not in page


def test_in_a_preview_nobody_meets_what_is_closed_to_himself(
    item: Item, keeper: Client, closed: Community, make: Any
) -> None:
    for title in (SECRET + " ru", SECRET + " đối"):
        other = make("item", title)
        close(other, standard_audience([closed], "custodians"))
        item.relation_links.create(target=other.identifier)
    page = words(keeper, reverse("seen_as", args=[item.identifier_id, "nguoi-giu"]))
    assert "Bài hát ru" in page
    assert SECRET not in page


def consent_of(item: Item, **values: Any) -> Consent:
    usual = {"way": "paper", "evidence": SECRET, "given_on": "2026-01-05", "may_show": True}
    consent = Consent(**(usual | values))
    record(consent, [item.identifier])
    return consent


def test_in_the_list_of_consents_and_where_one_is_read(
    make: Any, closed: Community, clerk: Client
) -> None:
    item = make("item", "Bài hát ru")
    consent = consent_of(item, community=closed)
    assert SECRET not in words(clerk, reverse("consents"))
    assert SECRET not in words(clerk, reverse("who_sees", args=[item.identifier_id]))
    assert clerk.get(reverse("consent", args=[consent.code])).status_code == 404


def singer_of(closed: Community) -> Person:
    singer = Person(title=f"{SECRET} Y Dơ", living="yes")
    singer.save()
    close(singer, standard_audience([closed], "custodians"))
    return singer


def test_a_custodian_reads_no_consent_of_a_person_who_is_closed_to_him(
    item: Item, keeper: Client, closed: Community
) -> None:
    consent = consent_of(item, person_id=singer_of(closed).identifier_id)
    assert keeper.get(reverse("consent", args=[consent.code])).status_code == 404


def test_a_hold_does_not_name_who_is_closed(item: Item, keeper: Client, closed: Community) -> None:
    singer = singer_of(closed)
    ItemPerson.objects.create(owner=item, person=singer, role="performer")
    consent_of(item, person_id=singer.identifier_id, valid_until="2026-01-06")
    assert close_run_out()
    page = words(keeper, reverse("who_sees", args=[item.identifier_id]))
    assert "Sự đồng ý đã hết hạn" in page
    assert SECRET not in page


def test_nor_does_a_hold_that_came_of_a_consent_taken_back(
    item: Item, keeper: Client, closed: Community
) -> None:
    """Neither on his word, which the form proposes, nor for the reason he gives."""
    singer = singer_of(closed)
    ItemPerson.objects.create(owner=item, person=singer, role="performer")
    consent = consent_of(item, person_id=singer.identifier_id)
    assert withdraw(consent, by=singer.title, reason=f"{singer.title} mất", entered_by=None)
    for address in (reverse("who_sees", args=[item.identifier_id]), f"/id/{item.identifier_id}"):
        page = keeper.get(address).content.decode()
        assert "Sự đồng ý đã được rút lại" in page
        assert SECRET not in page


def test_a_hold_does_not_name_the_closed_community_that_asked(
    item: Item, keeper: Client, closed: Community
) -> None:
    words_of_it = {"requested_by": f"Hội đồng {SECRET}", "reason": f"Lệ của {SECRET}"}
    place(Hold(identifier=item.identifier_id, way="phone", **words_of_it))
    for address in (reverse("who_sees", args=[item.identifier_id]), f"/id/{item.identifier_id}"):
        page = keeper.get(address).content.decode()
        assert "gọi điện" in page
        assert SECRET not in page
    own = signed_in(place_of(Membership.Role.CUSTODIAN, closed, "giu-kin"))
    assert words_of_it["reason"] in words(own, reverse("who_sees", args=[item.identifier_id]))


def test_a_held_person_has_no_name_where_his_consent_is_entered(
    make: Any, cham: Community, keeper: Client
) -> None:
    singer = Person(title=f"{SECRET} Y Dơ", living="yes")
    singer.save()
    named = make("item", "Bài hát ru")
    ItemPerson.objects.create(owner=named, person=singer, role="performer")
    close(singer, standard_audience([cham], "members"))
    place(Hold(identifier=singer.identifier_id, requested_by="x", way="phone", reason="x"))
    page = words(keeper, reverse("consent_new", args=[singer.identifier_id]))
    assert "Bài hát ru" in page
    assert SECRET not in page


class TestOneCommunityDoesNotSpeakForAnother:
    @pytest.fixture
    def khmer(self, make: Any) -> Community:
        return communities_of([make("people", "Khmer")])[0]

    @pytest.fixture
    def shared(self, make: Any, cham: Community, khmer: Community) -> Item:
        item: Item = make("item", "Bài của hai dân tộc")
        for title in ("Chăm", "Khmer"):
            ItemPeople.objects.create(owner=item, people=People.objects.get(title=title))
        return item

    def test_in_entering_a_consent(self, shared: Item, keeper: Client, khmer: Community) -> None:
        address = reverse("consent_new", args=[shared.identifier_id])
        data = {"giver": f"community-{khmer.pk}", "uses": ["may_sell"], "way": "paper"}
        keeper.post(address, data | {"evidence": "x", "given_on": "2026-01-05"})
        assert not Consent.objects.exists()

    def test_in_taking_one_back(
        self, shared: Item, keeper: Client, khmer: Community, cham: Community
    ) -> None:
        consent = consent_of(shared, community=khmer)
        address = reverse("consent", args=[consent.code])
        assert keeper.post(address, {"by": "x"}).status_code == 404
        own = consent_of(shared, community=cham)
        assert keeper.post(reverse("consent", args=[own.code]), {"by": "x"}).status_code == 302

    @pytest.mark.parametrize("also", [False, True])
    def test_in_closing_what_is_anothers_by_taking_back_what_a_person_gave(
        self, shared: Item, keeper: Client, khmer: Community, make: Any, also: bool
    ) -> None:
        singer = Person(title="Y Dơ", living="yes")
        singer.save()
        theirs = make("item", "Bài Khmer")
        ItemPeople.objects.create(owner=theirs, people=People.objects.get(title="Khmer"))
        consent = consent_of(shared, person_id=singer.identifier_id)
        if also:
            consent.things.add(theirs.identifier)
        answer = keeper.post(reverse("consent", args=[consent.code]), {"by": "Y Dơ"})
        assert answer.status_code == (404 if also else 302)
