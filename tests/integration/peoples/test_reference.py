"""Reference data comes into the database once, and nobody's edits are undone."""

from datetime import date
from io import StringIO
from typing import ClassVar

import pytest
from django.core.management import call_command
from django.test import TestCase
from django.utils import translation
from wagtail.log_actions import log

from heritage.peoples.models import AdministrativeUnit, Term
from heritage.peoples.models.vocabulary import Scheme
from heritage.peoples.reference import shipped
from heritage.peoples.reference.terms import load_terms
from heritage.peoples.reference.units import load_units


class TestTerms:
    pytestmark: ClassVar = [pytest.mark.django_db]

    def test_a_second_load_changes_nothing(self):
        first, second = load_terms(), load_terms()
        assert first.created == Term.objects.count() == second.unchanged
        assert (second.created, second.changed, second.kept) == (0, 0, set())

    def test_a_shipped_term_that_nobody_edited_is_set_right(self):
        load_terms()
        Term.objects.filter(scheme=Scheme.RIGHTS, code="cc_by").update(label_en="CC")
        assert load_terms().changed == 1
        assert "Attribution" in Term.objects.get(scheme=Scheme.RIGHTS, code="cc_by").label_en

    def test_what_an_officer_wrote_stays(self):
        load_terms()
        term = Term.objects.get(scheme=Scheme.CUSTOM_THEME, code="belief")
        term.label_vi = "Tín ngưỡng của làng"
        term.save()
        log(term, "wagtail.edit")
        own = Term.objects.create(scheme=Scheme.MATERIAL, code="vo_cay", label_vi="Vỏ cây")
        outcome = load_terms()
        term.refresh_from_db()
        assert term.label_vi == "Tín ngưỡng của làng"
        assert outcome.kept == {term.pk}
        assert Term.objects.contains(own)

    def test_links_that_an_officer_removed_stay_removed(self):
        load_terms()
        term = Term.objects.get(scheme=Scheme.ICH_UNESCO_2003, code="social_practices")
        assert term.maps_to.count() == 2
        term.maps_to.remove(term.maps_to.get(code="le_hoi_truyen_thong"))
        log(term, "wagtail.edit")
        load_terms()
        assert term.maps_to.get().code == "tap_quan_xa_hoi_tin_nguong"

    def test_a_term_without_a_khmer_label_is_shown_in_vietnamese(self):
        load_terms()
        pottery = Term.objects.get(scheme=Scheme.PRODUCT_CATEGORY, code="pottery")
        mat = Term.objects.get(scheme=Scheme.PRODUCT_CATEGORY, code="mat")
        with translation.override("km"):
            assert (pottery.label, mat.label) == ("Gốm", "កន្ទេល")


class TestUnits(TestCase):
    first: ClassVar[shipped.Outcome]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.first = load_units()

    def test_a_second_load_changes_nothing(self) -> None:
        links = AdministrativeUnit.successors.through.objects
        before = links.count()
        second = load_units()
        assert (second.created, second.changed, second.unchanged) == (0, 0, self.first.created)
        assert links.count() == before

    def test_a_second_load_asks_few_questions(self) -> None:
        with self.assertNumQueries(11):
            load_units()

    def test_a_name_of_today_lies_in_todays_province(self) -> None:
        wards = AdministrativeUnit.objects.filter(level="commune", valid_to=None)
        assert not wards.exclude(parent__valid_to=None).exists()

    def test_an_old_commune_lies_in_its_district_and_old_province(self) -> None:
        commune = AdministrativeUnit.objects.get(code="22870", valid_to="2025-06-30")
        assert str(commune) == "Thị trấn Phước Dân"
        assert commune.parent is not None
        assert str(commune.parent) == "Huyện Ninh Phước"
        assert str(commune.parent.parent) == "Tỉnh Ninh Thuận"

    def test_a_city_made_in_2026_follows_the_province_it_was(self) -> None:
        province, city = AdministrativeUnit.objects.filter(
            code="75", valid_from__isnull=False
        ).order_by("valid_from")
        assert (str(province), str(city)) == ("Tỉnh Đồng Nai", "Thành phố Đồng Nai")
        assert province.valid_to == date(2026, 4, 29)
        assert city.valid_from == date(2026, 4, 30)
        assert list(province.successors.all()) == [city]

    def test_a_unit_that_an_officer_corrected_stays(self) -> None:
        unit = AdministrativeUnit.objects.get(code="52", valid_from="2025-07-01")
        unit.name_en = "Gia Lai (with the former Binh Dinh)"
        unit.save()
        log(unit, "wagtail.edit")
        assert load_units().kept == {unit.pk}
        unit.refresh_from_db()
        assert unit.name_en == "Gia Lai (with the former Binh Dinh)"


@pytest.mark.django_db
def test_the_command_tells_what_it_did_in_vietnamese(monkeypatch):
    monkeypatch.setattr(
        "heritage.peoples.management.commands.load_reference.load_units", shipped.Outcome
    )
    said = StringIO()
    call_command("load_reference", stdout=said)
    assert f"Danh mục: thêm {Term.objects.count()}, cập nhật 0" in said.getvalue()
    assert "giây" in said.getvalue()
