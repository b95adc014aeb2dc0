"""The institution's own pages: there from the beginning, in three languages, and true."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from wagtail.models import Page, Site

from heritage.feedback.knocks import WINDOW
from heritage.feedback.remarks import SENDER_KEPT
from heritage.site.community import warnings
from heritage.site.forgetting import ATTEMPTS_KEPT
from heritage.site.institution_pages import PAGES, told
from heritage.site.models import Institution, TextPage
from heritage.site.offline import marks
from heritage.site.tree import grow_tree

LANGUAGES = [code for code, _name in configured.LANGUAGES]
ARABIC = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
PREFIX = {"vi": "", "en": "/en", "km": "/km"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_there_told_in_the_language_and_linked_from_the_foot(
    client: Client, db: None, language: str
) -> None:
    home = client.get(f"{PREFIX[language]}/").content.decode()
    foot = home[home.index('<footer class="footer">') :]
    for _purpose, names in PAGES:
        title, slug = names[language]
        address = f"{PREFIX[language]}/{slug}/"
        assert f'<a href="{address}">{title}</a>' in foot
        page = client.get(address).content.decode()
        assert f"<h1>{title}</h1>" in page
        assert "prose told" in page
        for other in LANGUAGES:
            assert f'href="{PREFIX[other]}/{names[other][1]}/" lang="{other}"' in page


def test_links_in_them_lead_somewhere(client: Client, db: None) -> None:
    for page in TextPage.objects.all():
        for address in re.findall(r'href="([^"]+)"', page.body):
            assert client.get(address).status_code == 200, (page.title, address)


def test_what_an_officer_changed_or_wrote_in_their_place_stays(db: None) -> None:
    about = TextPage.objects.get(purpose="about", locale__language_code="vi")
    about.title, about.slug, about.body = "Về chúng tôi", "ve-chung-toi", "<p>Sở Văn hóa.</p>"
    about.save()
    contact = TextPage.objects.get(purpose="contact", locale__language_code="vi")
    home = contact.get_parent().specific
    contact.delete()
    home = type(home).objects.get(pk=home.pk)
    own = TextPage(title="Liên hệ của Sở", slug="lien-he", locale=home.locale)
    home.add_child(instance=own)
    before = Page.objects.count()
    grow_tree()
    assert Page.objects.count() == before
    about.refresh_from_db()
    assert about.title == "Về chúng tôi"


def test_the_page_of_the_contact_says_who_answers_and_nothing_that_is_not_filled_in(
    client: Client, db: None
) -> None:
    page = client.get("/lien-he/").content.decode()
    assert "<dl" not in page
    keeper = Institution.for_site(Site.objects.get())
    keeper.agency, keeper.province = "Sở Văn hóa, Thể thao và Du lịch", "Khánh Hòa"
    keeper.responsible_officer, keeper.email = "Bà Đàng Thị Hoa", "vanhoa@example.vn"
    keeper.save()
    page = client.get("/km/contact/").content.decode()
    for known in (keeper.agency, keeper.responsible_officer, "mailto:vanhoa@example.vn"):
        assert known in page
    assert "អ៊ីមែល" in page
    assert "ទូរសព្ទ</dt>" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_says_how_long_things_are_really_kept(language: str) -> None:
    text = re.sub(r"<[^>]+>", "", told("privacy", language).body).translate(ARABIC)
    months, hours = SENDER_KEPT.days // 30, configured.SESSION_COOKIE_AGE // 3600
    said = {
        "vi": ("{} tháng", "{} giờ"),
        "en": ("{} months", "twelve hours"),
        "km": ("{} ខែ", "{} ម៉ោង"),
    }
    month, hour = said[language]
    assert month.format(months) in text
    assert hour.format(hours) in text
    assert ATTEMPTS_KEPT == WINDOW
    assert WINDOW.total_seconds() == 3600
    one_hour = {"vi": "một giờ", "en": "hour", "km": "មួយម៉ោង"}[language]
    assert text.count(one_hour) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_names_every_cookie_that_is_set(
    client: Client, make: Any, officer: Any, language: str
) -> None:
    notice = told("privacy", language).body
    warned = make("item", "Ảnh người đã mất", warns_of_name=True)
    for address in ("/", "/dang-nhap/", "/gop-y/", f"/id/{warned.identifier_id}", "/lien-he/"):
        client.get(address, follow=True)
    client.post(f"/da-hieu/{warned.identifier_id}/")
    client.force_login(officer)
    client.get("/cong-dong/")
    assert {warnings.COOKIE, configured.CSRF_COOKIE_NAME} <= set(client.cookies)
    for name in client.cookies:
        assert f"<b>{name}</b>" in notice, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_says_what_a_phone_keeps_and_for_how_long(client: Client, language: str) -> None:
    text = re.sub(r"<[^>]+>", "", told("privacy", language).body).translate(ARABIC)
    minutes = marks.ASKED_EVERY.seconds // 60
    for said in {
        "vi": ("{} trang", "{} ngày", "{} phút"),
        "en": ("{} public pages", "{} days", "{} minutes"),
        "km": ("ទំព័រសាធារណៈ {}", "{} ថ្ងៃ", "{} នាទី"),
    }[language]:
        assert any(
            said.format(known) in text for known in (marks.PAGES, marks.KEPT_FOR.days, minutes)
        ), said
    scripts = (configured.BASE_DIR / "static/site/js/frame.js").read_text("utf-8")
    for name in re.findall(r'NAME = "([^"]+)"', scripts):
        assert f"<b>{name}</b>" in told("privacy", language).body


def test_reading_sets_no_cookie(client: Client, make: Any) -> None:
    festival = make("festival", "Lễ hội Katê")
    for address in (f"/id/{festival.identifier_id}", "/", "/le-hoi/", "/lien-he/", "/gop-y/"):
        client.get(address, follow=True)
    assert client.cookies == {}
