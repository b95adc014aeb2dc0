"""Every old name finds what it is today."""

from datetime import date

from django.test import TestCase

from heritage.peoples.models import AdministrativeUnit
from heritage.peoples.reference.lookup import LAST_DAY_OF_63, Level, UnitIndex, today
from heritage.peoples.reference.units import load_units

# Resolution 202/2025/QH15: the provinces that were merged, by the province of today.
MERGED = {
    "Tuyên Quang": ["Hà Giang", "Tuyên Quang"],
    "Lào Cai": ["Yên Bái", "Lào Cai"],
    "Thái Nguyên": ["Bắc Kạn", "Thái Nguyên"],
    "Phú Thọ": ["Vĩnh Phúc", "Hòa Bình", "Phú Thọ"],
    "Bắc Ninh": ["Bắc Giang", "Bắc Ninh"],
    "Hưng Yên": ["Thái Bình", "Hưng Yên"],
    "Hải Phòng": ["Hải Dương", "Hải Phòng"],
    "Ninh Bình": ["Hà Nam", "Nam Định", "Ninh Bình"],
    "Quảng Trị": ["Quảng Bình", "Quảng Trị"],
    "Đà Nẵng": ["Quảng Nam", "Đà Nẵng"],
    "Quảng Ngãi": ["Kon Tum", "Quảng Ngãi"],
    "Gia Lai": ["Bình Định", "Gia Lai"],
    "Khánh Hòa": ["Ninh Thuận", "Khánh Hòa"],
    "Lâm Đồng": ["Đắk Nông", "Bình Thuận", "Lâm Đồng"],
    "Đắk Lắk": ["Phú Yên", "Đắk Lắk"],
    "Hồ Chí Minh": ["Bà Rịa - Vũng Tàu", "Bình Dương", "Hồ Chí Minh"],
    "Đồng Nai": ["Bình Phước", "Đồng Nai"],
    "Tây Ninh": ["Long An", "Tây Ninh"],
    "Cần Thơ": ["Sóc Trăng", "Hậu Giang", "Cần Thơ"],
    "Vĩnh Long": ["Bến Tre", "Trà Vinh", "Vĩnh Long"],
    "Đồng Tháp": ["Tiền Giang", "Đồng Tháp"],
    "Cà Mau": ["Bạc Liêu", "Cà Mau"],
    "An Giang": ["Kiên Giang", "An Giang"],
}
ALONE = (
    "Cao Bằng;Điện Biên;Hà Tĩnh;Lai Châu;Lạng Sơn;Nghệ An;Quảng Ninh;Thanh Hóa;Sơn La;Hà Nội;Huế"
)

# The communes of today that the sheets name, as written there.
COMMUNES = {
    "An Giang": "xã An Cư;xã Châu Phong;xã Gò Quao;xã Núi Cấm;xã Tri Tôn;xã Vĩnh Hậu;xã Ô Lâm",
    "Cà Mau": "phường Hiệp Thành",
    "Cần Thơ": "phường Mỹ Xuyên;phường Phú Lợi;phường Sóc Trăng;phường Vĩnh Châu;xã An Ninh;"
    "xã Thuận Hòa",
    "Gia Lai": "An Khê;An Toàn;An Vinh;Chư A Thai;Kim Sơn;Tơ Tung;Vân Canh;Vĩnh Sơn;Vĩnh Thịnh;"
    "xã Vân Canh;Đak Đoa",
    "Hà Nội": "Ba Vì",
    "Khánh Hòa": "Phước Hà;phường Bắc Nha Trang;phường Đô Vinh;xã Ninh Phước;xã Phước Hữu;"
    "xã Thuận Bắc;xã Thuận Nam;xã Xuân Hải",
    "Lâm Đồng": "Di Linh;Lang Biang - Đà Lạt;phường Phú Thủy;xã Bắc Bình;xã Liên Hương;"
    "xã Lương Sơn",
    "Phú Thọ": "Mường Bi;Pà Cò",
    "Quảng Ngãi": "Ba Vinh;Ba Động;Kon Braih;Kon Plông;Kon Tum;Đăk Rơ Wa",
    "Tuyên Quang": "Chiêm Hóa;Lâm Bình;Lùng Tám",
    "Vĩnh Long": "phường Nguyệt Hóa;phường Trà Vinh;xã Châu Thành;xã Hàm Giang;xã Nhị Trường",
    "Đắk Lắk": "Buôn Ma Thuột;Ea Kao;xã Xuân Lãnh",
}

# What stood in the old address, the province, and what it is called today.
OLD_ADDRESSES = [
    ("thị trấn Phước Dân", "Ninh Thuận", ["Xã Ninh Phước"]),
    ("thị trấn Phước Dân", "Khánh Hòa", ["Xã Ninh Phước"]),
    ("xã Minh Dân", "Tuyên Quang", ["Xã Phù Lưu"]),
    ("Vĩnh Hiệp", "Bình Định", ["Xã Vĩnh Thịnh"]),
    ("Canh Thuận", "Gia Lai", ["Xã Vân Canh"]),
    ("xã Lộc Ninh", "Đồng Nai", ["Phường Lộc Ninh"]),
    ("phường Phường Đúc", "Thừa Thiên Huế", ["Phường Thuận Hóa"]),
]


