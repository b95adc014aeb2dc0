"""What must be there before a thing is submitted, by kind, besides what its model requires.

Forms and bulk actions refuse without it, and sheets warn of rows that publish without it.
"""

from django.utils.translation import gettext_lazy as _

REQUIRED: dict[str, tuple[str, ...]] = {
    "festival": ("sources", "peoples"),
    "custom": ("sources", "peoples"),
    "item": ("rights", "peoples"),
    "word": ("sources",),
}
CHILD_ROWS = {"peoples": "people_links"}
"""What of it stands in child rows: the name of their relation."""

MISSING = {
    "sources": _("Hãy ghi nguồn trước khi trình duyệt: sách, báo, quyết định hoặc người kể."),
    "peoples": _("Hãy chọn ít nhất một dân tộc trước khi trình duyệt."),
    "rights": _("Hãy chọn tuyên bố quyền trước khi trình duyệt."),
}
