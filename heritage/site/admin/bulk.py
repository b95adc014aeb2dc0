"""What can be done to several things at once: tag, assign to peoples, publish.

The same for pages and records. What is public already gets a draft with the change, which a second
person publishes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.apps import apps
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.forms.tags import TagField
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page
from wagtail.permissions import policy_registry

from heritage.accounts.roles import RECORDS
from heritage.accounts.second_person import is_own
from heritage.exchange.first_versions import keep_first_version
from heritage.records.pages import HeritagePage
from heritage.records.things import HeritageObject
from heritage.site.admin.closed import is_closed
from heritage.site.admin.forms import PeoplesField, peoples
from heritage.site.admin.wholeness import shortcomings


class ThingBulkAction(BulkAction):
    """Shared by all: which things, and who may."""

    template_name = "admin/bulk/confirm.html"
    question: Any = ""
    refusal: Any = _("Anh chị không sửa được những nội dung này, hoặc chúng đang bị khóa:")

    def object_context(self, obj: Any) -> dict[str, Any]:
        """A title with its way to the form."""
        finder = AdminURLFinder(self.request.user)
        return {"item": obj, "edit_url": finder.get_edit_url(obj)}

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, Any]]:
        """The things ticked on the list. Never “all”: nothing is touched that was not seen."""
        ids = [pk for pk in self.request.GET.getlist("id") if pk != "all"]
        found = [self.specific(thing) for thing in self.model._default_manager.filter(pk__in=ids)]
        found = [thing for thing in found if not is_closed(self.request.user, thing)]
        allowed = [thing for thing in found if self.check_perm(thing)]
        refused = [thing for thing in found if thing not in allowed]
        shown = [self.object_context(thing) | {"why": self.why_not(thing)} for thing in refused]
        return allowed, {"items_with_no_access": shown}

    def specific(self, thing: Any) -> Any:
        """The thing as its own model."""
        return thing.specific if isinstance(thing, Page) else thing

    def why_not(self, obj: Any) -> list[str]:
        """What the thing itself lacks, in words."""
        return []

    def check_perm(self, obj: Any) -> bool:
        """Whether the user may change the thing now."""
        user = self.request.user
        if not isinstance(obj, HeritageObject) or not obj.is_original:
            return False
        if (lock := obj.get_lock()) and lock.for_user(user):
            return False
        if isinstance(obj, HeritagePage):
            return bool(obj.permissions_for_user(user).can_edit())
        policy = policy_registry.get(obj)
        return bool(policy.user_has_permission_for_instance(user, "change", obj))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is asked, and what is refused."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"question": self.question, "refusal": self.refusal, "action": self}

    def get_execution_context(self) -> dict[str, Any]:
        """The user, and what he filled in."""
        data = self.cleaned_form.cleaned_data if self.cleaned_form else {}
        return {"user": self.request.user, "given": data}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """How many were changed, and how many of them wait for a second person."""
        done = ngettext("Đã sửa %(count)d nội dung.", "Đã sửa %(count)d nội dung.", 1) % {
            "count": num_parent_objects
        }
        if not num_child_objects:
            return done
        return (
            done
            + " "
            + (
                _("%(count)d nội dung đã công khai: phần sửa chờ người khác xuất bản.")
                % {"count": num_child_objects}
            )
        )

    @classmethod
    def change(cls, thing: Any, given: dict[str, Any]) -> None:
        """Change one draft."""

    @classmethod
    def execute_action(
        cls, objects: Iterable[Any], user: Any = None, given: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        """Change the newest draft of each; returns how many, and how many of them are public."""
        count = public = 0
        for thing in objects:
            keep_first_version(thing)
            draft = thing.get_latest_revision_as_object()
            cls.change(draft, given or {})
            if not draft.live:
                draft.save()
            draft.save_revision(user=user, log_action=True, clean=False)
            count += 1
            public += bool(draft.live)
        return count, public


class TagForm(forms.Form):
    """Tags to add."""

    tags = TagField(label=_("Thẻ"), help_text=_("Thêm vào thẻ đã có. Enter sau mỗi thẻ."))


class TagAction(ThingBulkAction):
    """Add tags."""

    display_name = _("Gắn thẻ")
    action_type = "tag"
    aria_label = _("Gắn thẻ cho những nội dung đã chọn")
    action_priority = 10
    question = _("Gắn thẻ cho những nội dung này:")
    form_class = TagForm

    @classmethod
    def change(cls, thing: Any, given: dict[str, Any]) -> None:
        """Add the tags to one draft."""
        thing.tags.add(*given["tags"])


class PeoplesForm(forms.Form):
    """Peoples to add."""

    peoples = PeoplesField(label=_("Dân tộc"), help_text=_("Thêm vào dân tộc đã gắn."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["peoples"].error_messages["required"] = _("Hãy chọn ít nhất một dân tộc.")


class PeoplesAction(ThingBulkAction):
    """Assign to peoples."""

    display_name = _("Gắn dân tộc")
    action_type = "peoples"
    aria_label = _("Gắn dân tộc cho những nội dung đã chọn")
    action_priority = 20
    question = _("Gắn dân tộc cho những nội dung này:")
    refusal = _("Không gắn dân tộc được cho những nội dung này:")
    form_class = PeoplesForm

    def get_form(self, form_class: Any = None) -> Any:
        """The boxes of the peoples that are open to the user."""
        form = super().get_form(form_class)
        form.fields["peoples"].queryset = peoples(self.request.user)
        return form

    def check_perm(self, obj: Any) -> bool:
        """Whether the user may change it, and it belongs to peoples at all."""
        return hasattr(type(obj), "people_links") and super().check_perm(obj)

    @classmethod
    def change(cls, thing: Any, given: dict[str, Any]) -> None:
        """Add the peoples to one draft, after those it has."""
        links = list(thing.people_links.all())
        present = {link.people_id for link in links}
        relation = type(thing).people_links.rel.related_model
        links += [relation(people=one) for one in given["peoples"] if one.pk not in present]
        for number, link in enumerate(links):
            link.sort_order = number
        thing.people_links = links


class PublishAction(ThingBulkAction):
    """Publish what others wrote."""

    display_name = _("Xuất bản")
    action_type = "publish"
    aria_label = _("Xuất bản những nội dung đã chọn")
    action_priority = 30
    question = _("Xuất bản những nội dung này?")
    refusal = _(
        "Những nội dung này anh chị không xuất bản được: do chính anh chị viết, sửa sau cùng hay"
        " trình; hoặc đang bị khóa; hoặc còn thiếu điều ghi bên cạnh:"
    )

    def check_perm(self, obj: Any) -> bool:
        """Whether the user may publish it, somebody else wrote it, and nothing is missing."""
        user = self.request.user
        if not isinstance(obj, HeritageObject):
            return False
        if (lock := obj.get_lock()) and lock.for_user(user):
            return False
        if isinstance(obj, HeritagePage):
            allowed = bool(obj.permissions_for_user(user).can_publish())
        else:
            policy = policy_registry.get(obj)
            allowed = policy.user_has_permission(user, "publish") and not is_own(obj, user)
        return allowed and not self.why_not(obj)

    def why_not(self, obj: Any) -> list[str]:
        """What the newest draft lacks."""
        if not isinstance(obj, HeritageObject):
            return []
        return shortcomings(obj.get_latest_revision_as_object())

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """How many were published."""
        return str(_("Đã xuất bản %(count)d nội dung.") % {"count": num_parent_objects})

    @classmethod
    def execute_action(
        cls, objects: Iterable[Any], user: Any = None, given: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        """Publish the newest draft of each."""
        count = 0
        for thing in objects:
            keep_first_version(thing)
            revision = thing.get_latest_revision() or thing.save_revision(clean=False)
            revision.publish(user=user)
            count += 1
        return count, 0


def _for_pages(action: type[ThingBulkAction]) -> type[ThingBulkAction]:
    return type(f"Page{action.__name__}", (action,), {"models": [Page]})


def _for_records(action: type[ThingBulkAction]) -> type[ThingBulkAction]:
    models = classproperty(lambda cls: [apps.get_model(label) for label in RECORDS.values()])
    return type(f"Record{action.__name__}", (action,), {"models": models})


ACTIONS = [
    make(action)
    for action in (TagAction, PeoplesAction, PublishAction)
    for make in (_for_pages, _for_records)
]
"""What is registered. “Publish” takes the place of Wagtail's own."""
