"""The drafts of the bands, one for each people that has one."""

from __future__ import annotations

from collections.abc import Mapping

from heritage.site.weaving.loom import Draft, Ikat, PickUp, Shafts, Stripe


def _lift(*treadles: tuple[int, ...]) -> tuple[frozenset[int], ...]:
    return tuple(frozenset(shafts) for shafts in treadles)


def _plain(*stripes: tuple[str, int]) -> tuple[Stripe, ...]:
    return tuple(Stripe(ink, picks=picks) for ink, picks in stripes)


_ROSE = (1, 2, 3, 4, 5, 6, 5, 4, 3, 2)
_POINT = (1, 2, 3, 4, 5, 4, 3, 2)

DRAFTS: Mapping[str, Draft] = {
    draft.key: draft
    for draft in (
        Draft(
            "archive",
            "Kho tư liệu",
            (
                *_plain(("i", 2), ("c", 1), ("i", 2)),
                Stripe("c", PickUp(("ii..", "ii..", "..ii", "..ii"))),
                *_plain(("m", 2), ("t", 2), ("m", 2)),
                Stripe("c", PickUp(("ii..", "ii..", "..ii", "..ii"))),
                *_plain(("i", 2), ("c", 1), ("i", 2)),
            ),
            "dệt trơn, không phải của dân tộc nào: cho những trang chung",
        ),
        Draft(
            "khmer",
            "Khmer",
            (
                *_plain(("m", 1), ("t", 1), ("m", 1)),
                Stripe("m", Ikat("ccttiiimmmtmmiiitt", width=24, picks=18, feather=(0, 1))),
                *_plain(("m", 1), ("t", 1), ("m", 1)),
            ),
            "bó sợi nhuộm, hình thoi mép nhòe",
            ground="m",
        ),
        Draft(
            "cham",
            "Chăm",
            (
                *_plain(("i", 1), ("t", 1), ("i", 1)),
                Stripe("i", PickUp(("cc..",))),
                *_plain(
                    ("i", 1),
                ),
                Stripe(
                    "i",
                    PickUp(
                        (
                            "tttttttttttt....",
                            "t..........t....",
                            "t.mmmmmmmm.t.mmm",
                            "t.m......m.t.m..",
                            "t.m.cccc.m.t.m.c",
                            "t.m.c..c.m.t.m.c",
                            "t.m.c....m...m.c",
                        ),
                        "turn",
                    ),
                ),
                *_plain(
                    ("i", 1),
                ),
                Stripe("i", PickUp(("cc..",))),
                *_plain(("i", 1), ("t", 1), ("i", 1)),
            ),
            "dải hẹp nhấc sợi, móc câu lồng nhau",
        ),
        Draft(
            "bana",
            "Ba Na",
            (
                *_plain(("k", 2), ("m", 2), ("k", 1)),
                Stripe("k", PickUp(("cc......",))),
                *_plain(("k", 1), ("m", 2)),
                Stripe(
                    "k",
                    Shafts(
                        _POINT,
                        _lift((1,), (1, 2), (2, 3), (3, 4), (4, 5), (5,)),
                        (6, 5, 4, 3, 2, 1),
                        "c",
                    ),
                ),
                *_plain(("m", 2), ("k", 1)),
                Stripe("k", PickUp(("....cc..",))),
                *_plain(("k", 1), ("m", 2), ("k", 2)),
            ),
            "sọc dọc và đường gấp khúc go điểm",
            ground="k",
        ),
        Draft(
            "hre",
            "Hrê",
            (
                *_plain(("k", 1), ("c", 1), ("k", 1)),
                Stripe(
                    "k",
                    PickUp(
                        (
                            ".....mm.....",
                            "....mmmm....",
                            "....mmmm....",
                            "...mmccmm...",
                            "..mmcccmmm..",
                            "..mmccccmm..",
                            ".mmmccccmmm.",
                            "mmmmmmmmmmmm",
                        )
                    ),
                ),
                *_plain(
                    ("k", 1),
                ),
                Stripe("k", PickUp(("cc....",) * 2)),
                *_plain(
                    ("k", 1),
                ),
                Stripe(
                    "k",
                    PickUp(
                        (
                            "mmmmmmmmmmmm",
                            "mm.mmmmmm.mm",
                            "mm..mmmm..mm",
                            "m....mm....m",
                            "m....mm....m",
                            "......m.....",
                        )
                    ),
                ),
                *_plain(("k", 1), ("c", 1), ("k", 1)),
            ),
            "răng cưa hai chiều, đỏ trắng trên nền đen",
            ground="k",
        ),
        Draft(
            "raglai",
            "Ra-glai",
            (
                *_plain(("k", 1), ("b", 1)),
                Stripe(
                    "b",
                    Shafts(
                        (1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 2, 2),
                        _lift((1, 2), (2, 3), (3, 4), (4, 1)),
                        (1, 1, 2, 2, 3, 3, 4, 4, 1, 1, 2, 2, 3, 3, 4, 4, 1, 1, 2, 2),
                        "k",
                    ),
                ),
                *_plain(("b", 1), ("k", 1)),
            ),
            "đan nong đôi bẻ xương cá, như gùi và phên tre",
            ground="b",
        ),
        Draft(
            "e-de",
            "Ê Đê",
            (
                *_plain(("i", 1), ("m", 3), ("i", 1), ("t", 1), ("i", 1)),
                Stripe(
                    "i",
                    PickUp(
                        (
                            "mm..tt......",
                            ".mm..tt.....",
                            "..mm..tt..c.",
                            "...mm..tt.cc",
                            "....mm..tt.c",
                        ),
                        "y",
                    ),
                ),
                *_plain(("i", 1), ("t", 1), ("i", 1), ("m", 3), ("i", 1)),
            ),
            "mũi tên đi ngang giữa hai dải đỏ",
        ),
        Draft(
            "gia-rai",
            "Gia Rai",
            (
                *_plain(("k", 1), ("t", 1), ("k", 1)),
                Stripe(
                    "k",
                    PickUp(
                        (
                            "mmmmmmmmm.",
                            ".mmmmmmmmm",
                            "..mmmmmm.c",
                            "...mmmm.cc",
                            "...mmm.ccc",
                            "....mm.ccc",
                            "....m.cccc",
                            "t......ccc",
                            "tt......cc",
                        ),
                        "xy",
                    ),
                ),
                *_plain(("k", 1), ("t", 1), ("k", 1)),
            ),
            "đồng hồ cát đổi nền, đỏ và trắng",
            ground="k",
        ),
        Draft(
            "co-ho",
            "Cơ Ho",
            (
                *_plain(("c", 2), ("i", 1), ("c", 1), ("i", 2), ("c", 1)),
                Stripe(
                    "c",
                    Shafts(
                        _ROSE,
                        _lift((6,), (5, 1), (4, 2), (3,), (2, 4), (1, 5)),
                        (1, 2, 3, 4, 5, 6, 5, 4, 3, 2),
                        "i",
                    ),
                ),
                *_plain(("c", 1), ("m", 2), ("c", 1), ("i", 1), ("c", 2)),
            ),
            "mắt chim go hồng, chàm trên nền trắng",
            ground="c",
        ),
        Draft(
            "mong",
            "Mông",
            (
                *_plain(("i", 1), ("c", 1), ("i", 1)),
                Stripe(
                    "i",
                    PickUp(
                        (
                            "c...........",
                            ".c.........c",
                            "..c..c....c.",
                            "...c.....c..",
                            "....c...c..c",
                            ".c...c.c..c.",
                            "......c..c..",
                            "m....c..c..c",
                            "mm..c..c..cc",
                        ),
                        "xy",
                    ),
                ),
                *_plain(("i", 1), ("c", 1), ("i", 1)),
            ),
            "nét sáp ong trên chàm, hình thoi lồng",
        ),
        Draft(
            "tay",
            "Tày",
            (
                *_plain(("i", 1), ("c", 1), ("m", 1), ("c", 1)),
                Stripe(
                    "c",
                    PickUp(
                        (
                            "iiiiii......",
                            ".iiii.....m.",
                            "..ii.....mmm",
                            "........mmtm",
                            "t......mmtt.",
                            "tt....iimtt.",
                            "t....iiiimt.",
                            "....iiiiiim.",
                        ),
                        "xy",
                    ),
                ),
                *_plain(("c", 1), ("m", 1), ("c", 1), ("i", 1)),
            ),
            "hình thoi và sáu cạnh nhấc sợi trên nền trắng",
            ground="c",
        ),
        Draft(
            "muong",
            "Mường",
            (
                *_plain(("k", 1), ("m", 2), ("t", 1), ("k", 1)),
                Stripe("k", PickUp(("tt..mm..",))),
                *_plain(
                    ("k", 1),
                ),
                Stripe(
                    "k",
                    PickUp(
                        (
                            "c......t........",
                            "cc....ttt.......",
                            ".cc..tt.tt....m.",
                            "..cctt...tt..mmm",
                            "...cc.....ttmm.m",
                        ),
                        "y",
                    ),
                ),
                *_plain(
                    ("k", 1),
                ),
                Stripe("k", PickUp(("..mm..tt",))),
                *_plain(("k", 1), ("t", 1), ("m", 2), ("k", 1)),
            ),
            "nhiều dải hẹp chồng nhau như cạp váy, sóng đôi ở giữa",
            ground="k",
        ),
        Draft(
            "dao",
            "Dao",
            (
                *_plain(("i", 1), ("m", 1), ("i", 1)),
                Stripe(
                    "i",
                    PickUp(
                        (
                            "c...",
                            "....",
                        )
                    ),
                ),
                Stripe(
                    "i",
                    PickUp(
                        (
                            "m......m........",
                            ".m....m...tt....",
                            "..m..m...t..t...",
                            "c..mm..ct.cc.t.c",
                            ".c.mm.c.t.cc.t.c",
                            "..m..m...t..t...",
                            ".m....m...tt....",
                        ),
                        "y",
                    ),
                ),
                Stripe(
                    "i",
                    PickUp(
                        (
                            "....",
                            "c...",
                        )
                    ),
                ),
                *_plain(("i", 1), ("m", 1), ("i", 1)),
            ),
            "mũi thêu đếm sợi, chữ thập và ô vuông nhỏ trên chàm",
        ),
    )
}
