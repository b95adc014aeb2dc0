"""What to do first in an empty archive, in order: on the desk of who may make accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from heritage.accounts.roles import LEADER, OFFICER, Role
from heritage.peoples.models import People
from heritage.site.models import Institution


@dataclass(frozen=True)
class Step:
    """One thing to do: what, why, where, and whether it is done."""

    words: str
    reason: str
    url: str
    is_done: bool


class FirstSteps(Component):
    """The administrator's way through an empty archive; nothing once it has been walked."""

    template_name = "admin/first_steps.html"
    order = 50

    def __init__(self, user: Any) -> None:
        super().__init__()
        self.user = user

    @cached_property
    def steps(self) -> list[Step]:
        """All steps, as long as one is left and the person may take it."""
        if not self.user.has_perm("accounts.add_user"):
            return []
        keeper = Institution.for_site(Site.objects.get(is_default_site=True))
        add_user = reverse("wagtailusers_users:add")
        steps = [
            Step(
                _("Thêm dân tộc"),
                _("Lễ hội, phong tục và tư liệu đều phải thuộc về một dân tộc."),
                reverse("dan-toc:choose_parent"),
                People.objects.exists(),
            ),
            Step(
                _("Thêm tài khoản cán bộ văn hóa"),
                _("Cán bộ viết bài và trình duyệt."),
                add_user,
                _has_account(OFFICER),
            ),
            Step(
                _("Thêm tài khoản lãnh đạo"),
                _("Không ai tự duyệt bài của mình, nên cần một người nữa để xuất bản."),
                add_user,
                _has_account(LEADER),
            ),
            Step(
                _("Ghi người phụ trách và cách liên hệ của cơ quan"),
                _("Hiện ở trang Liên hệ và cuối mọi trang công khai; ô nào trống thì không hiện."),
                reverse("wagtailsettings:edit", args=["site", "institution"]),
                _can_be_reached(keeper),
            ),
        ]
        return [] if all(step.is_done for step in steps) else steps

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The steps."""
        return {"steps": self.steps}


def _can_be_reached(keeper: Institution) -> bool:
    """Whether a visitor learns who answers him, and how."""
    ways = keeper.phone or keeper.email or keeper.address
    return bool(keeper.agency and keeper.responsible_officer and ways)


def _has_account(role: Role) -> bool:
    people = get_user_model()._default_manager.filter(is_active=True)
    return people.filter(groups__name=role.group).exists()
