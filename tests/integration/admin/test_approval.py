"""The way to the public: submit, return with a reason, approve; never one's own."""

import datetime
import json

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from heritage.accounts.models import User
from heritage.archive.models import Edition, Festival, Item
from tests.integration.admin.forms import fields_of
from tests.integration.admin.writing import (
    FORMS,
    decide,
    edit_url,
    post_form,
    whole_festival,
    write_festival,
    write_item,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(signed_in, bana, ich_type) -> Festival:
    """A festival that the officer wrote and submitted."""
    festival, response = write_festival(
        signed_in("officer"), "action-submit", **whole_festival(bana, ich_type)
    )
    assert response.status_code == 302, response.context["form"].errors
    return festival


@pytest.fixture
def submitted_item(signed_in, bana, rights) -> Item:
    item, response = write_item(
        signed_in("officer"),
        "action-submit",
        title="Vòng xoang",
        item_kind="video",
        rights=str(rights.pk),
        peoples=[str(bana.pk)],
    )
    assert response.status_code == 302, response.context["form"].errors
    return item


def state_of(thing) -> str:
    return WorkflowState.objects.for_instance(thing).latest("created_at").status


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

    def test_the_task_by_its_own_address(self, signed_in, own, role):
        task = TaskState.objects.get(workflow_state__object_id=str(own.pk))
        url = reverse("wagtailadmin_pages:workflow_action", args=[own.pk, "approve", task.pk])
        signed_in(role).post(url)
        own.refresh_from_db()
        assert not own.live

    def test_the_task_of_a_record(self, signed_in, own_item, role):
        decide(signed_in(role), own_item, "approve")
        task = TaskState.objects.get(workflow_state__object_id=str(own_item.pk))
        url = reverse("kind_item:workflow_action", args=[own_item.pk, "approve", task.pk])
        signed_in(role).post(url)
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

    def test_several_at_once(self, signed_in, own, own_item, role):
        client = signed_in(role)
        for app, model, thing in [
            ("wagtailcore", "page", own),
            ("archive", "item", own_item),
        ]:
            url = reverse("wagtail_bulk_action", args=[app, model, "publish"])
            client.post(f"{url}?id={thing.pk}&next=/admin/")
            thing.refresh_from_db()
            assert not thing.live

    def test_the_admins_own_api(self, signed_in, own, role):
        url = reverse("wagtailadmin_api:pages:action", args=[own.pk, "publish"])
        signed_in(role).post(url)
        own.refresh_from_db()
        assert not own.live

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
    task = TaskState.objects.get(workflow_state__object_id=str(submitted.pk))
    url = reverse("wagtailadmin_pages:workflow_action", args=[submitted.pk, "approve", task.pk])
    for role in ("officer", "commune_worker", "custodian"):
        signed_in(role).post(url)
    submitted.refresh_from_db()
    assert not submitted.live


def test_several_drafts_of_others_are_published_at_once(signed_in, bana, ich_type):
    officer = signed_in("officer")
    festivals = [
        write_festival(officer, **whole_festival(bana, ich_type, title=title))[0]
        for title in ("Lễ Sơ Mă", "Lễ bỏ mả")
    ]
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    ids = "&".join(f"id={festival.pk}" for festival in festivals)
    signed_in("leader").post(f"{url}?{ids}&next=/admin/le-hoi/")
    assert Festival.objects.filter(live=True).count() == 2


def test_a_draft_without_sources_is_not_published_with_others(signed_in, bana, ich_type):
    festival, _ = write_festival(signed_in("officer"), **whole_festival(bana, ich_type, sources=""))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client: Client = signed_in("leader")
    assert "thiếu nguồn" in client.get(f"{url}?id={festival.pk}").content.decode()
    client.post(f"{url}?id={festival.pk}&next=/admin/le-hoi/")
    festival.refresh_from_db()
    assert not festival.live
