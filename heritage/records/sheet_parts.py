"""Columns that every kind has, and how they stand around the columns of its own."""

from __future__ import annotations

from heritage.records.sheets import Column, Fact, Family, Labels, Links, Tags, Told, family

NAMES_HELP = "Nhiều mã thì cách nhau bằng dấu chấm phẩy."


def title(
    name: str = "title", heading: str = "Tên", sample: str = "", aliases: tuple[str, ...] = ()
) -> Told:
    """What the thing is called, in each language in which it is told."""
    return Told(
        name=name,
        field="title",
        heading=heading,
        required=True,
        sample=sample,
        aliases=("title" if name != "title" else "name", *aliases),
    )


def peoples(name: str = "people_ids", relation: str = "people_links") -> Links:
    """The peoples a thing belongs to."""
    return Links(
        relation=relation,
        field="people",
        kinds=("people",),
        columns=(family(name, "Mã dân tộc", NAMES_HELP, sample="cham;cham-bani"),),
    )


def places() -> Links:
    """The places a thing comes from, with their names as recorded."""
    return Links(
        relation="place_links",
        field="place",
        kinds=("place",),
        note="name_as_recorded",
        columns=(
            family("place_ids", "Mã địa danh", NAMES_HELP, sample="kc-pl-bau-truc"),
            family(
                "place_names_as_recorded",
                "Tên địa danh khi ghi chép",
                "Theo đúng thứ tự của mã địa danh, cách nhau bằng dấu chấm phẩy.",
            ),
        ),
    )


def related() -> Links:
    """Other things of any kind."""
    return Links(
        relation="relation_links",
        field="target",
        columns=(family("related_ids", "Mã nội dung liên quan", NAMES_HELP),),
    )


def tags(name: str = "tags", heading: str = "Thẻ") -> Tags:
    """Free words."""
    return Tags(
        name=name,
        heading=heading,
        help="Cách nhau bằng dấu chấm phẩy.",
        sample="gốm;nghề thủ công",
    )


def upkeep(*, sources_name: str = "sources") -> tuple[Column | Family, ...]:
    """For whom it is, what its communities ask, where it comes from, what is doubtful."""
    return (
        Fact(name="audience", field="audience", heading="Ai được xem"),
        Labels(
            name="labels",
            heading="Nhãn của cộng đồng",
            help="Mã các nhãn, cách nhau bằng dấu chấm phẩy. Sau khi nạp, người giữ gắn và bỏ.",
        ),
        *(Fact(name=name, field=name) for name in ("warns_of_name", "warns_of_voice")),
        *(Fact(name=name, field=name) for name in ("warns_of_sacred", "machine_use")),
        Fact(name=sources_name, field="sources", heading="Nguồn", required=False),
        Fact(name="needs_check", field="needs_check", heading="Cần kiểm tra"),
    )
