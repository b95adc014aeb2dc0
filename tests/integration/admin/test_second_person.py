"""Nobody approves his own text, by whatever way; and whose a text is."""

import pytest
from wagtail.models import GroupApprovalTask, WorkflowTask

from heritage.accounts.roles import ADMINISTRATOR, group_of
from heritage.accounts.second_person import last_author
from heritage.archive.models import Festival, Item
from heritage.exchange.loading import run
from heritage.exchange.models import Load
from heritage.exchange.staged import Landing
from heritage.exchange.undoing import undo
from heritage.records.models import Identifier
from heritage.site.admin.approval import LeaderApproval
from tests.integration.admin.writing import (
    approve_by_address,
    bulk_url,
    decide,
    edit_url,
    messages_of,
    post_form,
    publish_by_api,
    publish_in_bulk,
    state_of,
    whole_festival,
    write_festival,
    write_item,
)
from tests.integration.exchange.conftest import sheet

pytestmark = pytest.mark.django_db

WAYS = [
    pytest.param(approve_by_address, "", id="the address of the task"),
    pytest.param(approve_by_address, "_item", id="the address of the task of a record"),
    pytest.param(publish_in_bulk, "", id="several at once"),
    pytest.param(publish_in_bulk, "_item", id="several records at once"),
    pytest.param(publish_by_api, "", id="the admin's own API"),
]
"""Ways to publish without the edit form; pages and records."""


@pytest.mark.parametrize("role", ["leader", "superuser"])
class TestNobodyApprovesHisOwn:
    """Each way to publish in the admin, for each role that may publish."""

    @pytest.fixture
    def own(self, signed_in, bana, ich_type, role) -> Festival:
        festival, _ = write_festival(
            signed_in(role), "action-submit", **whole_festival(bana, ich_type)
        )
        return festival

    @pytest.fixture
    def own_item(self, signed_in, bana, rights, role) -> Item:
        item, _ = write_item(
            signed_in(role),
            "action-submit",
            title="Vòng xoang",
            item_kind="video",
            rights=str(rights.pk),
            peoples=[str(bana.pk)],
        )
        return item

    def test_the_task_in_the_form(self, signed_in, own, role):
        decide(signed_in(role), own, "approve")
        own.refresh_from_db()
        assert not own.live

    def test_the_task_of_a_record(self, signed_in, own_item, role):
        decide(signed_in(role), own_item, "approve")
        own_item.refresh_from_db()
        assert not own_item.live

    def test_publish_in_the_form(self, signed_in, own, role):
        response = post_form(signed_in(role), edit_url(own), "action-publish", summary="Thêm")
        assert response.status_code == 302
        own.refresh_from_db()
        assert not own.live
        assert own.get_latest_revision_as_object().summary == "Thêm", "what was typed is kept"

    def test_publish_of_a_record(self, signed_in, own_item, role):
        post_form(signed_in(role), edit_url(own_item), "action-publish", description="Thêm")
        own_item.refresh_from_db()
        assert not own_item.live
        assert own_item.get_latest_revision_as_object().description == "Thêm"

    def test_publish_at_once_when_creating(self, signed_in, bana, ich_type, rights, role):
        client = signed_in(role)
        festival, _ = write_festival(client, "action-publish", **whole_festival(bana, ich_type))
        item, _ = write_item(client, "action-publish", title="Chiêng", item_kind="object")
        assert not festival.live
        assert not item.live

    @pytest.mark.parametrize(("publish", "record"), WAYS)
    def test_past_the_form(self, signed_in, role, publish, record, request):
        thing = request.getfixturevalue(f"own{record}")
        publish(signed_in(role), thing)
        thing.refresh_from_db()
        assert not thing.live

    @pytest.mark.parametrize(("publish", "record"), WAYS)
    def test_the_very_same_request_publishes_what_another_wrote(
        self, signed_in, role, publish, record, request
    ):
        thing = request.getfixturevalue(f"submitted{record}")
        publish(signed_in(role), thing)
        thing.refresh_from_db()
        assert thing.live

    def test_after_cancelling_the_approval(self, signed_in, own, role):
        client = signed_in(role)
        post_form(client, edit_url(own), "action-cancel-workflow")
        post_form(client, edit_url(own), "action-publish")
        own.refresh_from_db()
        assert not own.live

    def test_the_last_edit_counts_as_well(self, signed_in, submitted, role):
        client = signed_in(role)
        post_form(client, edit_url(submitted), summary="Sửa thêm một câu.")
        decide(client, submitted, "approve")
        submitted.refresh_from_db()
        assert not submitted.live
        assert state_of(submitted) == "in_progress"

    def test_editing_while_approving_counts_as_well(self, signed_in, submitted, role):
        response = post_form(
            signed_in(role),
            edit_url(submitted),
            "action-workflow-action",
            **{
                "workflow-action-name": "approve",
                "workflow-action-extra-data": "{}",
                "summary": "Sửa thêm một câu.",
            },
        )
        assert response.status_code == 302
        submitted.refresh_from_db()
        assert not submitted.live
        draft = submitted.get_latest_revision_as_object()
        assert draft.summary == "Sửa thêm một câu.", "what was typed is kept"


