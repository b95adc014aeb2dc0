"""Which plate stands for what: the only list.

A rite is shown on the page of its festival only, where what its community asks stands above it.
"""

from __future__ import annotations

from collections.abc import Mapping

FRONT = (
    ("hoi-cong-chieng", "bana"),
    ("thap-cham", "cham"),
    ("dua-ghe-ngo", "khmer"),
    ("ruong-bac-thang-hre", "hre"),
    ("cho-phien-khen-mong", "mong"),
    ("dan-da-raglai", "raglai"),
    ("coc-nuoc-nha-san-tay", "tay"),
    ("nha-dai-ede", "e-de"),
    ("com-lam", "bana"),
    ("lua-moi-co-ho", "co-ho"),
    ("chieng-muong", "muong"),
    ("chua-khmer", "khmer"),
    ("la-thuoc-tam-dao", "dao"),
    ("mua-tren-lang-gia-rai", "gia-rai"),
    ("num-ansom", "khmer"),
    ("gom-bau-truc", "cham"),
)
"""The front page, week by week: a plate and the band of its people."""

OF_PEOPLES: Mapping[str, str] = {
    "02": "coc-nuoc-nha-san-tay",
    "04": "chieng-muong",
    "05": "chua-khmer",
    "08": "cho-phien-khen-mong",
    "09": "vai-cham-dao",
    "10": "mua-tren-lang-gia-rai",
    "11": "nha-dai-ede",
    "12": "nha-rong",
    "15": "lua-moi-co-ho",
    "18": "ruong-bac-thang-hre",
    "19": "dan-da-raglai",
    "cham": "thap-cham",
    "cham-ba-la-mon-cham-ahier": "thap-cham",
    "cham-islam-cham-an-giang": "ben-song-chau-phong",
    "cham-hroi": "trong-doi-hroi",
}
"""By the statistical code of a people, or by its slug where several share the code."""