class TestLookup(TestCase):
    index: UnitIndex

    @classmethod
    def setUpTestData(cls) -> None:
        load_units()

    def setUp(self) -> None:
        self.index = UnitIndex()

    def province(self, name: str, on: date | None = None) -> AdministrativeUnit:
        found = self.index.find(Level.PROVINCE, name, on=on)
        assert found is not None, name
        return found

    def names_today(self, unit: AdministrativeUnit | None) -> list[str]:
        assert unit is not None
        return [one.full_name for one in self.index.today(unit)]

    def test_all_63_provinces_find_theirs_of_today(self) -> None:
        expected = {old: new for new, merged in MERGED.items() for old in merged}
        expected |= {name: name for name in ALONE.split(";")}
        assert len(expected) == 63
        assert len(set(expected.values())) == 34
        for old, new in expected.items():
            found = self.index.today(self.province(old, on=LAST_DAY_OF_63))
            assert [unit.name for unit in found] == [new]

    def test_a_name_without_a_day_means_the_province_of_today_where_there_is_one(self) -> None:
        assert self.province("Gia Lai").valid_to is None
        assert self.province("Bình Định").valid_to == LAST_DAY_OF_63
        assert self.index.find(Level.PROVINCE, "Bình Định", on=date(2025, 7, 1)) is None

    def test_marks_and_types_are_not_needed(self) -> None:
        for written in ("dak lak", "Tỉnh Đắk Lắk", "ĐẮC LẮC"):
            assert self.province(written).name == "Đắk Lắk"

    def test_every_commune_of_the_sheets_is_found(self) -> None:
        for province, communes in COMMUNES.items():
            for written in communes.split(";"):
                found = self.index.find(Level.COMMUNE, written, self.province(province))
                assert found is not None, written
                assert found.valid_to is None
                assert found.full_name.casefold().endswith(written.casefold())
                assert self.index.province_of(found).name == province

    def test_an_old_address_finds_todays(self) -> None:
        for written, province, expected in OLD_ADDRESSES:
            found = self.index.find(Level.COMMUNE, written, self.province(province))
            assert self.names_today(found) == expected

    def test_marks_and_types_decide_where_two_names_are_alike(self) -> None:
        expected = {
            ("Ba Tơ", "Quảng Ngãi"): "Xã Ba Tơ",
            ("Ba Tô", "Quảng Ngãi"): "Xã Ba Tô",
            ("xã my tho", "Đồng Tháp"): "Xã Mỹ Thọ",
            ("phường my tho", "Đồng Tháp"): "Phường Mỹ Tho",
        }
        for (written, province), name in expected.items():
            found = self.index.find(Level.COMMUNE, written, self.province(province))
            assert found is not None, written
            assert found.full_name == name
        assert self.index.find(Level.COMMUNE, "Ba To", self.province("Quảng Ngãi")) is None

    def test_a_name_that_leaves_a_choice_is_not_guessed(self) -> None:
        vinh_long = self.province("Vĩnh Long")
        assert self.index.find(Level.COMMUNE, "thị trấn Châu Thành", vinh_long) is None
        choice = self.index.candidates("commune", "thị trấn Châu Thành", vinh_long)
        assert [self.index.province_of(one).name for one in choice] == ["Bến Tre", "Trà Vinh"]
        found = self.index.find(Level.COMMUNE, "thị trấn Châu Thành", self.province("Trà Vinh"))
        assert self.names_today(found) == ["Xã Châu Thành"]

    def test_a_commune_of_another_province_is_not_taken(self) -> None:
        assert self.index.find(Level.COMMUNE, "Chư A Thai", self.province("Cà Mau")) is None

    def test_an_old_district_is_todays_communes(self) -> None:
        district = self.index.find(Level.DISTRICT, "Vĩnh Thạnh", self.province("Bình Định"))
        assert set(self.names_today(district)) == {
            "Xã Vĩnh Thạnh",
            "Xã Vĩnh Thịnh",
            "Xã Vĩnh Quang",
            "Xã Vĩnh Sơn",
        }
        island = self.index.find(Level.DISTRICT, "Lý Sơn", self.province("Quảng Ngãi"))
        assert self.names_today(island) == ["Đặc khu Lý Sơn"]

    def test_the_index_and_the_database_agree_on_today(self) -> None:
        units = AdministrativeUnit.objects.filter(code__in=["52", "540", "00019", "22870", "25270"])
        assert len(units) > 5
        for unit in units:
            assert today(unit) == self.index.today(unit)

    def test_looking_up_asks_the_database_nothing(self) -> None:
        with self.assertNumQueries(0):
            gia_lai = self.province("Gia Lai")
            self.index.find(Level.COMMUNE, "xã Vĩnh Hiệp", gia_lai)

    def test_the_index_is_built_with_two_questions(self) -> None:
        with self.assertNumQueries(2):
            UnitIndex()
