"""The edit forms of the kinds that are records."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from heritage.site.admin.editing import (
    SUMMARY,
    belonging,
    choice,
    group,
    line,
    materials,
    notes,
    places,
    record_form,
    relations,
    row,
    sources_and_rights,
    tags,
    text,
)
from heritage.site.admin.panels import FactChooser, FactInline


def item() -> Panel:
    """An archive item."""
    return record_form(
        group(
            _("Nội dung"),
            line("title", _("Tả ngắn cho biết đây là gì: “Vòng xoang trước nhà rông”.")),
            row(
                "item_kind",
                "catalogue_number",
                item_kind=_("Ảnh, bản ghi âm, phim, hiện vật…"),
                catalogue_number=_("Số trong sổ đăng ký của nơi giữ."),
            ),
            text("description", _("Thấy gì, nghe gì; ai, ở đâu, trong dịp nào."), rows=5),
            tags(),
        ),
        belonging(
            places(),
            FactChooser(
                "person_links",
                chooser_field_name="person",
                heading=_("Nhân vật"),
                label=_("nhân vật"),
                help_text=_("Người làm ra, người trình diễn, người trong hình."),
                panels=[
                    line("person", _("Người trong danh sách nhân vật.")),
                    line("role", _("Người ấy có vai trò gì ở đây.")),
                ],
            ),
            relations(),
        ),
        group(
            _("Làm ra khi nào, bằng gì"),
            row("created", "creator_role"),
            row(
                "holder",
                "dimensions",
                holder=_("Cơ quan, chùa hay gia đình đang giữ."),
                dimensions=_("Kích thước hoặc độ dài, kèm đơn vị."),
            ),
            line("materials", _("Bằng lời: gỗ, đồng, giấy dó…")),
            line("languages"),
        ),
        materials(),
        sources_and_rights(
            choice("rights", _("Ai được dùng lại và dùng thế nào.")),
            line("credit", _("Tên phải ghi khi dùng lại.")),
        ),
        notes(),
    )


def library() -> Panel:
    """A library document."""
    return record_form(
        group(
            _("Nội dung"),
            line("title", _("Tên bài hoặc tên văn bản.")),
            row(
                "document_kind",
                "number",
                document_kind=_("Bài viết hay văn bản pháp luật."),
                number=_("Số, ký hiệu của văn bản."),
            ),
            row(
                "issuer",
                "date",
                issuer=_("Cơ quan ban hành, báo đăng."),
                date=_("Ngày ký, ngày đăng."),
            ),
            text("summary", SUMMARY, rows=5),
            text("subject", _("Trích yếu ghi trên văn bản.")),
            line("status", _("Còn hiệu lực, đã thay thế…")),
            tags(),
        ),
        belonging(line("province_as_recorded")),
        group(
            _("Trích dẫn"),
            line("decision_numbers"),
            FactChooser(
                "citation_links",
                chooser_field_name="cited_by",
                heading=_("Bài nhắc đến văn bản này"),
                label=_("bài nhắc đến"),
                help_text=_("Chọn những bài trong thư viện có dẫn văn bản này."),
                panels=[line("cited_by", _("Bài viết trong thư viện."))],
            ),
            line("source_file", _("Tên tệp gốc, để đối chiếu.")),
        ),
        sources_and_rights(),
        notes(),
    )


def word() -> Panel:
    """A dictionary entry."""
    return record_form(
        group(
            _("Từ"),
            row("language", "part_of_speech", part_of_speech=_("Danh từ, động từ…")),
            line("title", _("Chữ viết thông thường của từ."), heading=_("Từ")),
            row(
                "headword_native",
                "romanisation",
                romanisation=_("Chỉ khi từ viết bằng chữ khác chữ Latinh."),
            ),
            line("ipa", _("Cách đọc, theo bảng IPA.")),
        ),
        group(
            _("Nghĩa"),
            line("gloss", _("Nghĩa ngắn gọn bằng tiếng của người đọc.")),
            text("example", _("Một câu người bản ngữ nói.")),
            text("example_translation", _("Câu ấy nghĩa là gì.")),
            choice("domain", _("Chọn từ danh mục.")),
            tags(),
        ),
        sources_and_rights(),
        notes(),
        peoples=False,
    )


def place() -> Panel:
    """A place."""
    return record_form(
        group(
            _("Nội dung"),
            line("title", _("Tên hôm nay.")),
            line("place_kind", _("Làng, chùa, đền tháp, sông…")),
            text("summary", SUMMARY),
            tags(),
        ),
        belonging(
            FactInline(
                "unit_links",
                heading=_("Thuộc đơn vị hành chính nào"),
                label=_("đơn vị"),
                help_text=_("Ghi cả trước và sau ngày 1/7/2025, để tên cũ vẫn tìm được."),
                panels=[
                    row("era", "level", era=_("Trước hay sau 1/7/2025."), level=_("Cấp nào.")),
                    row(
                        "name_as_recorded",
                        "unit",
                        name_as_recorded=_("Tên như trong tài liệu."),
                        unit=_("Trong danh mục hành chính."),
                    ),
                ],
            ),
            row(
                "latitude",
                "longitude",
                latitude=_("Số thập phân, như 14.3497."),
                longitude=_("Số thập phân, như 108.0005."),
            ),
        ),
        sources_and_rights(),
        notes(),
    )


def person() -> Panel:
    """A person."""
    return record_form(
        group(
            _("Nội dung"),
            line("title", _("Họ tên người ấy muốn được gọi."), heading=_("Họ tên")),
            line("other_names"),
            row("roles", "living", living=_("Quyết định cần sự đồng ý của ai.")),
            line("biography", _("Chỉ điều người ấy hoặc gia đình đồng ý kể.")),
            tags(),
        ),
        belonging(),
        sources_and_rights(),
        notes(),
    )


RECORD_FORMS = {
    "item": item,
    "library": library,
    "word": word,
    "place": place,
    "person": person,
}
