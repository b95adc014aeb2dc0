"""The provinces of today and the six regions of the map.

The regions follow the six of the national master plan (Resolution 81/2023/QH15), with the provinces
as they were merged in 2025. They cut the map into sheets, and decide nothing else. Codes of
provinces: General Statistics Office.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.analysis.folding import fold


@dataclass(frozen=True)
class Region:
    """A part of the country: its name in addresses and in words, its provinces by their codes."""

    slug: str
    name: str | Promise
    provinces: dict[str, str]
    label: tuple[float, float]
    """Latitude and longitude where its name begins on the map of the country."""


REGIONS = (
    Region(
        "mien-nui-phia-bac",
        _("Trung du và miền núi phía Bắc"),
        {
            "12": "Lai Châu",
            "11": "Điện Biên",
            "14": "Sơn La",
            "15": "Lào Cai",
            "08": "Tuyên Quang",
            "04": "Cao Bằng",
            "20": "Lạng Sơn",
            "19": "Thái Nguyên",
            "25": "Phú Thọ",
        },
        (23.65, 107.1),
    ),
    Region(
        "dong-bang-song-hong",
        _("Đồng bằng sông Hồng"),
        {
            "01": "Hà Nội",
            "24": "Bắc Ninh",
            "22": "Quảng Ninh",
            "31": "Hải Phòng",
            "33": "Hưng Yên",
            "37": "Ninh Bình",
        },
        (20.5, 107.4),
    ),
    Region(
        "bac-trung-bo",
        _("Bắc Trung Bộ"),
        {"38": "Thanh Hóa", "40": "Nghệ An", "42": "Hà Tĩnh", "44": "Quảng Trị", "46": "Huế"},
        (18.3, 106.75),
    ),
    Region(
        "nam-trung-bo-tay-nguyen",
        _("Nam Trung Bộ và Tây Nguyên"),
        {
            "48": "Đà Nẵng",
            "51": "Quảng Ngãi",
            "52": "Gia Lai",
            "66": "Đắk Lắk",
            "56": "Khánh Hòa",
            "68": "Lâm Đồng",
        },
        (14.2, 109.55),
    ),
    Region(
        "dong-nam-bo",
        _("Đông Nam Bộ"),
        {"75": "Đồng Nai", "80": "Tây Ninh", "79": "Hồ Chí Minh"},
        (9.95, 107.9),
    ),
    Region(
        "dong-bang-song-cuu-long",
        _("Đồng bằng sông Cửu Long"),
        {
            "82": "Đồng Tháp",
            "86": "Vĩnh Long",
            "91": "An Giang",
            "92": "Cần Thơ",
            "96": "Cà Mau",
        },
        (8.05, 103.9),
    ),
)
"""From north to south, and so their provinces."""

REGION_OF = {code: region for region in REGIONS for code in region.provinces}
"""The region of each province by its code."""
_CODES = {fold(name): code for region in REGIONS for code, name in region.provinces.items()}


def region_called(slug: str) -> Region | None:
    """A region by its name in addresses."""
    return next((region for region in REGIONS if region.slug == slug), None)


def code_of(unit_code: str | None, recorded: str) -> str:
    """The code of a province that is linked, or only named; empty for what is none of today."""
    return unit_code if unit_code in REGION_OF else _CODES.get(fold(recorded), "")