def test_saving_without_a_change_does_not_make_the_leader_an_author(signed_in, submitted):
    leader = signed_in("leader")
    post_form(leader, edit_url(submitted))
    decide(leader, submitted, "approve")
    submitted.refresh_from_db()
    assert submitted.live


@pytest.mark.parametrize("action", ["", "action-submit"])
def test_who_only_saves_or_submits_does_not_become_the_author(signed_in, bana, ich_type, action):
    """Otherwise a leader's own text is his to publish as soon as anybody has looked at it."""
    leader = signed_in("leader")
    festival, _ = write_festival(leader, **whole_festival(bana, ich_type))
    post_form(signed_in("officer"), edit_url(festival), action)
    if action:
        decide(leader, festival, "approve")
    publish_in_bulk(leader, festival)
    festival.refresh_from_db()
    assert not festival.live


class TestOwnSheets:
    """What a leader brings in with a sheet is his text, though it leaves no revision."""

    @pytest.fixture
    def load(self, persons):
        def bring(role: str, name: str, row: dict[str, str]) -> Load:
            load = Load(landing="draft", loaded_by=persons[role])
            outcome = run([sheet(f"{name}.csv", row)], Landing("draft", None), load)
            assert not outcome.problems
            return load

        return bring

    @pytest.fixture
    def changed(self, load, signed_in, bana, ich_type):
        """A way to change a draft festival that the officer wrote, by somebody's sheet."""
        festival, _ = write_festival(signed_in("officer"), **whole_festival(bana, ich_type))

        def change(role: str, **cells: str) -> tuple[Festival, Load]:
            row = {
                "permanent_id": festival.identifier_id,
                "title_vi": festival.title,
                "calendar": "agricultural",
                **cells,
            }
            done = load(role, "le-hoi", row)
            return Festival.objects.get(pk=festival.pk), done

        return change

    @pytest.mark.parametrize(("by", "live"), [("leader", False), ("officer", True)])
    def test_a_new_record(self, load, signed_in, bana, rights, by, live):
        Identifier.objects.filter(pk=bana.identifier_id).update(sheet_id="bana")
        row = {"id": "it-1", "identifier": "x", "title_vi": "Bài hát", "kind": "audio"}
        load(by, "tu-lieu", row | {"people_ids": "bana", "rights": "cc_by"})
        item = Item.objects.get()
        publish_in_bulk(signed_in("leader"), item)
        item.refresh_from_db()
        assert item.live == live

    @pytest.mark.parametrize(("by", "live"), [("leader", False), ("officer", True)])
    def test_a_change_of_anothers_draft(self, changed, signed_in, by, live):
        festival, _ = changed(by, summary_vi="Từ bảng tính")
        publish_in_bulk(signed_in("leader"), festival)
        festival.refresh_from_db()
        assert (festival.summary, festival.live) == ("Từ bảng tính", live)

    def test_looking_at_it_or_tagging_it_with_nothing_new_changes_nothing(
        self, changed, signed_in, persons
    ):
        festival, _ = changed("leader", tags="xoang;chiêng")
        officer = signed_in("officer")
        officer.post(bulk_url("tag", festival), {"tags": "chiêng"})
        post_form(officer, edit_url(festival))
        assert last_author(Festival.objects.get(pk=festival.pk)) == persons["leader"].pk

    def test_an_edit_after_it_is_the_editors(self, changed, signed_in, persons):
        festival, _ = changed("leader", summary_vi="Từ bảng tính")
        post_form(signed_in("officer"), edit_url(festival), summary="Viết lại")
        assert last_author(Festival.objects.get(pk=festival.pk)) == persons["officer"].pk

    def test_editions_of_a_festival_count_as_well(self, changed, load, persons):
        festival, _ = changed("officer", summary_vi="Từ bảng tính")
        edition = {"start_date": "2024-10-02", "status": "held", "source_note": "Báo"}
        done = load("leader", "lan", edition | {"festival_id": festival.identifier_id})
        assert last_author(festival) == persons["leader"].pk
        undo(done, persons["leader"])
        assert last_author(festival) == persons["officer"].pk

    def test_what_was_taken_back_makes_nobody_an_author(self, changed, signed_in, persons):
        festival, _ = changed("leader", summary_vi="Của lãnh đạo")
        _, second = changed("officer", summary_vi="Của cán bộ")
        undo(second, persons["officer"])
        festival = Festival.objects.get(pk=festival.pk)
        assert festival.summary == "Của lãnh đạo"
        assert last_author(festival) == persons["leader"].pk
        post_form(signed_in("officer"), edit_url(festival))
        assert last_author(Festival.objects.get(pk=festival.pk)) == persons["leader"].pk

    def test_each_language_has_its_own_author(self, changed, persons):
        changed("leader", title_en="New rice")
        festival, _ = changed("officer", summary_vi="Từ bảng tính")
        english = Festival.objects.get(
            translation_key=festival.translation_key, locale__language_code="en"
        )
        assert last_author(festival) == persons["officer"].pk
        assert last_author(english) == persons["leader"].pk


