"""The parts of the admin that officers work in, in their words and order."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
    WorkflowPreviewView,
)

from heritage.accounts.policies import OWN
from heritage.accounts.roles import KINDS
from heritage.accounts.second_person import SECOND_PERSON_NEEDED
from heritage.peoples.models import AdministrativeUnit, Synonym, Term
from heritage.records.things import original_locale
from heritage.site.admin.actions import PUBLISH
from heritage.site.admin.choosers import OriginalChooser
from heritage.site.admin.editing_records import RECORD_FORMS
from heritage.site.admin.filters import filterset_for
from heritage.site.admin.listings import PageList, RecordList, SectionOfKindView
from heritage.site.models import TextPage

MAY_WORK = ("add", "change", "publish", "view")


class KindMenuItem(MenuItem):
    """Shown to those who may work on the kind."""

    model: Any = None

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may do anything with the kind."""
        policy = policy_registry.get_by_type(self.model)
        return bool(policy.user_has_any_permission(request.user, MAY_WORK))


class PageKind(PageListingViewSet):
    """A kind of page: a flat list, and one button to add."""

    index_view_class = PageList
    choose_parent_view_class = SectionOfKindView
    list_display = PageListingViewSet.UNDEFINED
    columns = PageListingViewSet.UNDEFINED
    add_to_admin_menu = True

    @cached_property
    def filterset_class(self) -> Any:
        """Filters of the kind."""
        return filterset_for(self.model)

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        """The menu item, for those who may work here."""
        return type("KindMenuItem", (KindMenuItem,), {"model": self.model})


def page_kind(
    kind: str, name: str, label: Any, icon: str, order: int, *, in_menu: bool = True
) -> PageKind:
    """The list of a kind of page at /admin/<name>/."""
    return PageKind(
        name,
        model=apps.get_model(KINDS[kind]),
        menu_label=label,
        icon=icon,
        menu_order=order,
        add_to_admin_menu=in_menu,
    )


class NeverPublishes:
    """A record's form saves and submits; a second person publishes (see `actions`)."""

    def get_available_actions(self) -> list[str]:
        """All but publishing."""
        actions: list[str] = super().get_available_actions()  # type: ignore[misc]
        if self.request.POST.get(PUBLISH):  # type: ignore[attr-defined]
            messages.warning(self.request, str(SECOND_PERSON_NEEDED))  # type: ignore[attr-defined]
        return [action for action in actions if action != "publish"]


class OwnOrGranted:
    """Asks about this record: who may add may change his own, not everybody's."""

    def user_has_permission(self, permission: str) -> bool:
        """Wagtail's answer for the kind, and ours for the record."""
        allowed = bool(super().user_has_permission(permission))  # type: ignore[misc]
        thing = getattr(self, "object", None)
        if not allowed or thing is None or permission not in OWN:
            return allowed
        user = self.request.user  # type: ignore[attr-defined]
        if policy_registry.get(thing).user_has_permission_for_instance(user, permission, thing):
            return True
        task = thing.current_workflow_task if permission == "change" else None
        return bool(task and task.user_can_access_editor(thing, user))


class EditRecordView(OwnOrGranted, NeverPublishes, EditView):
    """An existing record."""


class DeleteRecordView(OwnOrGranted, DeleteView):
    """Removing a record."""


class CreateRecordView(NeverPublishes, CreateView):
    """A new record: Vietnamese first, and owned by whoever makes it."""

    def get_locale(self) -> Any:
        """Vietnamese, whatever the address asks: other languages are translations."""
        return original_locale()

    def get_translations(self) -> list[Any]:
        """None: there is nothing to translate yet."""
        return []

    def save_instance(self) -> Any:
        """Save, and note who made it."""
        self.form.instance.owner = self.request.user
        return super().save_instance()


class PreviewForTaskView(WorkflowPreviewView):
    """What waits for approval as the public would see it. A person has no page to be seen on, and
    Wagtail asks for one."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The page; Http404 where there is none."""
        if not self.object.is_previewable():
            raise Http404
        return super().get(request, *args, **kwargs)


