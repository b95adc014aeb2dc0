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
from heritage.archive.models import Festival
from heritage.exchange import background, storage
from heritage.exchange.loading import ChangedMeanwhileError, check
from heritage.exchange.models import Load
from heritage.exchange.reading import SourceFile
from heritage.exchange.schema import bound_sheets
from heritage.exchange.staged import Landing
from heritage.peoples.communities import communities_of
from heritage.peoples.models import People
from heritage.protocols.communities import standard
from heritage.protocols.models import Membership
from heritage.records.access import decide
from tests.integration.exchange.conftest import (
    EDITION,
    FESTIVAL,
    ITEM,
    PEOPLE,
    PLACE,
    sheet,
    small_archive,
)

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
    for title in ("Chăm", "Bàu Trúc", "Lễ hội Katê", "Lễ hội Katê · 2024-10-02", "Bài hát ru"):
        assert f'<td>tạo mới</td><td lang="vi">{title}</td>' in page
    client.post(reverse("exchange_apply", args=[load.number]))
    load.refresh_from_db()
    assert load.state == Load.State.DONE
    assert load.counts == {"created": 6, "changed": 0, "unchanged": 0}
    assert not People.objects.filter(live=True).exists()
    assert not storage.folder_of(load).exists()
    client.post(reverse("exchange_undo", args=[load.number]))
    assert not People.objects.exists()


class TestUndo:
    @pytest.fixture
    def load(self, client, people):
        client.force_login(people["officer"])
        load = send(client, sheet("d.csv", PEOPLE))
        client.post(reverse("exchange_apply", args=[load.number]))
        return load

    def test_the_worker_takes_a_load_back_and_the_page_shows_how_far(
        self, client, load, people, settings
    ):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        client.post(reverse("exchange_undo", args=[load.number]))
        load.refresh_from_db()
        assert load.state == Load.State.UNDOING
        assert People.objects.exists()
        page = client.get(reverse("exchange_load", args=[load.number])).content.decode()
        assert "Đang hoàn tác" in page
        assert "<progress" in page
        assert "Hoàn tác lần nạp này" not in page
        background.undo_load.call(load.number, people["officer"].pk)
        load.refresh_from_db()
        assert (load.state, load.progress_done) == (Load.State.UNDONE, 1)
        assert not People.objects.exists()
        page = client.get(reverse("exchange_load", args=[load.number])).content.decode()
        assert "Đã gỡ 1, trả lại như cũ 0, giữ nguyên 0." in page

    def test_what_cannot_be_taken_back_is_still_there_and_can_be_tried_again(
        self, client, load, monkeypatch
    ):
        monkeypatch.setattr("heritage.exchange.undoing._still_same", fail)
        client.post(reverse("exchange_undo", args=[load.number]))
        load.refresh_from_db()
        assert load.state == Load.State.DONE
        assert People.objects.exists()
        page = client.get(reverse("exchange_load", args=[load.number])).content.decode()
        assert load.message in page
        assert "Hoàn tác lần nạp này" in page


def fail(*args):
    raise ChangedMeanwhileError


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


@pytest.mark.parametrize(
    "wrong", [{"permanent_id": "không ai được đọc"}, {"audience": "chỉ già làng"}]
)
def test_a_row_nobody_can_place_is_read_by_who_sent_it_alone(client, people, wrong):
    client.force_login(people["officer"])
    load = send(client, sheet("d.csv", PEOPLE | wrong | {"languages": "điều không ai được đọc"}))
    address = reverse("exchange_load", args=[load.number])
    assert "điều không ai được đọc" in client.get(address).content.decode()
    client.force_login(people["leader"])
    page = client.get(address).content.decode()
    assert "không ai được đọc" not in page
    assert f"{load.report['errors_total']} lỗi chỉ người gửi bảng tính đọc được." in page


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
    assert '<td lang="vi">Chăm</td><td>autonym</td><td>Cam</td><td>Cham mới</td>' in page


def test_a_long_preview_says_how_many_rows_are_left(client, people, monkeypatch):
    monkeypatch.setattr("heritage.exchange.reports.MAX_ROWS", 2)
    client.force_login(people["officer"])
    load = send(client, *small_archive())
    assert (
        "và 4 dòng nữa" in client.get(reverse("exchange_load", args=[load.number])).content.decode()
    )


def test_a_preview_shows_nobody_what_is_closed_to_him(client, people):
    closed = [FESTIVAL | {"audience": "community"}, PEOPLE, EDITION]
    client.force_login(people["officer"])
    load = send(
        client,
        *(sheet(f"{number}.csv", row) for number, row in enumerate(closed)),
        sheet("p.csv", PLACE),
    )
    address = reverse("exchange_load", args=[load.number])
    assert "Lễ hội Katê" in client.get(address).content.decode()
    client.force_login(people["leader"])
    page = client.get(address).content.decode()
    assert "Lễ hội Katê" not in page
    assert "Chăm" in page


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
    own = table["A2"] if bound.is_child else table["A3"]
    for cell in table[2]:
        table.cell(3, cell.column, cell.value)
    own.value = "cua-toi"
    outcome = check([saved(workbook)], Landing())
    assert {one.code for one in outcome.problems} <= {"reference_dangling"}
    assert list(outcome.kinds.values()) == [kind]


