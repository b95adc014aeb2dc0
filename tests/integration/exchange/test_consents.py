"""A sheet publishes nothing that names a living person who has not consented."""

import pytest

from heritage.archive.models import Item
from heritage.exchange.reading import SourceFile
from heritage.protocols.models import Consent
from heritage.records.consents import record
from heritage.records.models import Identifier
from tests.integration.exchange.conftest import ITEM, sheet, small_archive

pytestmark = pytest.mark.django_db

PERSON = {"id": "y-do", "name_vi": "Y Dơ", "living": "yes"}
SONG = ITEM | {"performer_ids": "y-do"}


def files(living: str = "yes") -> list[SourceFile]:
    person = sheet("p.csv", PERSON | {"living": living})
    return [*small_archive()[1:], person, sheet("i.csv", SONG)]


@pytest.mark.parametrize("living", ["yes", "unknown", ""])
def test_publishing_is_refused_and_names_row_and_column(bring, leader, living):
    outcome = bring(*files(living), leader=leader, state="published")
    (problem,) = outcome.problems
    assert (problem.file, problem.row, problem.column, problem.value, problem.code) == (
        "i.csv",
        2,
        "performer_ids",
        "y-do",
        "consent_missing",
    )
    assert not Item.objects.exists()


@pytest.mark.parametrize(("living", "state"), [("no", "published"), ("yes", "draft")])
def test_the_dead_and_drafts_need_none(bring, leader, living, state):
    assert bring(*files(living), leader=leader, state=state).problems == []
    assert Item.objects.exists()


def test_with_the_consent_the_draft_is_published_by_a_sheet(bring, leader):
    bring(*files())
    item, person = (Identifier.objects.get(sheet_id=one) for one in ("it-1", "y-do"))
    record(
        Consent(person=person, way="paper", evidence="Tủ 2", given_on="2026-01-05", may_show=True),
        [item],
    )
    again = sheet("i.csv", SONG | {"state": "published"})
    assert bring(again, leader=leader).problems == []
    assert Item.objects.originals().get().live
