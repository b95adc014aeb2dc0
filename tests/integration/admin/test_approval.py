"""The way to the public: submit, return with a reason, approve."""

import datetime
import json

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from heritage.accounts.models import User
from heritage.accounts.roles import ADMINISTRATOR, KINDS, LEADER, PAGES, RECORDS, group_of
from heritage.archive.models import Edition, Festival, ItemPerson
from heritage.peoples.models import Person
from heritage.site.admin.approval import LeaderApproval
from heritage.site.admin.workflow import sync_workflow
from tests.integration.admin.forms import fields_of
from tests.integration.admin.writing import (
    FORMS,
    approve_by_address,
    bulk_url,
    decide,
    edit_url,
    messages_of,
    new_page_url,
    post_form,
    publish_in_bulk,
    state_of,
    whole_festival,
    write_festival,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["leader", "administrator", "superuser"])
def test_somebody_else_approves_and_the_public_sees_it(signed_in, submitted, role):
    assert not submitted.live
    decide(signed_in(role), submitted, "approve")
    submitted.refresh_from_db()
    assert submitted.live
    assert state_of(submitted) == "approved"


def test_a_record_goes_the_same_way(signed_in, submitted_item):
    assert not submitted_item.live
    decide(signed_in("leader"), submitted_item, "approve")
    submitted_item.refresh_from_db()
    assert submitted_item.live


def test_a_return_needs_a_reason(signed_in, submitted):
    leader = signed_in("leader")
    response = decide(leader, submitted, "reject", comment="")
    assert response.status_code == 302
    assert state_of(submitted) == "in_progress"
    decide(leader, submitted, "reject", comment="Xin bổ sung tên người xác nhận.")
    assert state_of(submitted) == "needs_changes"


def test_the_author_reads_the_reason_on_his_desk_and_above_the_form(signed_in, submitted):
    decide(signed_in("leader"), submitted, "reject", comment="Xin bổ sung tên người xác nhận.")
    officer = signed_in("officer")
    assert "Xin bổ sung tên người xác nhận." in officer.get("/admin/").content.decode()
    form = officer.get(edit_url(submitted)).content.decode()
    assert "Xin bổ sung tên người xác nhận." in form
    assert "Trình lại" in form


def test_what_was_returned_is_submitted_again_and_approved(signed_in, submitted):
    decide(signed_in("leader"), submitted, "reject", comment="Thiếu người xác nhận.")
    post_form(signed_in("officer"), edit_url(submitted), "action-submit", sources="Già làng Đinh")
    assert state_of(submitted) == "in_progress"
    decide(signed_in("leader"), submitted, "approve")
    submitted.refresh_from_db()
    assert (submitted.live, submitted.sources) == (True, "Già làng Đinh")


def test_a_text_from_a_sheet_is_not_changed_by_looking_at_it(signed_in, submitted):
    """What the editor adds to it, keys of paragraphs and blocks, is nobody's edit."""
    officer, day = User.objects.get(username="officer"), datetime.date(2025, 10, 21)
    draft = submitted.get_latest_revision_as_object()
    draft.body = "<h3>Ngày hội</h3><p>Một &amp; hai</p><ul><li>Ba</li></ul>"
    draft.summary = "Dòng một.\nDòng hai."
    acts = [{"time": "7h", "activity": "Rước y trang", "activity_en": "", "activity_km": ""}]
    programme = [{"type": "day", "value": {"date": str(day), "site": "", "acts": acts}}]
    draft.editions = [
        Edition(
            start_date=day, status="held", source_note="Xã báo", programme=json.dumps(programme)
        )
    ]
    draft.save()
    draft.save_revision(user=officer)
    leader = signed_in("leader")
    fields = fields_of(leader, edit_url(submitted), *FORMS)
    assert "header-three" in fields["body"]
    fields["summary"] = fields["summary"].replace("\n", "\r\n")
    fields |= {
        "editions-0-programme-count": "1",
        "editions-0-programme-0-deleted": "",
        "editions-0-programme-0-order": "0",
        "editions-0-programme-0-type": "day",
        "editions-0-programme-0-id": "9f0c",
        "editions-0-programme-0-value-date": "21/10/2025",
        "editions-0-programme-0-value-site": "",
        "editions-0-programme-0-value-acts-count": "1",
        "editions-0-programme-0-value-acts-0-deleted": "",
        "editions-0-programme-0-value-acts-0-order": "0",
        "editions-0-programme-0-value-acts-0-type": "item",
        "editions-0-programme-0-value-acts-0-id": "9f0d",
        "editions-0-programme-0-value-acts-0-value-time": "7h",
        "editions-0-programme-0-value-acts-0-value-activity": "Rước y trang",
        "editions-0-programme-0-value-acts-0-value-activity_en": "",
        "editions-0-programme-0-value-acts-0-value-activity_km": "",
        "action-workflow-action": "1",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": "{}",
    }
    response = leader.post(edit_url(submitted), fields)
    assert response.status_code == 302
    submitted.refresh_from_db()
    assert submitted.live
    assert submitted.summary == "Dòng một.\nDòng hai."


def test_a_leader_sets_the_day_and_approves(signed_in, submitted):
    leader = signed_in("leader")
    post_form(leader, edit_url(submitted), go_live_at="2099-01-01 08:00")
    decide(leader, submitted, "approve")
    submitted.refresh_from_db()
    assert not submitted.live
    assert submitted.scheduled_revision is not None


