"""What the access decision costs: a list of 50,000 records with 200 distinct audiences, beside the
same list unfiltered, for a stranger, a member and a custodian of several communities.

`make bench` runs it. The public list is measured as a visitor meets it (whole requests, through the
middleware and the template), and its first query and its count by themselves.
"""

import random
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from heritage.accounts.models import User
from heritage.archive.models import Item
from heritage.protocols import audiences
from heritage.protocols.audiences import canonical, visible_to
from heritage.protocols.models import Audience, Community, Membership, Protocol
from heritage.records import things
from heritage.records.identifiers import mint
from heritage.records.models import Identifier
from heritage.site.tree import grow_tree
from search.analysis.folding import fold
from search.analysis.sorting import sort_key
from tests.kept import forget

pytestmark = [pytest.mark.performance, pytest.mark.django_db]

RECORDS, AUDIENCES, COMMUNITIES = 50_000, 200, 60
ADDRESS = "/tu-lieu/"
ROUNDS = 15


def many_audiences(dice: random.Random) -> list[Audience]:
    """Two hundred combinations of one to three rules, of sixty communities."""
    communities = [Community.objects.create(name=f"Làng {n:02}") for n in range(COMMUNITIES)]
    for community in communities:
        Protocol.objects.create(
            community=community, who="public", season="months", months=dice.randrange(1, 4096)
        )
    rules = list(Protocol.objects.all())
    found: dict[int, Audience] = {}
    while len(found) < AUDIENCES:
        chosen = dice.sample(rules, dice.randint(1, 3))
        audience = canonical(chosen, dice.choice(Audience.Mode.values))
        found[audience.pk] = audience
    return list(found.values())


@pytest.fixture
def archive(db: None) -> None:
    """Records of which two thirds are public and the others spread over the audiences."""
    grow_tree()
    dice = random.Random(1)
    closed = many_audiences(dice)
    vi = Locale.objects.get(language_code="vi")
    titles = [f"Bài chiêng {number:05}" for number in range(RECORDS)]
    values: set[str] = set()
    while len(values) < RECORDS:
        values.add(mint())
    identifiers = Identifier.objects.bulk_create(
        [
            Identifier(value=value, kind="item", title=title)
            for value, title in zip(sorted(values), titles, strict=True)
        ],
        batch_size=2000,
    )
    Item.objects.bulk_create(
        [
            Item(
                title=title,
                sort_key=sort_key(title, "vi"),
                folded=fold(title),
                identifier=identifier,
                locale=vi,
                item_kind="audio",
                live=True,
                audience_id=Audience.PUBLIC if dice.random() < 2 / 3 else dice.choice(closed).pk,
            )
            for title, identifier in zip(titles, identifiers, strict=True)
        ],
        batch_size=2000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def viewers() -> dict[str, Client]:
    """A stranger, a member of twenty communities, a custodian of twenty."""
    clients = {"stranger": Client()}
    for role in (Membership.Role.MEMBER, Membership.Role.CUSTODIAN):
        user = User.objects.create_user(f"{role}-1")
        for community in Community.objects.order_by("pk")[:20]:
            Membership.objects.create(community=community, user=user, role=role)
        clients[role] = Client()
        clients[role].force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return clients


def milliseconds(action: Callable[[], Any]) -> float:
    """The median of several rounds, the first left out."""
    action()
    taken = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def everything(user: Any) -> Q:
    """No filter at all."""
    return Q()


def first_rows(rows: QuerySet[Item]) -> list[Item]:
    """The first page of a list."""
    return list(rows.order_by("sort_key", "pk")[:24])


def measured(name: str, client: Client, monkeypatch: pytest.MonkeyPatch) -> str:
    """A line about one viewer."""
    user = User.objects.filter(username=f"{name}-1").first()

    def seen() -> int:
        return len(audiences.audiences_of(User.objects.get(pk=user.pk) if user else None))

    def page() -> Any:
        forget()
        return client.get(ADDRESS)

    rows = Item.objects.originals().filter(live=True)
    open_rows = rows.filter(visible_to(user))
    taken = [milliseconds(page)]
    with CaptureQueriesContext(connection) as queries:
        total = page().context["listing"].total
    with monkeypatch.context() as patch:
        patch.setattr(things, "visible_to", everything)
        taken.append(milliseconds(page))
        with CaptureQueriesContext(connection) as fewer:
            page()
    taken += [milliseconds(partial(first_rows, some)) for some in (open_rows, rows)]
    taken += [milliseconds(open_rows.count), milliseconds(rows.count)]
    assert 0 < total < RECORDS
    assert len(queries) <= len(fewer) + 1
    return (
        f"{name}: {total} of {RECORDS}; {seen()} of {AUDIENCES + 2} audiences found in"
        f" {milliseconds(seen):.1f} ms; page {taken[0]:.0f} ms, {len(queries)} queries (unfiltered"
        f" {taken[1]:.0f} ms, {len(fewer)}); first rows {taken[2]:.1f} ms ({taken[3]:.1f}); count"
        f" {taken[4]:.1f} ms ({taken[5]:.1f})"
    )


def test_the_decision_costs_a_list_little(
    archive: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [measured(name, client, monkeypatch) for name, client in viewers().items()]
    with capsys.disabled():
        print(f"\n{RECORDS} records on {connection.vendor}")
        print("\n".join(lines))