class TestStepsOfAnAdministratorsOwn:
    """Whatever kind of step an administrator sets up, nobody takes the last one for himself."""

    @pytest.fixture(autouse=True)
    def _other_step(self, archive):
        task = GroupApprovalTask.objects.create(name="Nhanh")
        task.groups.add(group_of(ADMINISTRATOR))
        WorkflowTask.objects.update(task=task)

    @pytest.mark.parametrize("role", ["administrator", "superuser"])
    def test_not_his_own_text(self, signed_in, bana, ich_type, rights, role):
        client = signed_in(role)
        festival, _ = write_festival(client, "action-submit", **whole_festival(bana, ich_type))
        chosen = {"rights": str(rights.pk), "peoples": [str(bana.pk)]}
        item, _ = write_item(client, "action-submit", title="Chiêng", item_kind="object", **chosen)
        for thing in (festival, item):
            response = decide(client, thing, "approve")
            assert "cần một người khác duyệt" in messages_of(response)
            thing.refresh_from_db()
            assert not thing.live

    def test_not_what_he_submitted_for_another(self, signed_in, bana, ich_type):
        festival, _ = write_festival(signed_in("officer"), **whole_festival(bana, ich_type))
        administrator = signed_in("administrator")
        post_form(administrator, edit_url(festival), "action-submit")
        decide(administrator, festival, "approve")
        festival.refresh_from_db()
        assert not festival.live

    def test_but_what_others_wrote_and_submitted(self, signed_in, submitted, submitted_item):
        for thing in (submitted, submitted_item):
            decide(signed_in("administrator"), thing, "approve")
            thing.refresh_from_db()
            assert thing.live


def test_without_any_step_nothing_is_published_either(signed_in, bana, ich_type):
    LeaderApproval.objects.get().deactivate()
    festival, _ = write_festival(
        signed_in("administrator"), "action-submit", **whole_festival(bana, ich_type)
    )
    assert not festival.live
