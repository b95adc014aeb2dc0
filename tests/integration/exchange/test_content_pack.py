"""The demo content loads whole, and every cell of it comes out again."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import F

from heritage.archive.models import Item
from heritage.exchange.demo import DRAFTS
from heritage.exchange.exporting import write_all
from heritage.exchange.schema import bound_sheets, recognise
from heritage.languages.models import Entry
from heritage.peoples.reference.terms import load_terms
from heritage.protocols.models import Audience, Community, Consent, Decision, Hold, Protocol
from heritage.records.models import Identifier
from heritage.records.things import HeritageObject, kinds
from tests.integration.exchange.conftest import CONTENT

pytestmark = pytest.mark.django_db

OWN_ROW = {
    "id", "page_ptr", "path", "translation_key", "owner", "content_type", "latest_revision",
    "live_revision", "latest_revision_created_at", "first_published_at", "last_published_at",
}  # fmt: skip
"""Columns of which no sheet speaks: numbers of rows and moments of writing."""


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demo content, loaded once for these tests: each of them is rolled back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_terms()
        call_command("load_reference", verbosity=0)
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    """The archive as a laptop has it after its first start."""


def exported(folder: Path) -> dict[str, list[dict[str, str]]]:
    write_all(folder)
    found = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.name] = list(csv.DictReader(file))
    return found


def test_every_cell_of_every_sheet_comes_out_again(demo, tmp_path):
    files = exported(tmp_path)
    lost, cells = [], 0
    for path in sorted(CONTENT.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        sheet, _near = recognise(list(rows[0]))
        assert sheet is not None, path.name
        key = ["id"] if "id" in rows[0] else list(sheet.sheet.key)
        by_key = {tuple(row[k] for k in key): row for row in files[f"{sheet.sheet.file}.csv"]}
        for number, row in enumerate(rows, start=2):
            ours = {sheet.name_of(header) or header: text for header, text in row.items()}
            out = by_key.get(tuple(ours[name] for name in key))
            if out is None:
                lost.append(f"{path.name}:{number} is gone")
                continue
            for name, text in ours.items():
                cells += 1
                if out[name] != text:
                    lost.append(f"{path.name}:{number}:{name} {text[:40]!r} {out[name][:40]!r}")
    assert lost == []
    assert cells > 11_000


def test_the_demo_content_is_published_but_for_the_drinks_with_alcohol(demo):
    drafts = {
        thing.identifier.sheet_id
        for model in kinds().values()
        for thing in things_of(model).originals().filter(live=False)
    }
    assert drafts == set(DRAFTS)


def test_word_lists_taken_over_with_a_licence_say_so(demo):
    for language, author in (("bdq", "Sidwell"), ("hre", "Peiros")):
        words = Entry.objects.originals().filter(language=language)
        assert words
        assert all(author in word.sources and "CC BY 4.0" in word.sources for word in words)


def test_export_into_an_empty_archive_gives_the_same_files_and_the_same_archive(demo, tmp_path):
    first = tmp_path / "first"
    before = state()
    write_all(first)
    empty_archive()
    call_command("import_content", str(first), verbosity=0, stdout=StringIO())
    second = tmp_path / "second"
    write_all(second)
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes(), path.name
    after = state()
    assert after.keys() == before.keys()
    different = [
        (key, name, cell, after[key][name])
        for key in before
        for name, cell in before[key].items()
        if cell != after[key][name]
    ]
    assert different == []


def test_the_same_sheets_again_change_nothing(demo, tmp_path):
    before = state()
    with (tmp_path / "out").open("w") as out:
        call_command("import_content", str(CONTENT), format="json", stdout=out)
    report = json.loads((tmp_path / "out").read_text())
    assert (report["created"], report["changed"]) == (0, 0)
    assert report["unchanged"] == len(list(rows_of_the_pack()))
    assert report["errors"] == []
    assert state() == before


def rows_of_the_pack():
    for path in CONTENT.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def empty_archive() -> None:
    """Remove all things and identifiers, as if nobody had ever written anything."""
    from heritage.exchange.models import Load

    Load.objects.all().delete()
    for sheet in reversed(bound_sheets().values()):
        for relation in {family.relation for family in sheet.families}:
            field = sheet.model._meta.get_field(relation)
            field.related_model._base_manager.all().delete()
    for sheet in reversed(bound_sheets().values()):
        sheet.model._default_manager.all().delete()
    Decision.objects.all().delete()
    Hold.objects.all().delete()
    Consent.objects.all().delete()
    Audience.objects.filter(protocols__isnull=False).delete()
    Protocol.objects.all().delete()
    Community.objects.all().delete()
    Identifier.objects.all().delete()
    assert not Item.objects.exists()


def state() -> dict[str, dict[str, object]]:
    """Every row of every thing with all its columns and child rows, by identifier and language."""
    found: dict[str, dict[str, object]] = {}
    named = Named()
    for kind, model in kinds().items():
        relations = {name: children(model, name) for name in model.fact_relations()}
        for row in things_of(model).select_related("locale"):
            cells: dict[str, object] = {
                field.name: named(row, field)
                for field in model._meta.concrete_fields
                if field.name not in OWN_ROW
            }
            if row.is_original:
                for relation, by_owner in relations.items():
                    cells[relation] = [
                        {
                            field.name: named(child, field)
                            for field in child._meta.concrete_fields
                            if not field.primary_key
                        }
                        for child in by_owner.get(row.pk, ())
                    ]
            found[f"{kind} {row.identifier_id} {row.locale.language_code}"] = cells
    return found


def children(model, relation) -> dict[Any, list[Any]]:
    """The rows of a relation by their owners, in the order that is kept: the given one, or that of
    writing where there is no other."""
    link = model._meta.get_field(relation)
    target = link.related_model
    owner = f"{link.remote_field.name}__pk"
    found: dict[Any, list[Any]] = {}
    in_order = things_of(target).order_by(*target._meta.ordering, "pk")
    for row in in_order.filter(**{f"{owner}__isnull": False}).annotate(of=F(owner)):
        found.setdefault(row.of, []).append(row)
    return found


def things_of(model: Any) -> Any:
    return model._default_manager


class Named:
    """What a cell says; of each row that cells name, it is asked once."""

    def __init__(self) -> None:
        self.said: dict[tuple[Any, Any], str] = {}

    def __call__(self, row, field) -> str:
        if not field.is_relation:
            return str(getattr(row, field.name))
        key = (field.target_field, getattr(row, field.attname))
        if key not in self.said:
            value = getattr(row, field.name)
            if isinstance(value, HeritageObject):
                value = value.identifier_id
            self.said[key] = str(value.pk if isinstance(value, Identifier) else value)
        return self.said[key]
