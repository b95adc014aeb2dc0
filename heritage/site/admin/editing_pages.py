"""The edit forms of the kinds that are pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from heritage.site.admin.editing import (
    BODY,
    NUMBER,
    SUMMARY,
    TITLE,
    belonging,
    choice,
    drop_down,
    group,
    line,
    materials,
    notes,
    page_form,
    places,
    relations,
    row,
    sources_and_rights,
    tags,
    text,
)
from heritage.site.admin.panels import FactInline
from heritage.site.admin.typed import WholeNumberInput

LOOSE = _("Chọn từ danh mục.")


def people() -> Panel:
    """A people."""
    return page_form(
        group(
            _("Nội dung"),
            line("title", TITLE, heading=_("Tên dân tộc")),
            text("summary", SUMMARY),
            line("history", BODY),
            line("culture", BODY),
            line("festivals_told", _("Các lễ hội, kể chung.")),
            line("customs_told", _("Các phong tục, kể chung.")),
            text("provinces"),
            tags(),
        ),
        group(
            _("Tên gọi và tiếng nói"),
            row("autonym", "autonym_script"),
            FactInline(
                "names",
                heading=_("Tên gọi khác"),
                label=_("tên gọi"),
                help_text=_("Tên từng dùng để miệt thị: chọn “chỉ để tìm”."),
                panels=[
                    line("name", _("Một tên gọi khác của dân tộc này.")),
                    line("use", _("Tên chỉ để tìm không bao giờ hiện ra.")),
                ],
            ),
            row("languages", "gso_code"),
        ),
        group(
            _("Dân số"),
            FactInline(
                "populations",
                heading=_("Các số liệu"),
                label=_("số liệu"),
                help_text=_("Mỗi số liệu một năm, có nguồn. Không tự tính."),
                panels=[
                    line("year", _("Năm điều tra.")),
                    line("number", _("Số người, chỉ ghi số."), widget=WholeNumberInput),
                    line("source", _("Cuộc điều tra hoặc văn bản nào.")),
                ],
            ),
        ),
        sources_and_rights(),
        notes(),
        peoples=False,
    )


def festival() -> Panel:
    """A festival with its editions."""
    return page_form(
        group(
            _("Nội dung"),
            line("title", TITLE, heading=_("Tên lễ hội")),
            row("native_name", "native_script"),
            text("summary", SUMMARY),
            line("body", BODY),
            choice("ich_type", LOOSE),
            tags(),
            icon="doc-full",
        ),
        belonging(places()),
        group(
            _("Ngày hội"),
            line("calendar", _("Cộng đồng định ngày theo lịch nào.")),
            text("rule_text"),
            row("typical_months", "duration_days", duration_days=NUMBER),
            FactInline(
                "editions",
                heading=_("Các lần tổ chức"),
                label=_("lần tổ chức"),
                help_text=_(
                    "Mỗi năm một lần, có nguồn cho ngày. Không có nguồn thì chưa ghi ngày."
                ),
                panels=[
                    row(
                        "start_date",
                        "end_date",
                        start_date=_("Ngày đầu, dương lịch."),
                        end_date=_("Bỏ trống nếu chỉ một ngày."),
                    ),
                    line("status", _("Đã báo trước, dự kiến, đã tổ chức hay đã hủy.")),
                    line("place", _("Nơi tổ chức lần này; gõ vài chữ để tìm.")),
                    line("admission", _("Vé, giờ mở cửa, ai được vào.")),
                    line("source_note"),
                    line("confirmed_by", _("Tên và vai trò của người xác nhận.")),
                    line("programme", _("Chương trình theo từng ngày, từng nơi.")),
                ],
            ),
            icon="date",
        ),
        group(
            _("Cho khách đến dự"),
            text("etiquette"),
            text("closed_to_outsiders"),
            text("getting_there", _("Đi xe gì, từ đâu, mất bao lâu.")),
            text("contact", _("Hỏi ai: tên, cơ quan, số điện thoại.")),
        ),
        group(
            _("Ghi danh"),
            FactInline(
                "inscriptions",
                heading=_("Các danh mục di sản"),
                label=_("ghi danh"),
                help_text=_("Chỉ ghi khi có quyết định."),
                panels=[
                    line("list", LOOSE),
                    row(
                        "year",
                        "reference",
                        year=_("Năm ghi danh."),
                        reference=_("Số và ngày của quyết định."),
                    ),
                ],
            ),
        ),
        sources_and_rights(),
        notes(),
    )


def custom() -> Panel:
    """A custom."""
    return page_form(
        group(
            _("Nội dung"),
            line("title", TITLE, heading=_("Tên phong tục")),
            row("native_name", "native_script"),
            text("summary", SUMMARY),
            line("body", BODY),
            row("theme", "ich_type", theme=LOOSE, ich_type=LOOSE),
            tags(),
        ),
        belonging(places()),
        sources_and_rights(text("content_warning")),
        notes(),
    )


def story() -> Panel:
    """A story."""
    return page_form(
        group(
            _("Nội dung"),
            line("title", _("Tên câu chuyện."), heading=_("Tên chuyện")),
            line("byline", _("Ai kể, ai ghi.")),
            text("summary", SUMMARY),
            line("body", BODY),
            tags(),
        ),
        belonging(places(), relations()),
        sources_and_rights(),
        notes(),
    )


def notice() -> Panel:
    """A notice."""
    return page_form(
        group(
            _("Nội dung"),
            line("title", _("Nói ngay điều người đọc cần biết."), heading=_("Tên thông báo")),
            row("topic", "published_on", topic=LOOSE, published_on=_("Ngày ghi trên trang.")),
            text("summary", SUMMARY),
            line("body", _("Lời dễ hiểu, câu ngắn.")),
            line("audio_languages"),
            tags(),
        ),
        belonging(),
        sources_and_rights(),
        notes(),
    )


def product() -> Panel:
    """A product."""
    return page_form(
        group(
            _("Nội dung"),
            line("title", TITLE, heading=_("Tên sản vật")),
            line("narrative", _("Lời người làm kể về vật này.")),
            choice("category", LOOSE),
            line("maker", _("Làng nghề, hợp tác xã, hộ làm ra."), widget=drop_down()),
            text("motif", _("Hoa văn gì, nghĩa là gì.")),
            text("care", _("Giặt, phơi, cất giữ thế nào.")),
            text("cultural_use_note"),
            tags(),
        ),
        belonging(
            FactInline(
                "festival_links",
                heading=_("Lễ hội dùng đến"),
                label=_("lễ hội"),
                help_text=_("Vật này dùng trong lễ hội nào."),
                panels=[line("festival", _("Chọn lễ hội."), widget=drop_down())],
            ),
            FactInline(
                "custom_links",
                heading=_("Phong tục liên quan"),
                label=_("phong tục"),
                help_text=_("Vật này thuộc phong tục nào."),
                panels=[line("custom", _("Chọn phong tục."), widget=drop_down())],
            ),
        ),
        group(
            _("Giá và hàng"),
            line("for_sale"),
            line("price_kind", _("Một giá, khoảng giá, hay hỏi người làm.")),
            row(
                "price_min_vnd",
                "price_max_vnd",
                price_min_vnd=_("Đồng, chỉ ghi số."),
                price_max_vnd=_("Chỉ khi là khoảng giá."),
            ),
            row(
                "unit",
                "min_order",
                unit=_("Chiếc, mét, ký…"),
                min_order=_("Số lượng nhỏ nhất nhận làm."),
            ),
            row("stock", "season_months", stock=_("Đang có hàng hay không.")),
            row(
                "made_to_order",
                "lead_time_days",
                made_to_order=_("Chọn nếu chỉ làm khi có người đặt."),
                lead_time_days=_("Bao nhiêu ngày thì xong."),
            ),
        ),
        group(
            _("Vật liệu, kích thước"),
            line("materials", _("Bằng lời: bông, lanh, nhuộm chàm…")),
            row(
                "size",
                "weight_g",
                size=_("Dài, rộng, cao; đơn vị đo."),
                weight_g=_("Gam, chỉ ghi số."),
            ),
            line("sku", _("Mã riêng của người làm, nếu có.")),
        ),
        materials(),
        group(
            _("Chứng nhận"),
            row(
                "ocop_stars", "ocop_number", ocop_stars=NUMBER, ocop_number=_("Ghi như trên giấy.")
            ),
            text("certificate_note", _("Giấy nào, ai cấp, đến khi nào.")),
        ),
        sources_and_rights(),
        notes(),
    )


def producer() -> Panel:
    """A maker."""
    return page_form(
        group(
            _("Nội dung"),
            line("title", TITLE, heading=_("Tên người làm, nhóm làm")),
            line("producer_kind", _("Làng nghề, hợp tác xã, hộ gia đình, chùa hay doanh nghiệp.")),
            line("narrative", _("Lời kể của chính họ.")),
            tags(),
        ),
        belonging(line("place", _("Họ ở đâu; gõ vài chữ để tìm."))),
        group(
            _("Liên hệ"),
            row(
                "phone",
                "zalo",
                phone=_("Số để khách gọi."),
                zalo=_("Số Zalo, nếu khác số điện thoại."),
            ),
            line("email", _("Thư điện tử, nếu có.")),
        ),
        sources_and_rights(),
        notes(),
    )


PAGE_FORMS = {
    "people": people,
    "festival": festival,
    "custom": custom,
    "story": story,
    "notice": notice,
    "product": product,
    "producer": producer,
}