_FESTIVALS = {
    "hoi-dua-bo-bay-nui": "dua-bo-bay-nui",
    "hoi-dua-ghe-ngo": "dua-ghe-ngo",
    "hoi-trong-doi-cong-ba-chieng-nam-dong-xuan": "trong-doi-hroi",
    "le-cung-giot-nuoc-cua-lang-ba-na": "giot-nuoc-bana",
    "le-dang-y-kathina": "chua-khmer",
    "le-don-lua-ve-kho-cua-nguoi-hre": "lua-ve-kho-hre",
    "le-hoi-gau-tao-cua-nguoi-mong": "gau-tao-mong",
    "le-hoi-kate": "le-hoi-kate",
    "le-hoi-khai-ha-cua-nguoi-muong": "chieng-muong",
    "le-hoi-long-tong-cua-nguoi-tay-tuyen-quang": "long-tong-tay",
    "le-hoi-ooc-om-boc-cung-trang": "ok-om-bok",
    "le-mung-lua-moi-cua-nguoi-ba-na": "hoi-cong-chieng",
    "le-mung-nha-rong-moi-cua-nguoi-ba-na": "nha-rong",
    "le-nhap-ha-va-xuat-ha-chol-vossa-chenh-vossa": "chua-khmer",
    "le-nho-lir-bong-cua-nguoi-co-ho-sre": "lua-moi-co-ho",
    "le-phat-dan-visakha-bochea": "chua-khmer",
    "le-sene-dolta-cung-ong-ba": "sene-dolta",
    "tet-chol-chnam-thmay": "chol-chnam-thmay",
    "tet-co-truyen-cua-nguoi-hre": "chieng-ba-hre",
    "tet-ramuwan": "ramuwan-don-cat",
    "tet-roya-cua-nguoi-cham-islam": "ben-song-chau-phong",
}
_CUSTOMS = {
    "cham-rieng-cha-pay": "cha-pay-khmer",
    "chieng-ba-cua-nguoi-hre": "chieng-ba-hre",
    "com-dep-ba-so": "com-dep-ba-so",
    "cong-chieng-cua-nguoi-ba-na": "hoi-cong-chieng",
    "dan-nhac-le-ginang-baranang-saranai": "nhac-cu-cham",
    "dieu-xoang": "hoi-cong-chieng",
    "khen-mong": "cho-phien-khen-mong",
    "ma-la-va-dan-da-cua-nguoi-raglai": "dan-da-raglai",
    "nghe-dan-gui-cua-nguoi-ba-na": "gui-vinh-son",
    "nghe-det-cua-nguoi-cham-chau-phong": "xa-rong-chau-phong",
    "nghe-det-cua-nguoi-cham-my-nghiep": "khan-my-nghiep",
    "nghe-det-cua-nguoi-co-ho": "khan-co-ho",
    "nghe-det-lanh-cua-nguoi-mong": "vai-lanh-mong",
    "nghe-det-tho-cam-cua-nguoi-ba-na": "det-tho-cam",
    "nghe-det-tho-cam-lang-teng": "vai-hre-lang-teng",
    "nghe-det-to-cua-nguoi-khmer-van-giao": "det-to-van-giao",
    "nghe-gom-phnom-pi": "ca-rang-phnom-pi",
    "nghe-lam-chieu-ca-hom": "chieu-ca-hom",
    "nghe-lam-duong-thot-not": "duong-thot-not",
    "nghe-thuat-lam-gom-cua-nguoi-cham": "gom-bau-truc",
    "nha-dai-cua-nguoi-e-de": "nha-dai-ede",
    "nha-rong-cua-nguoi-ba-na": "nha-rong",
    "nha-san-cham-an-giang": "ben-song-chau-phong",
    "nha-san-cua-nguoi-hre": "ruong-bac-thang-hre",
    "nhac-ngu-am-khmer": "nhac-ngu-am",
    "ruong-bac-thang-va-tri-thuc-lua-nuoc-cua-nguoi-hre": "ruong-bac-thang-hre",
    "ruou-ghe-cua-nguoi-ba-na": "ruou-ghe-bana",
    "then-cua-nguoi-tay": "dan-tinh-tay",
    "tri-thuc-va-ky-thuat-viet-chu-tren-la-buong": "sach-la-buong",
    "trong-doi-cua-nguoi-cham-hroi": "trong-doi-hroi",
    "trang-phuc-khmer-xam-pot-va-ao": "xam-pot-hol",
    "tuc-vao-chua-tu-bao-hieu": "chua-khmer",
}
_ITEMS = {
    "bep-dat-ca-rang-phnom-pi": "ca-rang-phnom-pi",
    "bo-kinh-la-buong-muoi-tap-cua-chua-mau-mo-ta": "sach-la-buong",
    "buoi-trinh-dien-chieng-ba-o-ba-vinh": "chieng-ba-hre",
    "cap-trong-ginang": "nhac-cu-cham",
    "cham-rieng-cha-pay-loi-khuyen-con-tre": "cha-pay-khmer",
    "chuan-bi-le-don-lua-ve-kho-vi-o-lac": "lua-ve-kho-hre",
    "ghi-hinh-hoi-trong-doi-dau-nam": "trong-doi-hroi",
    "gui-lua-co-nap-vinh-son": "gui-vinh-son",
    "khung-det-jih-va-bo-go-mau": "khan-my-nghiep",
    "khung-det-va-cach-mac-soi-o-ha-ri": "det-tho-cam",
    "mo-hinh-ghe-ngo-go-son": "dua-ghe-ngo",
    "ngu-am-dem-khai-mac-le-ghe-ngo": "nhac-ngu-am",
    "nha-rong-kon-klor-luc-lop-lai-mai-tranh": "nha-rong",
    "nhip-chay-lan-vai-lanh-lung-tam": "vai-lanh-mong",
    "ruong-bac-thang-luc-do-nuoc-minh-long": "ruong-bac-thang-hre",
    "sach-la-buong-giao-huan-ca-chbap": "sach-la-buong",
    "tam-vai-det-tay-lang-teng": "vai-hre-lang-teng",
    "trong-doi-ktoang-va-chieng-hroi": "trong-doi-hroi",
    "vo-gom-bau-truc-co-vet-nung": "binh-gom-bau-truc",
    "vong-xoang-quanh-cay-neu-dem-le-mung-lua-moi": "hoi-cong-chieng",
    "xa-rong-bo-soi-cua-nguoi-cham-an-giang": "xa-rong-chau-phong",
    "xam-pot-hol-nau-tia-cu": "xam-pot-hol",
}
_PRODUCTS = {
    "banh-bo-thot-not-nuong": "duong-thot-not",
    "can-ruou-tre-bo-5": "ruou-ghe-bana",
    "choi-dot-dan-tay": "",
    "com-dep-ba-so": "com-dep-ba-so",
    "dan-chapi-raglai": "dan-chapi-raglai",
    "dan-trung-mini": "dan-trung-gia-rai",
    "duong-thot-not-tan-an-hao": "duong-thot-not",
    "gao-ray-do-an-toan": "gui-vinh-son",
    "khan-krama-khmer-ke-o": "khan-krama-khmer",
    "khuon-banh-can-gom-binh-duc": "",
    "mat-thot-not-co-dac": "duong-thot-not",
    "mo-hinh-ghe-ngo-go-son": "dua-ghe-ngo",
    "nuoc-thot-not-tuoi": "duong-thot-not",
    "ruou-ghe-kon-klor-ghe-nho": "ruou-ghe-bana",
    "so-tay-boc-tho-cam": "det-tho-cam",
    "thap-cham-gom-thu-nho": "thap-cham",
    "xam-pot-hol-van-giao-dat-det": "xam-pot-hol",
}
"""An empty word: none of the plates of its kind shows it."""

RITES = frozenset(
    {
        *("chol-chnam-thmay", "gau-tao-mong", "giot-nuoc-bana", "le-hoi-kate", "long-tong-tay"),
        *("ok-om-bok", "ramuwan-don-cat", "sene-dolta"),
    }
)
"""What is done there is drawn: never before what its community asks was read."""

OF_THINGS: Mapping[str, Mapping[str, str]] = {
    "festival": _FESTIVALS,
    "custom": _CUSTOMS,
    "item": _ITEMS,
    "product": _PRODUCTS,
}
"""By the slug of the page, or of a record's Vietnamese title."""

KINDS_OF_PRODUCT: Mapping[str, Mapping[str, str]] = {
    "basketry": {"12": "gui-vinh-son"},
    "drink": {"11": "ruou-can-ede"},
    "instrument": {"14": "nhac-cu-cham", "cham-hroi": "trong-doi-hroi"},
    "jewellery": {"08": "bac-mong", "cham-hroi": "cuom-hroi"},
    "mat": {"05": "chieu-ca-hom"},
    "pottery": {"05": "ca-rang-phnom-pi", "14": "binh-gom-bau-truc"},
    "textile": {
        "04": "cap-vay-muong",
        "05": "det-to-van-giao",
        "08": "vai-lanh-mong",
        "09": "vai-cham-dao",
        "11": "tho-cam-ede",
        "12": "det-tho-cam",
        "14": "khan-my-nghiep",
        "15": "khan-co-ho",
        "18": "vai-hre-lang-teng",
        "cham-hroi": "cuom-hroi",
        "cham-islam-cham-an-giang": "xa-rong-chau-phong",
    },
    "wood": {"05": "khac-go-chua-hang"},
}
"""By the term of the kind, then by the code of the people or the slug of a group of it."""