class RecordKind(SnippetViewSet):
    """A kind of record."""

    index_view_class = RecordList
    add_view_class = CreateRecordView
    edit_view_class = EditRecordView
    delete_view_class = DeleteRecordView
    workflow_preview_view_class = PreviewForTaskView
    chooser_viewset_class = OriginalChooser
    list_per_page = 50
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_admin_menu = True
    index_template_name = "admin/listing/list.html"

    @cached_property
    def filterset_class(self) -> Any:
        """Filters of the kind."""
        return filterset_for(self.model)


def record_kind(kind: str, name: str, label: Any, icon: str, order: int) -> RecordKind:
    """The list of a kind of record at /admin/<name>/."""
    return RecordKind(
        model=apps.get_model(KINDS[kind]),
        base_url_path=name,
        admin_url_namespace=f"kind_{kind}",
        menu_label=label,
        icon=icon,
        menu_order=order,
        edit_handler=RECORD_FORMS[kind](),
        menu_name=name,
    )


class TermViewSet(SnippetViewSet):
    """Vocabularies."""

    model = Term
    icon = "list-ul"
    menu_label = _("Danh mục từ")
    base_url_path = "danh-muc"
    list_display = ["label_vi", "code", "scheme", "sort_order"]
    list_filter = ["scheme"]
    search_fields = ["label_vi", "code", "label_en"]
    copy_view_enabled = False


class UnitViewSet(SnippetViewSet):
    """Administrative units."""

    model = AdministrativeUnit
    icon = "site"
    menu_label = _("Đơn vị hành chính")
    base_url_path = "don-vi"
    list_display = ["full_name", "code", "level", "valid_from", "valid_to"]
    list_filter = ["level"]
    search_fields = ["full_name", "folded", "code"]
    copy_view_enabled = False


class SynonymViewSet(SnippetViewSet):
    """What means the same to whoever searches."""

    model = Synonym
    icon = "search"
    menu_label = _("Từ cùng nghĩa")
    base_url_path = "tu-cung-nghia"
    list_display = ["__str__", "note"]
    search_fields = ["names", "note"]
    copy_view_enabled = False


class ReferenceGroup(SnippetViewSetGroup):
    """Lists that others choose from."""

    items = (TermViewSet, UnitViewSet, SynonymViewSet)
    menu_label = _("Danh mục")
    menu_icon = "list-ul"
    menu_name = "danh-muc"
    menu_order = 800


class WaresGroup(ViewSetGroup):
    """Products and their makers."""

    menu_label = _("Sản vật")
    menu_icon = "tag"
    menu_name = "san-vat"
    menu_order = 370
    items = (
        page_kind("product", "san-pham", _("Sản vật"), "tag", 10, in_menu=False),
        page_kind("producer", "nguoi-lam", _("Người làm"), "group", 20, in_menu=False),
    )


class InstitutionPages(PageListingViewSet):
    """About, contact, personal data, accessibility: whatever the institution says of itself."""

    model = TextPage
    icon = "clipboard-list"
    menu_label = _("Trang của cơ quan")
    menu_order = 385
    add_to_admin_menu = True
    name = "trang-co-quan"

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        """The menu item, for those who may work here."""
        return type("KindMenuItem", (KindMenuItem,), {"model": self.model})


def all_viewsets() -> list[Any]:
    """Everything in the menu that is a kind, in its order."""
    return [
        page_kind("people", "dan-toc", _("Dân tộc"), "group", 310),
        page_kind("festival", "le-hoi", _("Lễ hội"), "date", 320),
        page_kind("custom", "phong-tuc", _("Phong tục"), "home", 330),
        record_kind("item", "tu-lieu", _("Tư liệu"), "folder-open-inverse", 340),
        record_kind("word", "tu-dien", _("Từ điển"), "openquote", 350),
        page_kind("story", "chuyen-ke", _("Chuyện kể"), "doc-full", 355),
        record_kind("library", "thu-vien", _("Thư viện"), "doc-full-inverse", 360),
        WaresGroup(),
        page_kind("notice", "thong-bao", _("Thông báo"), "info-circle", 380),
        InstitutionPages(),
        record_kind("place", "dia-danh", _("Địa danh"), "globe", 390),
        record_kind("person", "nhan-vat", _("Nhân vật"), "user", 395),
        ReferenceGroup(),
    ]