def saved(workbook) -> SourceFile:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return SourceFile("mau.xlsx", buffer.getvalue())


@pytest.mark.parametrize("kind", sorted(bound_sheets()))
def test_the_example_row_of_a_template_is_never_loaded(client, people, kind):
    client.force_login(people["officer"])
    content = client.get(reverse("exchange_template", args=[kind])).content
    untouched = check([SourceFile("mau.xlsx", content)], Landing())
    assert [one.code for one in untouched.problems] == ["example_only"]
    workbook = load_workbook(io.BytesIO(content))
    table = workbook.worksheets[0]
    if not bound_sheets()[kind].is_child:
        table["B2"].value = "Sửa dòng ví dụ mà quên đổi mã"
        assert [one.code for one in check([saved(workbook)], Landing()).problems] == ["example_id"]


def test_a_template_lists_the_codes_that_its_rows_refer_to(client, people, bring, leader):
    bring(*small_archive(), leader=leader, state="published")
    client.force_login(people["officer"])
    answer = client.get(reverse("exchange_template", args=["festival"]))
    workbook = load_workbook(io.BytesIO(answer.content))
    assert [cell.value for cell in workbook["Mã · Dân tộc"][2]] == ["cham", "Chăm"]
    assert [cell.value for cell in workbook["Mã · Địa danh"][2]] == ["bau-truc", "Bàu Trúc"]


def test_the_export_button_sends_every_sheet(client, people):
    client.force_login(people["officer"])
    load = send(client, *small_archive())
    client.post(reverse("exchange_apply", args=[load.number]))
    answer = client.get(reverse("exchange_export"))
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    sheets = {f"{sheet.sheet.file}.csv" for sheet in bound_sheets().values()}
    beside = {"communities.csv", "rules.csv", "labels.csv", "synonyms.csv"}
    assert set(packed.namelist()) == sheets | beside
    assert "Lễ hội Katê" in packed.read("festivals.csv").decode()
    assert packed.testzip() is None


@pytest.mark.slow
def test_the_demo_can_be_taken_back_as_one_load(archive):
    call_command("load_reference", verbosity=0)
    call_command("load_demo", verbosity=0)
    load = Load.objects.get()
    assert load.is_demo
    call_command("undo_load", str(load.number), stdout=io.StringIO())
    assert not People.objects.exists()


@pytest.fixture
def closed_rite(client, people):
    """A festival that an open item names, and that its community has closed since."""
    client.force_login(people["officer"])
    load = send(client, *small_archive())
    client.post(reverse("exchange_apply", args=[load.number]))
    festival = Festival.objects.originals().get()
    (cham,) = communities_of(People.objects.originals())
    decide(festival.identifier, cham, standard(cham, "custodians"), by=None)
    return festival


def report_on(client, *rows):
    files = [sheet(f"{number}.csv", row) for number, row in enumerate(rows)]
    return client.get(reverse("exchange_load", args=[send(client, *files).number])).content.decode()


def test_a_clash_does_not_tell_what_a_closed_thing_is_called(client, people, closed_rite):
    taken = {"permanent_id": closed_rite.identifier_id}
    told = report_on(client, FESTIVAL | taken | {"id": "khac", "title_vi": "Đoán thử"})
    assert closed_rite.identifier_id in told
    assert "Katê" not in told


def test_before_and_after_a_closed_thing_has_only_its_identifier(client, people, closed_rite):
    told = report_on(client, ITEM | {"related_ids": ""})
    assert closed_rite.identifier_id in told
    assert "kate" not in told
    told = report_on(client, ITEM | {"related_ids": "bau-truc;" + closed_rite.identifier_id})
    assert "kate" not in told


def test_warnings_about_a_closed_row_are_for_who_may_see_it(client, people, closed_rite):
    (cham,) = communities_of(People.objects.originals())
    place = Membership.objects.create(community=cham, user=people["officer"], role="worker")
    Festival.objects.originals().update(sources="Lời kín")
    mistaken = FESTIVAL | {"sources": "Lời khác", "ich_type": "lễ hội không có"}
    load = send(client, sheet("f.csv", mistaken))
    address = reverse("exchange_load", args=[load.number])
    page = client.get(address).content.decode()
    assert "lễ hội không có" in page
    assert "Lời kín" in page
    place.delete()
    page = client.get(address).content.decode()
    assert "lễ hội không có" not in page
    assert "Lời kín" not in page
