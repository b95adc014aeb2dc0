"""The sheets of festivals and their editions, customs, items, stories, the library and notices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from heritage.archive.models import (
    Custom,
    Edition,
    Festival,
    Inscription,
    Item,
    LibraryDocument,
    Notice,
    Story,
)
from heritage.records.sheet_parts import peoples, places, related, tags, title, upkeep
from heritage.records.sheets import (
    CellError,
    Cells,
    Fact,
    Links,
    Lookups,
    Sheet,
    Special,
    Terms,
    Told,
    family,
    join,
    register,
    split,
)

FIRST_INSCRIPTION, LAST_INSCRIPTION = 2003, 2100
"""The years of the UNESCO convention and of the national list made after it."""


def _read_inscriptions(children: Sequence[Inscription], look: Lookups) -> Cells:
    return {
        "inscription": join(f"{child.list}:{child.year}" for child in children),
        "inscription_references": join(child.reference for child in children),
    }


def _build_inscriptions(cells: Cells, look: Lookups) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for entry in split(cells["inscription"]):
        name, _, year = (part.strip() for part in entry.partition(":"))
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise CellError("inscription", entry, "inscription_malformed", part=entry[:40])
        if name not in Inscription.List.values:
            kinds = ", ".join(Inscription.List.values)
            raise CellError("inscription", entry, "inscription_kind", kind=name[:40], kinds=kinds)
        if not FIRST_INSCRIPTION <= int(year) <= LAST_INSCRIPTION:
            raise CellError(
                "inscription", entry, "inscription_year", year=int(year), first=FIRST_INSCRIPTION
            )
        rows.append({"list": name, "year": int(year), "reference": ""})
    references = split(cells["inscription_references"])
    if len(references) > len(rows):
        raise CellError(
            "inscription_references",
            cells["inscription_references"],
            "list_too_long",
            other="inscription",
            count=len(rows),
        )
    for row, reference in zip(rows, references, strict=False):
        row["reference"] = reference
    return rows


def _persons(column: str, role: str, heading: str) -> Links:
    return Links(
        relation="person_links",
        field="person",
        kinds=("person",),
        where={"role": role},
        columns=(family(column, heading, "Nhiều mã thì cách nhau bằng dấu chấm phẩy."),),
    )


NATIVE_NAME = (
    Fact(name="native_name", field="native_name"),
    Fact(name="native_script", field="native_script", reads="script", sample="Latn"),
)

FESTIVAL = Sheet(
    kind="festival",
    label="Lễ hội",
    file="festivals",
    model=Festival,
    columns=(
        title(heading="Tên lễ hội", sample="Lễ hội Katê"),
        *NATIVE_NAME,
        peoples(),
        places(),
        Fact(name="ich_type", field="ich_type", sample="le_hoi_truyen_thong"),
        Fact(name="calendar", field="calendar", sample="cham"),
        Told(name="rule_text", field="rule_text", sample="Ngày 1 tháng 7 Chăm lịch."),
        Fact(name="typical_months", field="typical_months", reads="months", sample="9;10"),
        Fact(name="duration_days", field="duration_days", sample="3"),
        Told(name="summary", field="summary"),
        Told(name="body", field="body", markdown=True),
        Told(name="etiquette", field="etiquette"),
        Told(name="closed_to_outsiders", field="closed_to_outsiders"),
        Told(name="getting_there", field="getting_there"),
        Told(name="contact", field="contact"),
        Special(
            relation="inscriptions",
            reader=_read_inscriptions,
            builder=_build_inscriptions,
            columns=(
                family("inscription", "Ghi danh", "Danh mục:năm.", sample="national:2017"),
                family("inscription_references", "Quyết định ghi danh"),
            ),
        ),
        tags(),
        *upkeep(),
    ),
)

EDITION = Sheet(
    kind="festival_edition",
    label="Lần tổ chức",
    file="festival_editions",
    model=Edition,
    owner="festival",
    key=("festival_id", "start_date"),
    known_by="code",
    columns=(
        Fact(
            name="festival_id",
            field="festival",
            heading="Mã lễ hội",
            links="festival",
            sample="kc-fe-kate",
        ),
        Fact(name="year", field="start_date", heading="Năm", reads="year_of", required=False),
        Fact(name="start_date", field="start_date", sample="2026-10-10"),
        Fact(name="end_date", field="end_date", sample="2026-10-12"),
        Fact(name="place_id", field="place", heading="Mã địa điểm", links="place"),
        Fact(name="status", field="status", sample="announced"),
        Fact(name="admission", field="admission"),
        Fact(name="source_note", field="source_note"),
        Fact(name="confirmed_by", field="confirmed_by"),
        Fact(
            name="programme",
            field="programme",
            help="Chương trình theo ngày và nơi, dạng JSON như khi xuất ra.",
        ),
        Fact(
            name="code",
            field="code",
            required=False,
            help="Máy tự cấp; để trống khi nhập mới. Còn mã thì đổi ngày là dời ngày.",
        ),
        Fact(name="moved_from", field="moved_from", required=False),
    ),
)

CUSTOM = Sheet(
    kind="custom",
    label="Phong tục",
    file="customs",
    model=Custom,
    columns=(
        title(heading="Tên phong tục", sample="Nghề gốm Bàu Trúc"),
        *NATIVE_NAME,
        peoples(),
        places(),
        Fact(name="ich_type", field="ich_type", sample="nghe_thu_cong"),
        Fact(name="theme", field="theme", sample="craft"),
        Told(name="summary", field="summary"),
        Told(name="body", field="body", markdown=True),
        Told(name="content_warning", field="content_warning"),
        tags(),
        *upkeep(),
    ),
)

ITEM = Sheet(
    kind="item",
    label="Tư liệu",
    file="items",
    model=Item,
    columns=(
        # The number in the holder's own register has been called `identifier` in the sheets.
        Fact(name="identifier", field="catalogue_number", sample="CH-DOC-1891-01"),
        title(heading="Tên tư liệu", sample="Bài hát ru của người Chăm"),
        Fact(name="kind", field="item_kind", sample="audio"),
        peoples(),
        places(),
        Fact(name="created", field="created", reads="edtf", sample="1998"),
        Told(name="creator_role", field="creator_role"),
        Told(name="holder", field="holder"),
        Fact(name="language", field="languages", reads="languages", sample="cjm"),
        Told(name="materials", field="materials"),
        Terms(name="material_terms", field="material_terms"),
        Fact(name="dimensions", field="dimensions"),
        Told(name="description", field="description"),
        Fact(name="rights", field="rights", sample="cc_by"),
        Told(name="credit", field="credit"),
        related(),
        _persons("creator_ids", "creator", "Mã người làm ra"),
        _persons("performer_ids", "performer", "Mã người trình diễn"),
        _persons("shown_ids", "shown", "Mã người trong hình"),
        tags(),
        *upkeep(),
    ),
)

STORY = Sheet(
    kind="story",
    label="Chuyện kể",
    file="stories",
    model=Story,
    columns=(
        title(heading="Tên chuyện", sample="Người giữ lửa lò gốm"),
        Told(name="byline", field="byline"),
        Told(name="summary", field="summary"),
        Told(name="body", field="body", markdown=True),
        peoples(),
        places(),
        related(),
        tags(),
        *upkeep(),
    ),
)

LIBRARY = Sheet(
    kind="library",
    label="Thư viện",
    file="library",
    model=LibraryDocument,
    columns=(
        Fact(name="kind", field="document_kind", sample="legal"),
        Fact(name="number", field="number", sample="414/QĐ-TTg"),
        title(heading="Tên văn bản", sample="Quyết định phê duyệt Đề án"),
        Told(name="issuer", field="issuer"),
        Fact(name="date", field="date", reads="edtf", sample="2019-04-12"),
        Fact(name="province_before_2025", field="province_as_recorded"),
        Told(name="summary", field="summary"),
        Told(name="subject", field="subject"),
        Fact(name="decision_numbers", field="decision_numbers"),
        tags("topics", "Chủ đề"),
        Links(
            relation="citation_links",
            field="cited_by",
            kinds=("library",),
            columns=(family("cited_by_ids", "Mã bài nhắc đến"),),
        ),
        Fact(name="source_file", field="source_file"),
        Fact(name="status", field="status"),
        peoples(),
        *upkeep(),
    ),
)

NOTICE = Sheet(
    kind="notice",
    label="Thông báo",
    file="notices",
    model=Notice,
    columns=(
        Fact(name="topic", field="topic", sample="health"),
        title(heading="Tên thông báo", sample="Lịch tiêm chủng tháng 6"),
        Told(name="summary", field="summary"),
        Told(name="body", field="body", markdown=True),
        peoples("audience_people_ids"),
        Fact(name="published", field="published_on", sample="2026-05-20"),
        Fact(name="audio_languages", field="audio_languages", reads="languages", sample="vi;cjm"),
        tags(),
        *upkeep(),
    ),
)

register(FESTIVAL, EDITION, CUSTOM, ITEM, STORY, LIBRARY, NOTICE)
