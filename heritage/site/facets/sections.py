"""How each section's list can be narrowed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from heritage.site.facets.base import Facet
from heritage.site.facets.fields import ChoiceFacet, MonthFacet, TermFacet
from heritage.site.facets.links import PeopleFacet, ProvinceFacet
from heritage.site.facets.words import LanguageFacet, LetterFacet

_PROVINCE = ProvinceFacet("place_links__place")
_ICH_TYPE = TermFacet("loai", _("Loại hình"), "ich_type")

FACETS: dict[str, tuple[Facet, ...]] = {
    "people": (),
    "festival": (PeopleFacet(), MonthFacet("typical_months"), _ICH_TYPE, _PROVINCE),
    "custom": (PeopleFacet(), TermFacet("chu-de", _("Chủ đề"), "theme"), _ICH_TYPE, _PROVINCE),
    "item": (PeopleFacet(), ChoiceFacet("loai", _("Loại tư liệu"), "item_kind"), _PROVINCE),
    "story": (PeopleFacet(), _PROVINCE),
    "library": (PeopleFacet(), ChoiceFacet("loai", _("Loại văn bản"), "document_kind")),
    "word": (LanguageFacet(), LetterFacet(), TermFacet("chu-de", _("Chủ đề"), "domain")),
    "product": (
        PeopleFacet(),
        TermFacet("loai", _("Loại sản vật"), "category"),
        ChoiceFacet("gia", _("Cách báo giá"), "price_kind"),
        ChoiceFacet("hang", _("Tình trạng hàng"), "stock"),
    ),
    "producer": (
        PeopleFacet(),
        ChoiceFacet("loai", _("Loại hình"), "producer_kind"),
        ProvinceFacet("place"),
    ),
    "notice": (PeopleFacet(), TermFacet("chu-de", _("Chủ đề"), "topic")),
    "place": (
        PeopleFacet(),
        ChoiceFacet("loai", _("Loại địa danh"), "place_kind"),
        ProvinceFacet(""),
    ),
}
