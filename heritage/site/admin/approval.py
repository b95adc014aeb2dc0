"""The step at which leaders approve. A model: imported by heritage/site/models.py.

It cannot stand beside the user: Wagtail's tasks refer to users, and this refers to Wagtail's tasks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from heritage.accounts.second_person import SECOND_PERSON_NEEDED, ApprovalRefusedError, is_own

if TYPE_CHECKING:
    from heritage.accounts.models import User


class CommentForm(forms.Form):
    """What the leader may add when he approves."""

    comment = forms.CharField(label=_("Lời nhắn"), required=False, widget=forms.Textarea)


class ReasonForm(forms.Form):
    """Why a text is returned: the author reads it in full."""

    comment = forms.CharField(
        label=_("Lý do trả lại"),
        help_text=_("Viết rõ cần sửa gì. Người viết đọc được nguyên văn."),
        widget=forms.Textarea,
        error_messages={"required": _("Hãy viết lý do, để người viết biết cần sửa gì.")},
    )


class LeaderApproval(AbstractGroupApprovalTask):
    """A leader approves or returns with a reason; nobody approves his own, superusers included."""

    class Meta:
        verbose_name = _("lãnh đạo duyệt")
        verbose_name_plural = _("lãnh đạo duyệt")

    def get_actions(self, obj: Any, user: User) -> list[tuple[str, Any, bool]]:
        """What `user` may do: (name, label, whether a form opens)."""
        if not (user.is_superuser or self._user_in_groups(user)):
            return []
        actions: list[tuple[str, Any, bool]] = [("reject", _("Trả lại"), True)]
        if not is_own(obj, user):
            actions += [
                ("approve", _("Duyệt"), False),
                ("approve", _("Duyệt kèm lời nhắn"), True),
            ]
        return actions

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        """The form of an action: a return cannot go without its reason."""
        return ReasonForm if action == "reject" else CommentForm

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Approve or return. Raises ApprovalRefusedError for one's own text or a missing reason."""
        if action_name == "approve" and is_own(task_state.workflow_state.content_object, user):
            raise ApprovalRefusedError(SECOND_PERSON_NEEDED)
        if action_name == "reject" and not kwargs.get("comment", "").strip():
            raise ApprovalRefusedError(_("Hãy viết lý do, để người viết biết cần sửa gì."))
        super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> Any:
        """What the step is, for administrators."""
        return _("Người trong nhóm được chọn duyệt hoặc trả lại; không ai duyệt bài của mình.")
