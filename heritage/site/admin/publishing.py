"""What happens after the last step of an approval, whatever kind of step an administrator set up.

The settings name this function to Wagtail, which looks it up while its own models are loading: what
needs models is imported when it runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.workflows import publish_workflow_state

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from heritage.accounts.models import User


def publish_approved(state: WorkflowState, user: User | None = None) -> None:
    """Publish what was approved.

    Raises ApprovalRefusedError for one's own text, and for one that is not whole.
    """
    from heritage.accounts.second_person import (
        SECOND_PERSON_NEEDED,
        ApprovalRefusedError,
        edited_last,
    )
    from heritage.peoples.consents import unconsented
    from heritage.records.things import HeritageObject
    from heritage.site.admin.wholeness import shortcomings

    thing = state.content_object
    if user is not None and (state.requested_by_id == user.pk or edited_last(thing, user)):
        raise ApprovalRefusedError(SECOND_PERSON_NEEDED)
    draft = thing.get_latest_revision_as_object()
    if isinstance(draft, HeritageObject) and (found := shortcomings(draft)):
        way = None
        if draft.is_original and unconsented(draft):
            way = (reverse("consent_new", args=[draft.identifier_id]), _("Ghi sự đồng ý"))
        raise ApprovalRefusedError(" ".join(found), way)
    publish_workflow_state(state, user=user)