def test_an_officer_approves_nothing(signed_in, submitted):
    for role in ("officer", "commune_worker", "custodian"):
        approve_by_address(signed_in(role), submitted)
    submitted.refresh_from_db()
    assert not submitted.live


def test_several_drafts_of_others_are_published_at_once(signed_in, bana, ich_type):
    officer = signed_in("officer")
    festivals = [
        write_festival(officer, **whole_festival(bana, ich_type, title=title))[0]
        for title in ("Lễ Sơ Mă", "Lễ bỏ mả")
    ]
    signed_in("leader").post(bulk_url("publish", *festivals))
    assert Festival.objects.filter(live=True).count() == 2


def test_a_start_leaves_the_workflow_that_an_administrator_changed(signed_in, submitted):
    task = LeaderApproval.objects.get()
    step = GroupApprovalTask.objects.create(name="Trưởng phòng đọc")
    mine = Workflow.objects.create(name="Hai bước")
    WorkflowTask.objects.create(workflow=mine, task=step)
    WorkflowPage.objects.update(workflow=mine)
    WorkflowContentType.objects.update(workflow=mine)
    task.groups.remove(group_of(ADMINISTRATOR))
    sync_workflow()
    assert {row.workflow for row in WorkflowPage.objects.all()} == {mine}
    assert {row.workflow for row in WorkflowContentType.objects.all()} == {mine}
    assert [group.name for group in task.groups.all()] == [LEADER.group]


def test_a_start_puts_what_has_no_workflow_under_the_leaders_approval(archive):
    Workflow.objects.get().deactivate()
    sync_workflow()
    chosen = Workflow.objects.get(active=True)
    assert list(chosen.tasks) == [Task.objects.get(active=True)]
    assert WorkflowPage.objects.get().workflow == chosen
    assert WorkflowContentType.objects.filter(workflow=chosen).count() == len(RECORDS)


class TestIncompleteDrafts:
    """A draft may lack anything; what is published may not."""

    @pytest.fixture(
        params=["festival", "custom", "notice", "product", "item", "library", "word", "place"]
    )
    def incomplete(self, signed_in, bana, rights, request):
        """A draft with its sources, rights and peoples, which lacks what the model requires."""
        kind = request.param
        model = apps.get_model(KINDS[kind])
        page = kind in PAGES
        post_form(
            signed_in("officer"),
            new_page_url(model) if page else reverse(f"kind_{kind}:add"),
            title="Bản nháp",
            sources="Già làng",
            peoples=[str(bana.pk)],
            rights=str(rights.pk),
        )
        return model.objects.get(title="Bản nháp")

    def test_it_is_refused_with_the_reason(self, signed_in, incomplete):
        leader = signed_in("leader")
        asked = leader.get(bulk_url("publish", incomplete)).content.decode()
        assert "Không được để trống." in asked
        publish_in_bulk(leader, incomplete)
        incomplete.refresh_from_db()
        assert not incomplete.live

    def test_the_others_are_published(self, signed_in, bana, ich_type):
        officer, leader = signed_in("officer"), signed_in("leader")
        whole = whole_festival(bana, ich_type)
        good, _ = write_festival(officer, **whole)
        bad, _ = write_festival(officer, **whole | {"title": "Lễ bỏ mả", "sources": ""})
        asked = leader.get(bulk_url("publish", good, bad)).content.decode()
        assert "Hãy ghi nguồn" in asked
        leader.post(bulk_url("publish", good, bad))
        assert list(Festival.objects.filter(live=True)) == [good]

    def test_nor_a_festival_with_half_an_edition(self, signed_in, bana, ich_type):
        festival, _ = write_festival(signed_in("officer"), **whole_festival(bana, ich_type))
        draft = festival.get_latest_revision_as_object()
        draft.editions = [Edition(start_date=datetime.date(2025, 10, 21))]
        draft.save_revision(user=User.objects.get(username="officer"), clean=False)
        leader = signed_in("leader")
        asked = leader.get(bulk_url("publish", festival)).content.decode()
        assert "Tình trạng: " in asked
        publish_in_bulk(leader, festival)
        festival.refresh_from_db()
        assert not festival.live

    def test_nor_by_approving_what_became_incomplete_meanwhile(self, signed_in, submitted):
        draft = submitted.get_latest_revision_as_object()
        draft.sources = ""
        draft.save_revision(user=User.objects.get(username="officer"), clean=False)
        response = approve_by_address(signed_in("leader"), submitted)
        assert "Hãy ghi nguồn" in messages_of(response)
        submitted.refresh_from_db()
        assert (submitted.live, state_of(submitted)) == (False, "in_progress")

    def test_nor_without_consent_and_the_message_leads_to_where_it_is_entered(
        self, signed_in, submitted_item
    ):
        person = Person(title="Nghệ nhân Y Dơ", living=Person.Living.YES)
        person.save()
        draft = submitted_item.get_latest_revision_as_object()
        draft.person_links.add(ItemPerson(person=person, role="shown"))
        draft.save_revision(user=User.objects.get(username="officer"), clean=False)
        said = messages_of(approve_by_address(signed_in("leader"), submitted_item))
        assert "Nghệ nhân Y Dơ còn sống" in said
        assert reverse("consent_new", args=[submitted_item.identifier_id]) in said
