"""After a decision everybody reads what was decided, and by whom."""

import datetime

import pytest
from django.utils import timezone

from tests.integration.admin.writing import decide, edit_url

pytestmark = pytest.mark.django_db


def told_after(client, thing, action: str, comment: str = "") -> list[str]:
    """What the leader reads on the page he comes to."""
    desk = client.get(decide(client, thing, action, comment)["Location"])
    return [str(message) for message in desk.context["messages"]]


@pytest.mark.parametrize("kind", ["submitted", "submitted_item"])
def test_a_leader_reads_what_he_did(signed_in, request, kind):
    thing = request.getfixturevalue(kind)
    told = told_after(signed_in("leader"), thing, "reject", "Thiếu nguồn.")
    assert told == [f"Đã trả lại “{thing.title}” cho người viết."]


@pytest.mark.parametrize("kind", ["submitted", "submitted_item"])
def test_a_leader_reads_that_it_is_public(signed_in, request, kind):
    thing = request.getfixturevalue(kind)
    told = told_after(signed_in("leader"), thing, "approve")
    assert told == [f"Đã duyệt và xuất bản “{thing.title}”."]


def test_a_leader_reads_that_it_will_be_public_later(signed_in, submitted):
    draft = submitted.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + datetime.timedelta(days=3)
    draft.save_revision(user=submitted.owner)
    (told,) = told_after(signed_in("leader"), submitted, "approve")
    assert "đúng giờ đã hẹn" in told


def test_the_panel_names_who_returned_it(signed_in, persons, submitted):
    persons["leader"].first_name, persons["leader"].last_name = "Sơn", "Thạch Minh"
    persons["leader"].save()
    decide(signed_in("leader"), submitted, "reject", "Thiếu nguồn.")
    page = signed_in("officer").get(edit_url(submitted)).content.decode()
    assert "bởi Thạch Minh Sơn" in page
    assert "bởi officer" not in page
