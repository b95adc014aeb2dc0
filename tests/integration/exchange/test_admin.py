"""Sheets in the admin: send, preview, load, undo, templates, export; and who may."""

import io
import zipfile

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from heritage.accounts.roles import COMMUNE_WORKER, LEADER, OFFICER, group_of, sync_roles
from heritage.exchange import storage
from heritage.exchange.loading import check
from heritage.exchange.models import Load
from heritage.exchange.reading import SourceFile
from heritage.exchange.schema import bound_sheets
from heritage.exchange.staged import Landing
from heritage.peoples.models import People
from tests.integration.exchange.conftest import PEOPLE, sheet, small_archive

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(archive, settings, tmp_path):
    """A person of each role who works with sheets, or does not."""
    settings.DATA_DIR = tmp_path
    sync_roles()
    found = {}
    for role in (OFFICER, LEADER, COMMUNE_WORKER):
        found[role.key] = get_user_model().objects.create_user(role.key, password="x" * 20)
        found[role.key].groups.add(group_of(role))
    return found


def send(client, *files: SourceFile, landing="draft"):
    uploads = [SimpleUploadedFile(file.name, file.data) for file in files]
    answer = client.post(reverse("exchange_upload"), {"files": uploads, "landing": landing})
    assert answer.status_code == 302, answer.context["form"].errors
    return Load.objects.latest("number")


def test_an_officer_sends_sheets_sees_what_would_happen_and_loads_them(client, people):
    client.force_login(people["officer"])
    load = send(client, *small_archive())
    assert load.state == Load.State.CHECKED
    assert not People.objects.exists()
    page = client.get(reverse("exchange_load", args=[load.number])).content.decode()
    assert "Nạp vào kho" in page
    assert "Dân tộc" in page
    client.post(reverse("exchange_apply", args=[load.number]))
    load.refresh_from_db()
    assert load.state == Load.State.DONE
    assert load.counts == {"created": 6, "changed": 0, "unchanged": 0}
    assert not People.objects.filter(live=True).exists()
    assert not storage.folder_of(load).exists()
    client.post(reverse("exchange_undo", args=[load.number]))
    assert not People.objects.exists()


def test_mistakes_are_shown_with_row_and_column_and_nothing_is_loaded(client, people):
    client.force_login(people["officer"])
    load = send(client, sheet("dan-toc.csv", PEOPLE | {"languages": "vn"}))
    assert load.state == Load.State.REFUSED
    page = client.get(reverse("exchange_load", args=[load.number])).content.decode()
    assert "languages" in page
    assert "Nạp vào kho" not in page
    client.post(reverse("exchange_apply", args=[load.number]))
    assert not People.objects.exists()
    client.post(reverse("exchange_discard", args=[load.number]))
    assert not Load.objects.exists()


def test_who_sends_may_not_publish_his_own_load_not_even_a_leader(client, people):
    client.force_login(people["leader"])
    own = send(client, sheet("d.csv", PEOPLE), landing="published")
    assert client.post(reverse("exchange_apply", args=[own.number])).status_code in (302, 403)
    own.refresh_from_db()
    assert own.state == Load.State.CHECKED
    client.force_login(people["officer"])
    load = send(client, sheet("d.csv", PEOPLE), landing="published")
    client.post(reverse("exchange_apply", args=[load.number]))
    assert not People.objects.exists()
    client.force_login(people["leader"])
    client.post(reverse("exchange_apply", args=[load.number]))
    assert People.objects.originals().get().live
    load.refresh_from_db()
    assert load.leader == people["leader"]
    client.force_login(people["officer"])
    client.post(reverse("exchange_undo", args=[load.number]))
    assert People.objects.exists()


def test_a_change_is_previewed_before_and_after(client, people):
    client.force_login(people["officer"])
    first = send(client, sheet("d.csv", PEOPLE | {"autonym": "Cam"}))
    client.post(reverse("exchange_apply", args=[first.number]))
    load = send(client, sheet("d.csv", PEOPLE | {"autonym": "Cham mới"}))
    page = client.get(reverse("exchange_load", args=[load.number])).content.decode()
    assert "<td>Cam</td><td>Cham mới</td>" in page


@pytest.mark.parametrize("name", ["exchange_index", "exchange_upload", "exchange_export"])
def test_sheets_are_for_those_who_may(client, people, name):
    assert client.get(reverse(name)).status_code == 302
    client.force_login(people["commune_worker"])
    assert client.get(reverse(name)).status_code in (302, 403)
    client.force_login(people["officer"])
    assert client.get(reverse(name)).status_code == 200


def test_the_menu_leads_to_the_sheets(client, people):
    client.force_login(people["officer"])
    assert reverse("exchange_index") in client.get(reverse("wagtailadmin_home")).content.decode()


def test_hostile_names_and_sizes_are_refused_or_tamed(client, people, monkeypatch):
    client.force_login(people["officer"])
    load = send(client, SourceFile("../../etc/passwd\n.csv", sheet("x", PEOPLE).data))
    assert "/" not in load.files[0]["name"]
    assert all(path.parent == storage.folder_of(load) for path in storage.folder_of(load).iterdir())
    monkeypatch.setattr("heritage.exchange.forms.MAX_FILE_BYTES", 10)
    upload = SimpleUploadedFile("d.csv", sheet("x", PEOPLE).data)
    answer = client.post(reverse("exchange_upload"), {"files": [upload], "landing": "draft"})
    assert answer.status_code == 200
    assert answer.context["form"].errors


@pytest.mark.parametrize("kind", sorted(bound_sheets()))
def test_a_template_has_vietnamese_headings_choices_and_an_example_that_can_be_read(
    client, people, kind
):
    client.force_login(people["officer"])
    answer = client.get(reverse("exchange_template", args=[kind]))
    workbook = load_workbook(io.BytesIO(answer.content))
    table = workbook.worksheets[0]
    bound = bound_sheets()[kind]
    headings = [str(cell.value) for cell in table[1]]
    assert all(bound.name_of(heading) for heading in headings)
    assert len({bound.name_of(heading) for heading in headings}) == len(headings)
    assert table.freeze_panes == "A2"
    assert table.data_validations.dataValidation or kind in ("people",)
    outcome = check([SourceFile("mau.xlsx", answer.content)], Landing())
    assert {one.code for one in outcome.problems} <= {"reference_dangling"}
    assert list(outcome.kinds.values()) == [kind]


def test_the_export_button_sends_every_sheet(client, people):
    client.force_login(people["officer"])
    load = send(client, *small_archive())
    client.post(reverse("exchange_apply", args=[load.number]))
    answer = client.get(reverse("exchange_export"))
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert {f"{sheet.sheet.file}.csv" for sheet in bound_sheets().values()} == set(
        packed.namelist()
    )
    assert "Lễ hội Katê" in packed.read("festivals.csv").decode()
    assert packed.testzip() is None


def test_the_demo_can_be_taken_back_as_one_load(archive):
    call_command("load_reference", verbosity=0)
    call_command("load_demo", verbosity=0)
    load = Load.objects.get()
    assert load.is_demo
    call_command("undo_load", str(load.number), stdout=io.StringIO())
    assert not People.objects.exists()
