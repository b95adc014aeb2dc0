"""The TK Labels of Local Contexts: a vocabulary that a community's own labels may answer to.

Names, codes and addresses only. Local Contexts means the text of a label to be the community's own,
so their template texts are not copied; the glosses here are ours, to help a custodian choose.

Read on 28 November 2026. Codes and names: the pages of the single labels below
https://localcontexts.org/label/, and the source of the Local Contexts Hub
(github.com/localcontexts/localcontextshub). Addresses: the same pages; for TK F, TK WG, TK CS and
TK OC, whose pages could not be read that day, the lists of the Research Activity Identifier (RAiD)
and of the Ocean Data and Information System (ODIS), which agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class TKLabel:
    """One label of Local Contexts: its code, its English name, its address, our gloss."""

    code: str
    name: str
    slug: str
    gloss: Any

    @property
    def uri(self) -> str:
        """The address that stands for the label."""
        return f"https://localcontexts.org/label/{self.slug}/"

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


_ALL = (
    TKLabel("TK A", "TK Attribution", "tk-attribution", _("nêu đúng nguồn và chủ nhân")),
    TKLabel("TK CL", "TK Clan", "tk-clan", _("dùng theo lệ của dòng họ")),
    TKLabel("TK F", "TK Family", "tk-family", _("dùng theo lệ của gia đình")),
    TKLabel(
        "TK MC",
        "TK Multiple Communities",
        "tk-multiple-communities",
        _("nhiều cộng đồng cùng giữ, cùng quyết định"),
    ),
    TKLabel(
        "TK CV",
        "TK Community Voice",
        "tk-community-voice",
        _("mời người trong cộng đồng kể thêm"),
    ),
    TKLabel(
        "TK CR", "TK Creative", "tk-creative", _("sáng tác dựa trên tri thức của cộng đồng mình")
    ),
    TKLabel("TK V", "TK Verified", "tk-verified", _("cộng đồng thấy trình bày như vậy là đúng")),
    TKLabel("TK NV", "TK Non-Verified", "tk-non-verified", _("cộng đồng chưa xác nhận")),
    TKLabel("TK S", "TK Seasonal", "tk-seasonal", _("chỉ nghe, dùng vào mùa hay dịp nhất định")),
    TKLabel(
        "TK WG",
        "TK Women General",
        "tk-women-general",
        _("theo lệ chỉ phụ nữ trong cộng đồng dùng"),
    ),
    TKLabel(
        "TK MG", "TK Men General", "tk-men-general", _("theo lệ chỉ đàn ông trong cộng đồng dùng")
    ),
    TKLabel(
        "TK MR",
        "TK Men Restricted",
        "tk-men-restricted",
        _("chỉ những người đàn ông được luật tục cho phép"),
    ),
    TKLabel(
        "TK WR",
        "TK Women Restricted",
        "tk-women-restricted",
        _("chỉ những người phụ nữ được luật tục cho phép"),
    ),
    TKLabel(
        "TK CS",
        "TK Culturally Sensitive",
        "tk-culturally-sensitive",
        _("dễ động chạm đến văn hóa, cần giữ ý"),
    ),
    TKLabel("TK SS", "TK Secret / Sacred", "tk-secret-sacred", _("có phần bí mật hoặc thiêng")),
    TKLabel(
        "TK OC",
        "TK Open to Commercialization",
        "tk-commercial",
        _("sẵn lòng bàn việc kinh doanh"),
    ),
    TKLabel("TK NC", "TK Non-Commercial", "tk-non-commercial", _("không dùng để kinh doanh")),
    TKLabel(
        "TK CO", "TK Community Use Only", "tk-community-use-only", _("chỉ dùng trong cộng đồng")
    ),
    TKLabel("TK O", "TK Outreach", "tk-outreach", _("được dùng để dạy học và giới thiệu")),
    TKLabel(
        "TK CB",
        "TK Open to Collaboration",
        "tk-open-to-collaboration",
        _("sẵn lòng cùng nghiên cứu"),
    ),
)

TK_LABELS = {label.code: label for label in _ALL}
"""By code, in the order of Local Contexts."""


def known_label(code: str) -> None:
    """Refuse a code that is none of Local Contexts' labels."""
    if code not in TK_LABELS:
        raise ValidationError(_("Local Contexts không có nhãn này."))
