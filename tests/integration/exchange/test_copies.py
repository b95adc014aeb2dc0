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
from heritage.peoples.models import People, Person, Synonym
from heritage.protocols.audiences import Persona, admits, canonical
from heritage.protocols.communities import standard
from heritage.protocols.labels import Said, Wording, decide, put_on
from heritage.protocols.models import (
    AnnouncedSeason,
    Audience,
    Community,
    Consent,
    Hold,
    Label,
    LabelVersion,
    PlacedLabel,
    Protocol,
)
from heritage.records.access import audience_of, set_audience
from heritage.records.consents import record, withdraw
from heritage.records.holds import release
from heritage.records.models import Identifier
from tests.communities import close, community, custodians
from tests.integration.exchange.conftest import ITEM, PEOPLE, sheet, small_archive
from tests.integration.exchange.test_content_pack import empty_archive

pytestmark = pytest.mark.django_db
Bring = Callable[..., Outcome]
BESIDE = (
    *("communities.csv", "rules.csv", "labels.csv", "synonyms.csv"),
    *("consents.csv", "holds.csv"),
)


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
    Synonym.objects.create(names="nhạc cụ; cũ\n> đàn\n!=nhạc khí", note="cũ")
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
    # Those of the first day of an archive, which the copy replaces.
    Synonym.objects.update(names="a\nb")
    out = StringIO()
    call_command("import_content", str(tmp_path / "a"), verbosity=0, stdout=out)
    assert exported(tmp_path / "b") == before
    assert set(Protocol.objects.values_list("code", "who", "season", "standard")) == rules
    item = Item.objects.originals().get()
    # It was held since the first consent was taken back, and still is.
    assert item.audience_id == Audience.CLOSED
    audience = audience_of(item.identifier)
    assert audience is not None
    assert (audience.mode, audience.protocols.count()) == ("any", 3)
    village = Community.objects.get(kind="village")
    assert [str(one) for one in village.protocols.get(standard=False).seasons.all()] == [
        "01/10/2026 – 03/10/2026",
        "01/10/2027 – 03/10/2027",
    ]
    assert admits(audience, Persona(), datetime.date(2027, 10, 2))
    assert not admits(audience, Persona(), datetime.date(2027, 10, 4))
    taken_back = Consent.objects.get(withdrawn_at__isnull=False)
    assert taken_back.withdrawn_by == "Con gái ông"
    names = [name for group in Synonym.objects.all() for name in group.group]
    assert [(one.text, one.narrower, one.search_only) for one in names] == [
        ("nhạc cụ; cũ", False, False),
        ("đàn", True, False),
        ("=nhạc khí", False, True),
    ]
    assert [one.pk for one in taken_back.things.all()] == [item.identifier_id]


def test_elsewhere_they_are_passed_over_and_change_nothing(
    settled: Item, bring: Bring, tmp_path: Path
) -> None:
    exported(tmp_path)
    Protocol.objects.filter(season="months").update(months=0b1)
    Synonym.objects.update(names="a\nb")
    files = [SourceFile(name, (tmp_path / name).read_bytes()) for name in BESIDE]
    outcome = bring(*files, sheet("dan-toc.csv", PEOPLE))
    assert outcome.problems == []
    passed_over = [(one.file, one.code) for one in outcome.warnings]
    assert passed_over == [
        (name, "only_in_a_copy")
        for name in ("communities.csv", "rules.csv", "consents.csv", "holds.csv", "synonyms.csv")
    ]
    assert Synonym.objects.get().names == "a\nb"
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
        told = {name: archive.read(name).decode() for name in BESIDE[:4]}
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
        ("consents.csv", {"withdrawn_at": "hôm qua"}, ("withdrawn_at", "moment_malformed")),
        ("synonyms.csv", {"names": "", "note": "x"}, ("names", "cell_empty")),
        ("synonyms.csv", {"names": "đàn"}, ("names", "names_too_few")),
        ("synonyms.csv", {"names": "> đàn;> trống"}, ("names", "names_too_few")),
        ("synonyms.csv", {"note": "x" * 256}, ("note", "text_too_long")),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(
    archive: None, name: str, wrong: dict[str, str], expected: tuple[str, str]
) -> None:
    rows = {
        "communities.csv": COMMUNITY,
        "rules.csv": RULE,
        "consents.csv": CONSENT,
        "synonyms.csv": {"names": "nhạc cụ;> đàn", "note": ""},
    }
    rows[name] = rows[name] | wrong
    files = [sheet("dan-toc.csv", PEOPLE), *(sheet(file, row) for file, row in rows.items())]
    outcome = run(files, Landing(restoring=True), Load(landing="draft"))
    assert expected in [(one.column, one.code) for one in outcome.problems if one.file == name]
    assert not Community.objects.exists()
    assert not People.objects.exists()


