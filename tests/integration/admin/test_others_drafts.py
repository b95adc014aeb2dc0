"""Who may add only works on what he made himself: of others' drafts he reads the title, no more."""

import pytest
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState

from tests.integration.admin.writing import edit_url, write_festival, write_item

pytestmark = pytest.mark.django_db

PLAIN = ["edit", "delete", "history", "unpublish", "lock", "preview_on_edit", "workflow_history"]
SECRET = "Chưa ai được đọc"


def addresses(thing) -> dict[str, str]:
    """Every view about one page or record that can be asked for its draft."""
    revision = thing.latest_revision_id
    state = WorkflowState.objects.for_instance(thing).first()
    task = TaskState.objects.filter(workflow_state=state).first()
    arguments = dict.fromkeys(PLAIN, ()) | {
        "revisions_view": (revision,),
        "revisions_revert": (revision,),
        "revisions_compare": ("earliest", "latest"),
        "workflow_preview": (task.task_id,),
        "workflow_history_detail": (state.pk,),
    }
    prefix = "wagtailadmin_pages" if isinstance(thing, Page) else "kind_item"
    return {
        name: reverse(f"{prefix}:{name}", args=[thing.pk, *given])
        for name, given in arguments.items()
    }


@pytest.fixture(params=["item", "festival"])
def draft(request, signed_in, bana, rights, ich_type):
    """Somebody else's, submitted."""
    peoples = {"peoples": [str(bana.pk)], "sources": SECRET}
    if request.param == "item":
        thing, answer = write_item(
            signed_in("officer"),
            "action-submit",
            title="Vòng xoang",
            item_kind="video",
            rights=str(rights.pk),
            **peoples,
        )
    else:
        thing, answer = write_festival(
            signed_in("officer"),
            "action-submit",
            title="Lễ hội",
            calendar="agricultural",
            ich_type=str(ich_type.pk),
            **peoples,
        )
    assert answer.status_code == 302
    return thing


def test_a_commune_worker_reads_nobody_else_s_draft_in_any_view(signed_in, draft):
    worker = signed_in("commune_worker")
    read = []
    for name, url in addresses(draft).items():
        for answer in (worker.get(url), worker.post(url)):
            if answer.status_code not in (302, 403, 405) or SECRET in answer.content.decode():
                read.append(name)
    assert read == []
    again = type(draft).objects.get(pk=draft.pk)
    assert not again.locked
    assert again.current_workflow_state is not None


def test_an_officer_and_a_leader_do(signed_in, draft):
    for role in ("officer", "leader"):
        assert SECRET in signed_in(role).get(edit_url(draft)).content.decode()


@pytest.mark.parametrize("write", [write_item, write_festival])
def test_his_own_he_reads_compares_and_changes_also_after_it_was_returned(signed_in, write):
    worker = signed_in("commune_worker")
    thing, _ = write(worker, title="Bài của tôi", sources=SECRET)
    assert SECRET in worker.get(edit_url(thing)).content.decode()
    prefix = "wagtailadmin_pages" if isinstance(thing, Page) else "kind_item"
    compare = reverse(f"{prefix}:revisions_compare", args=[thing.pk, "earliest", "latest"])
    assert worker.get(compare).status_code == 200
    assert worker.get(reverse(f"{prefix}:history", args=[thing.pk])).status_code == 200
