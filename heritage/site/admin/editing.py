"""How the edit forms are made up: groups of fields in the order in which an officer thinks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
)

from heritage.site.admin.forms import (
    PeoplesPageForm,
    PeoplesRecordForm,
    ThingForm,
    ThingPageForm,
)
from heritage.site.admin.meant_for import WhoSeesPanel
from heritage.site.admin.media.panel import FilesPanel
from heritage.site.admin.panels import (
    FactChooser,
    FactInline,
    FactsPanel,
    PeoplesPanel,
    ReasonPanel,
)
from heritage.site.admin.suggestions import LanguageInput, ScriptInput
from heritage.site.admin.typed import WholeNumberInput

TITLE = _("Tên người ta thường gọi, viết đủ dấu.")
SUMMARY = _("Hai, ba câu. Hiện ở danh sách và khi chia sẻ.")
BODY = _("Kể cho người chưa biết. Dùng tiêu đề nhỏ để chia đoạn.")
TAGS = _("Từ khóa để tìm và lọc. Gõ rồi bấm Enter sau mỗi thẻ.")
NUMBER = _("Chỉ ghi số.")


TYPED = {
    "language": LanguageInput,
    "native_script": ScriptInput,
    "autonym_script": ScriptInput,
    "price_min_vnd": WholeNumberInput,
    "price_max_vnd": WholeNumberInput,
    "weight_g": WholeNumberInput,
}
"""Codes, which offer those the archive knows, and numbers that people write in groups."""


def line(name: str, help_text: Any = "", **kwargs: Any) -> FieldPanel:
    """One field with its line of help; without one, the model's own help is shown."""
    if name in TYPED:
        kwargs.setdefault("widget", TYPED[name])
    return FieldPanel(name, help_text=help_text, disable_comments=True, **kwargs)


def text(name: str, help_text: Any = "", rows: int = 3) -> FieldPanel:
    """A longer text without formatting."""
    return line(name, help_text, widget=forms.Textarea(attrs={"rows": rows}))


VOCABULARIES = frozenset({"ich_type", "theme", "topic", "category", "rights", "domain"})
"""Fields that choose a term: each from its own list, which is short."""


def choice(name: str, help_text: Any = "") -> FieldPanel:
    """A term from its list."""
    return line(name, help_text, widget=drop_down())


def tick_boxes() -> forms.Widget:
    """Boxes to tick, for a short list."""
    return forms.CheckboxSelectMultiple()


def drop_down() -> forms.Widget:
    """A list to choose from, for pages of one kind: officers do not look for them in a tree."""
    return forms.Select()


def row(*names: str, **help_texts: Any) -> FieldRowPanel:
    """Short fields beside each other."""
    return FieldRowPanel(
        [
            choice(name, help_texts.get(name, ""))
            if name in VOCABULARIES
            else line(name, help_texts.get(name, ""))
            for name in names
        ]
    )


def group(heading: Any, *panels: Panel, icon: str = "", folded: bool = False) -> MultiFieldPanel:
    """Fields that belong together; folded, what is long and seldom needed."""
    classes = "collapsed" if folded else ""
    return MultiFieldPanel(list(panels), heading=heading, icon=icon, classname=classes)


def materials() -> MultiFieldPanel:
    """The materials of the vocabulary, some forty boxes to tick."""
    boxes = line("material_terms", _("Chọn trong danh mục, để lọc."), widget=tick_boxes())
    return group(_("Chất liệu trong danh mục"), boxes, folded=True)


def places() -> FactChooser:
    """The places of a thing."""
    return FactChooser(
        "place_links",
        chooser_field_name="place",
        heading=_("Địa danh"),
        label=_("địa danh"),
        help_text=_("Chọn trong danh sách địa danh; gõ vài chữ để tìm."),
        panels=[line("place", _("Nơi ấy trong danh sách địa danh.")), line("name_as_recorded")],
    )


def relations() -> FactInline:
    """Other things of the archive, of any kind."""
    return FactInline(
        "relation_links",
        heading=_("Liên quan đến"),
        label=_("liên quan"),
        help_text=_("Nội dung khác trong kho mà bài này nhắc tới."),
        panels=[line("target", _("Mã bảy ký tự dưới tên nội dung, hoặc địa chỉ vĩnh viễn."))],
    )


def belonging(*more: Panel) -> MultiFieldPanel:
    """Whose it is and where."""
    return group(_("Của ai, ở đâu"), PeoplesPanel(), text("meant_for"), *more, icon="group")


def sources_and_rights(*rights: Panel) -> MultiFieldPanel:
    """Sources, rights, who may see it, what to ask and to forbid before."""
    return group(
        _("Nguồn và quyền"),
        text("sources"),
        *rights,
        WhoSeesPanel(),
        line("warns_of_name"),
        line("warns_of_voice"),
        line("warns_of_sacred"),
        line("machine_use"),
        icon="key",
    )


def tags() -> FieldPanel:
    """Keywords."""
    return line("tags", TAGS)


def notes() -> MultiFieldPanel:
    """What only staff reads."""
    return group(_("Ghi chú nội bộ"), text("needs_check"), icon="warning")


def page_form(*groups: Panel, peoples: bool = True) -> Panel:
    """The form of a kind of page: one long sheet, and the address aside."""
    sheet = ObjectList([ReasonPanel(), FactsPanel(), FilesPanel(), *groups], heading=_("Nội dung"))
    address = ObjectList(
        [
            line(
                "slug",
                _("Phần cuối của địa chỉ trang. Đổi thì địa chỉ cũ không còn dẫn tới đây."),
                widget=forms.TextInput,
                heading=_("Địa chỉ trang"),
            ),
            PublishingPanel(),
        ],
        heading=_("Địa chỉ"),
    )
    form = PeoplesPageForm if peoples else ThingPageForm
    return TabbedInterface([sheet, address], base_form_class=form)


def record_form(*groups: Panel, peoples: bool = True) -> Panel:
    """The form of a kind of record."""
    form = PeoplesRecordForm if peoples else ThingForm
    panels = [ReasonPanel(), FactsPanel(), FilesPanel(), *groups, PublishingPanel()]
    return ObjectList(panels, base_form_class=form)