def test_what_was_removed_does_not_keep_a_copy_from_being_read(
    settled: Item, tmp_path: Path
) -> None:
    """A removed thing, person and people leave consents, a community and its rules behind."""
    other = Item(title="Bài khác", item_kind="audio")
    other.save()
    person = Person(title="Y Wang", living="yes")
    person.save()
    usual = {"way": "paper", "evidence": "x", "given_on": datetime.date(2026, 1, 5)}
    kept = Consent.objects.filter(withdrawn_at=None, person__isnull=False).get()
    kept.things.add(other.identifier)
    gone = Consent(person=person.identifier, may_show=True, **usual)
    record(gone, [other.identifier])
    people = People(title="Xơ Đăng", slug="xo-dang")
    People.objects.originals().get().get_parent().add_child(instance=people)
    theirs = Community.objects.get(people=people.identifier)
    label = Label(community=theirs)
    decide(label, Wording((Said("vi", "Xin giữ lời", "Xin giữ lời."),)), by=None)
    put_on(label, settled.identifier_id, by=None)
    set_audience(settled.identifier, canonical([standard(theirs, "members")]), by=None)
    for thing in (other, person, people):
        thing.delete()
    exported(tmp_path / "a")
    Label.objects.update(current=None)
    PlacedLabel.objects.all().delete()
    LabelVersion.objects.all().delete()
    Label.objects.all().delete()
    empty_archive()
    call_command("import_content", str(tmp_path / "a"), verbosity=0, stdout=StringIO())
    assert [one.pk for one in Consent.objects.get(code=kept.code).things.all()] == [
        settled.identifier_id
    ]
    assert not Consent.objects.filter(code=gone.code).exists()
    audience = audience_of(Item.objects.originals().get().identifier)
    assert audience is not None
    (rule,) = audience.protocols.all()
    assert rule.community.code == theirs.code
    assert Label.objects.get(code=label.code).community == rule.community


@pytest.mark.parametrize(
    ("name", "rows", "column"),
    [
        ("communities.csv", [{}, {"name": "Làng khác"}], "code"),
        (
            "communities.csv",
            [{}, {"code": "HJKMNPQ", "people": "cham"}, {"code": "KMNPQRT", "people": "cham"}],
            "people",
        ),
        ("rules.csv", [{}, {"who": "custodians"}], "code"),
        (
            "rules.csv",
            [{"standard": "yes"}, {"code": "HJKMNPQ", "standard": "yes"}],
            "who",
        ),
        ("consents.csv", [{}, {"uses": "sell"}], "code"),
    ],
)
def test_what_stands_there_twice_is_named(
    archive: None, name: str, rows: list[dict[str, str]], column: str
) -> None:
    given = {"communities.csv": COMMUNITY, "rules.csv": RULE, "consents.csv": CONSENT}
    files = [
        sheet(file, *[row | more for more in (rows if file == name else [{}])])
        for file, row in given.items()
    ]
    outcome = run([sheet("p.csv", PEOPLE), *files], Landing(restoring=True), Load(landing="draft"))
    assert [(one.file, one.column, one.code) for one in outcome.problems] == [
        (name, column, "twice_in_file")
    ]


@pytest.mark.parametrize(
    "wrong",
    [{"who": "public"}, {"season": "months", "months": "1"}, {"closes_on": "2026-05-01"}],
)
def test_a_plain_rule_is_plain(archive: None, wrong: dict[str, str]) -> None:
    rule = sheet("rules.csv", RULE | {"standard": "yes"} | wrong)
    files = [sheet("p.csv", PEOPLE), sheet("communities.csv", COMMUNITY), rule]
    outcome = run(files, Landing(restoring=True), Load(landing="draft"))
    assert [(one.column, one.code) for one in outcome.problems] == [("standard", "rule_not_plain")]


def test_a_rule_and_a_consent_of_a_people_need_no_row_of_its_community(archive: None) -> None:
    rule, consent = RULE | {"community": "cham"}, CONSENT | {"community": "cham"}
    files = [sheet("p.csv", PEOPLE), sheet("rules.csv", rule), sheet("consents.csv", consent)]
    assert run(files, Landing(restoring=True), Load(landing="draft")).problems == []
    cham = Community.objects.get(people__sheet_id="cham")
    assert Protocol.objects.get(code=RULE["code"]).community == cham
    assert Consent.objects.get().community == cham


def test_what_is_held_is_held_in_the_copy_too(settled: Item, tmp_path: Path) -> None:
    set_audience(settled.identifier, Audience.objects.get(pk=Audience.PUBLIC), by=None)
    (second,) = Consent.objects.filter(withdrawn_at=None, person__isnull=False)
    assert withdraw(second, by="Y Dơ", reason="", entered_by=None)
    exported(tmp_path / "a")
    empty_archive()
    call_command("import_content", str(tmp_path / "a"), verbosity=0, stdout=StringIO())
    assert Item.objects.originals().get().audience_id == Audience.CLOSED


def test_many_years_of_announced_days_and_a_long_reason_come_back(
    settled: Item, tmp_path: Path
) -> None:
    rule = Protocol.objects.get(season="announced")
    for year in range(2028, 2058):
        day = datetime.date(year, 10, 1)
        source = "Hội đồng làng họp ở nhà làng và báo cho cả làng biết. " * 4
        rule.seasons.create(first_day=day, last_day=day, source=source)
    Hold.objects.update(reason="Già làng kể lại. " * 500)
    exported(tmp_path / "a")
    empty_archive()
    call_command("import_content", str(tmp_path / "a"), verbosity=0, stdout=StringIO())
    assert Protocol.objects.get(code=rule.code).seasons.count() == 32
    assert len(Hold.objects.get().reason) > 8000


def test_in_an_officers_export_what_is_closed_is_named_by_its_number(
    settled: Item, tmp_path: Path
) -> None:
    """The id of a sheet is often a name; that a record exists, staff may know."""
    singer = Person.objects.originals().get()
    set_audience(settled.identifier, Audience.objects.get(pk=Audience.PUBLIC), by=None)
    for hold in Hold.objects.active():
        release(hold)
    close(singer, custodians())
    data = b"".join(zipped_export(User.objects.create_user("can-bo")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            assert "y-do" not in text, name
        assert singer.identifier_id in archive.read("items.csv").decode()
