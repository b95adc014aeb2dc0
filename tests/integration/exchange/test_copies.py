"""An archive moves house with what its communities decided and what people agreed to."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from heritage.accounts.models import User
from heritage.archive.models import Item
from heritage.exchange.exporting import write_all
from heritage.exchange.loading import Outcome, run
from heritage.exchange.models import Load
from heritage.exchange.reading import SourceFile
from heritage.exchange.staged import Landing
from heritage.exchange.zipped import zipped_export
from heritage.peoples.models import People
from heritage.protocols.audiences import Persona, admits, canonical
from heritage.protocols.communities import standard
from heritage.protocols.models import (
    AnnouncedSeason,
    Audience,
    Community,
    Consent,
    Hold,
    Protocol,
)
from heritage.records.access import set_audience
from heritage.records.consents import record, withdraw
from heritage.records.holds import release
from heritage.records.models import Identifier
from tests.communities import close, community, custodians
from tests.integration.exchange.conftest import ITEM, PEOPLE, sheet, small_archive
from tests.integration.exchange.test_content_pack import empty_archive

pytestmark = pytest.mark.django_db
Bring = Callable[..., Outcome]
BESIDE = ("communities.csv", "rules.csv", "labels.csv", "consents.csv", "holds.csv")


@pytest.fixture
def settled(bring: Bring, settings: Any, tmp_path: Path) -> Item:
    """The small archive; its item is for the Cham or a village in the days it announced, and the
    singer it names has consented, taken it back, and consented again."""
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"
    singer = {"id": "y-do", "name_vi": "Y Dơ", "living": "yes"}
    files = [sheet("p.csv", singer), sheet("i.csv", ITEM | {"performer_ids": "y-do"})]
    assert bring(*small_archive()[1:], *files).problems == []
    item = Item.objects.originals().get()
    village = community("Palei Hamu; làng gốm")
    village.kind, village.name_en = "village", "Hamu village"
    village.save()
    days = Protocol.objects.create(
        community=village,
        who="public",
        season="announced",
        name="=Chỉ mở ngày giỗ",
        reason="Già làng dặn; không mở trước",
        legal_basis="Hương ước, điều 3",
        authority="Hội đồng làng",
        closes_on=datetime.date(2031, 1, 1),
    )
    for year in (2026, 2027):
        AnnouncedSeason.objects.create(
            protocol=days,
            first_day=datetime.date(year, 10, 1),
            last_day=datetime.date(year, 10, 3),
            source="Hội đồng; họp ở nhà làng",
        )
    cham = Community.objects.get(people__sheet_id="cham")
    months = Protocol.objects.create(community=cham, who="members", season="months", months=0b101)
    audience = canonical([days, months, standard(village, "members")], "any")
    set_audience(item.identifier, audience, by=None)
    person = Identifier.objects.get(sheet_id="y-do")
    usual = {"way": "paper", "evidence": "-Tủ 2; ngăn 1", "given_on": datetime.date(2026, 1, 5)}
    first = Consent(person=person, may_show=True, may_sell=True, **usual)
    record(first, [item.identifier])
    withdraw(first, by="Con gái ông", reason="Đổi ý; một thời gian", entered_by=None)
    second = Consent(person=person, may_show=True, valid_until=datetime.date(2040, 1, 1), **usual)
    record(second, [item.identifier])
    record(Consent(community=village, may_train=True, **usual), [item.identifier])
    return item


def exported(folder: Path) -> dict[str, bytes]:
    write_all(folder)
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def test_everything_comes_back_and_goes_out_again_the_same(settled: Item, tmp_path: Path) -> None:
    before = exported(tmp_path / "a")
    rules = set(Protocol.objects.values_list("code", "who", "season", "standard"))
    empty_archive()
    assert not Community.objects.exists()
    assert not Consent.objects.exists()
    out = StringIO()
    call_command("import_content", str(tmp_path / "a"), verbosity=0, stdout=out)
    item = Item.objects.originals().get()
    assert item.audience_id == Audience.CLOSED, "what was held stays closed"
    assert exported(tmp_path / "b") == before
    assert set(Protocol.objects.values_list("code", "who", "season", "standard")) == rules
    release(Hold.objects.get())
    item.refresh_from_db()
    assert (item.audience.mode, item.audience.protocols.count()) == ("any", 3)
    village = Community.objects.get(kind="village")
    assert [str(one) for one in village.protocols.get(standard=False).seasons.all()] == [
        "01/10/2026 – 03/10/2026",
        "01/10/2027 – 03/10/2027",
    ]
    assert admits(item.audience, Persona(), datetime.date(2027, 10, 2))
    assert not admits(item.audience, Persona(), datetime.date(2027, 10, 4))
    taken_back = Consent.objects.get(withdrawn_at__isnull=False)
    assert taken_back.withdrawn_by == "Con gái ông"
    assert [one.pk for one in taken_back.things.all()] == [item.identifier_id]


def test_elsewhere_they_are_passed_over_and_change_nothing(
    settled: Item, bring: Bring, tmp_path: Path
) -> None:
    exported(tmp_path)
    Protocol.objects.filter(season="months").update(months=0b1)
    files = [SourceFile(name, (tmp_path / name).read_bytes()) for name in BESIDE]
    outcome = bring(*files, sheet("dan-toc.csv", PEOPLE))
    assert outcome.problems == []
    passed_over = [(one.file, one.code) for one in outcome.warnings]
    assert passed_over == [(name, "only_in_a_copy") for name in BESIDE if name != "labels.csv"]
    assert Protocol.objects.get(season="months").months == 0b1


def test_an_officers_export_has_no_consents_and_no_community_that_is_closed_to_him(
    settled: Item, tmp_path: Path
) -> None:
    people = People.objects.originals().get()
    close(people, custodians())
    officer = User.objects.create_user("can-bo")
    data = b"".join(zipped_export(officer))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not {"consents.csv", "holds.csv"} & set(archive.namelist())
        told = {name: archive.read(name).decode() for name in BESIDE[:3]}
    assert "Palei Hamu" in told["communities.csv"]
    for name, text in told.items():
        assert "Chăm" not in text, name


CODE = "ACDEFGH"
COMMUNITY = {"code": CODE, "people": "", "kind": "village", "name": "Palei Hamu"}
RULE = {
    "code": "CDEFGHJ", "community": CODE, "standard": "no", "who": "members", "season": "always",
}  # fmt: skip
CONSENT = {
    "code": "DEFGHJK", "person": "", "community": CODE, "things": "cham", "uses": "show",
    "way": "paper", "evidence": "Tủ 2", "given_on": "2026-01-05",
}  # fmt: skip


HOLD = {
    "number": "7d7f5b7e-5b1c-4b7e-9a53-0d7a3a0c1f11", "thing": "cham", "requested_by": "Già Bok",
    "way": "phone", "reason": "Tang", "placed_at": "2026-10-05T09:30:00+00:00",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "wrong", "expected"),
    [
        ("communities.csv", {"code": "x"}, ("code", "code_malformed")),
        ("communities.csv", {"kind": "city"}, ("kind", "choice_unknown")),
        ("communities.csv", {"name": ""}, ("name", "cell_empty")),
        ("communities.csv", {"people": "nobody"}, ("people", "reference_dangling")),
        ("rules.csv", {"community": "nobody"}, ("community", "community_unknown")),
        ("rules.csv", {"who": "strangers"}, ("who", "choice_unknown")),
        ("rules.csv", {"standard": "maybe"}, ("standard", "choice_unknown")),
        ("rules.csv", {"season": "months"}, ("months", "cell_empty")),
        ("rules.csv", {"season": "months", "months": "13"}, ("months", "month_malformed")),
        ("rules.csv", {"opens_on": "31/02/2026"}, ("opens_on", "date_impossible")),
        (
            "rules.csv",
            {"opens_on": "2026-05-02", "closes_on": "2026-05-01"},
            ("closes_on", "end_before_start"),
        ),
        ("rules.csv", {"announced_days": "tháng mười"}, ("announced_days", "days_malformed")),
        (
            "rules.csv",
            {"announced_days": "2026-10-03/2026-10-01 x"},
            ("announced_days", "end_before_start"),
        ),
        ("consents.csv", {"person": "cham"}, ("person", "giver_not_one")),
        ("consents.csv", {"things": "nothing"}, ("things", "reference_dangling")),
        ("consents.csv", {"uses": "burn"}, ("uses", "choice_unknown")),
        ("consents.csv", {"evidence": ""}, ("evidence", "cell_empty")),
        ("consents.csv", {"given_on": ""}, ("given_on", "cell_empty")),
        ("holds.csv", {"number": "1"}, ("number", "hold_number_malformed")),
        ("holds.csv", {"thing": "nothing"}, ("thing", "reference_dangling")),
        ("holds.csv", {"way": "dream"}, ("way", "choice_unknown")),
        ("holds.csv", {"placed_at": "2026-10-05"}, ("placed_at", "moment_malformed")),
        ("consents.csv", {"withdrawn_at": "hôm qua"}, ("withdrawn_at", "moment_malformed")),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(
    archive: None, name: str, wrong: dict[str, str], expected: tuple[str, str]
) -> None:
    rows = {
        "communities.csv": COMMUNITY,
        "rules.csv": RULE,
        "consents.csv": CONSENT,
        "holds.csv": HOLD,
    }
    rows[name] = rows[name] | wrong
    files = [sheet("dan-toc.csv", PEOPLE), *(sheet(file, row) for file, row in rows.items())]
    outcome = run(files, Landing(restoring=True), Load(landing="draft"))
    assert expected in [(one.column, one.code) for one in outcome.problems if one.file == name]
    assert not Community.objects.exists()
    assert not People.objects.exists()
