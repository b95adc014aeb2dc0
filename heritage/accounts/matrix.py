"""The permission matrix as a page of documentation, in Vietnamese."""

from __future__ import annotations

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import override

from heritage.accounts.roles import KINDS, LISTS, PAGES, RECORDS, ROLES, Role

ACTIONS = {
    "view": "xem",
    "add": "thêm",
    "change": "sửa",
    "publish": "duyệt, xuất bản",
    "lock": "khóa",
    "unlock": "mở khóa",
    "delete": "xóa",
    "bulk_delete": "xóa nhiều",
}

INTRODUCTION = """\
# Phân quyền

<!-- Tự động viết ra từ heritage/accounts/roles.py: `manage.py permission_matrix`. Đừng sửa tay. -->

Mỗi người có một hay nhiều vai trò. Ai thêm được thì sửa được bài của chính mình, và xóa được khi
bài ấy chưa từng công khai. Bài của người khác mà mình không sửa được thì chỉ thấy tên trong danh
sách, không mở bản nháp ra đọc được. Trang đang công khai không ai xóa được: phải gỡ xuống trước.
Không ai tự duyệt bài mình viết, mình sửa sau cùng hay mình trình, kể cả người quản trị.
Nội dung không dành cho mọi người thì chỉ ai được cộng đồng cho xem mới mở được, cán bộ cũng vậy.
"""


def cell(role: Role, kind: str) -> str:
    """What the role may do to things of the kind, in words."""
    words = [word for action, word in ACTIONS.items() if role.allows(kind, action)]
    if role.allows(kind, "change", own=True) and not role.allows(kind, "change"):
        words.append("sửa bài của mình")
    if role.allows(kind, "delete", own=True) and not role.allows(kind, "delete"):
        words.append("xóa bản nháp của mình")
    return ", ".join(words) or "–"


def matrix_markdown() -> str:
    """The whole page. The same for the same code, whatever the database holds."""
    with override("vi"):
        lines = [INTRODUCTION, "| vai trò | làm gì |", "|---|---|"]
        lines += [f"| {role.group} | {role.does} |" for role in ROLES]
        for title, kinds in (
            ("Trang", PAGES),
            ("Hồ sơ", RECORDS),
            ("Danh mục tham chiếu", LISTS),
        ):
            lines += ["", f"## {title}", ""]
            lines.append(f"| | {' | '.join(role.group for role in ROLES)} |")
            lines.append("|---" * (len(ROLES) + 1) + "|")
            for kind in kinds:
                name = capfirst(str(apps.get_model(KINDS[kind])._meta.verbose_name))
                lines.append(f"| {name} | {' | '.join(cell(role, kind) for role in ROLES)} |")
        lines += ["", "## Quyền khác", "", "| vai trò | quyền |", "|---|---|"]
        for role in ROLES:
            names = ", ".join(f"`{name}`" for name in sorted(role.others))
            lines.append(f"| {role.group} | {names} |")
    return "\n".join(lines) + "\n"
