"""What a page shows of the files of its thing, in each language, with and without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from heritage.peoples.models import Term
from heritage.peoples.reference.terms import load_terms
from heritage.protocols import labels
from heritage.protocols.labels import Said, Wording
from heritage.protocols.models import Audience, Label
from tests.communities import close, community, members, person
from tests.integration.media.rows import document, film, picture, sound, words_of
from tests.integration.site.conftest import KINDS, address_of
from tests.kept import forget

pytestmark = pytest.mark.django_db

VIEWERS = 'class="files'
SAVES = {"save-data": "on"}


def page(client: Client, thing: Any, language: str = "vi", **headers: str) -> str:
    """The page of a thing, in any language by its permanent identifier."""
    forget()
    address = address_of(thing)
    if language != "vi":
        html = client.get(address).content.decode()
        found = re.search(rf'<a href="([^"]+)" lang="{language}" hreflang="{language}"', html)
        assert found
        address = found[1]
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, address
    return answer.content.decode()


def figure(html: str, file: Any) -> str:
    """What stands between the anchor of a file and that of the next, or the end of all."""
    found = re.search(
        rf'<[^>]* id="tep-{file.identifier_id}".*?(?=<[^>]* id="tep-|</section>)', html, re.DOTALL
    )
    assert found, file.identifier_id
    return found[0]


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_has_none_brings_nothing_for_them(client: Client, make: Any, kind: str) -> None:
    html = page(client, make(kind, "Một thứ"))
    for one in (VIEWERS, "viewers.css", "zoom.js", "player.js", "transcript.js"):
        assert one not in html


@pytest.mark.parametrize("kind", KINDS)
def test_things_of_every_kind_show_theirs(client: Client, make: Any, kind: str) -> None:
    thing = make(kind, "Một thứ")
    files = [picture(thing), sound(thing), film(thing)]
    html = page(client, thing)
    assert html.count(VIEWERS) == 1
    for file in files:
        assert figure(html, file)
    assert html.index("<h1") < html.index(VIEWERS)
    assert "viewers.css" in html


class TestPictures:
    def test_it_brings_its_sizes_its_shape_and_what_stands_there_before(
        self, client: Client, make: Any
    ) -> None:
        thing = make("custom", "Dệt")
        file = picture(thing, title="Khung dệt", captured="1998", credit="Thị Mỹ")
        shown = figure(page(client, thing), file)
        assert re.search(r'<source type="image/avif" srcset="\S+/320\.avif 320w, ', shown)
        assert re.search(r'<img src="\S+/960\.jpg" srcset="\S+ 320w, .*1500w" sizes="', shown)
        assert 'width="960" height="640" alt="Tháp Po Klong Garai"' in shown
        assert 'fetchpriority="high"' not in shown  # below what is told of a custom
        assert shown.count("<rect ") == 12
        assert re.search(r'<rect x="0" y="0" [^>]*fill="#[0-9a-f]{6}"/>', shown)
        assert "style=" not in shown
        assert "data:" not in shown
        assert "Khung dệt" in shown
        assert "1998" in shown
        assert '<span lang="vi">Thị Mỹ</span>' in shown
        assert '<a href="https://cc.example/by" rel="license noopener">' in shown
        # Without a script one still has the largest.
        assert re.search(r'<a class="frame" href="\S+/1500\.jpg"', shown)

    def test_the_first_opens_an_item_the_others_wait(self, client: Client, make: Any) -> None:
        thing = make("item", "Sách lá")
        files = [picture(thing) for _ in range(3)]
        html = page(client, thing)
        first, *others = [figure(html, file) for file in files]
        assert 'fetchpriority="high"' in first
        assert 'loading="lazy"' not in first
        for other in others:
            assert 'class="photo small"' in other
            assert 'loading="lazy"' in other

    def test_told_in_the_readers_language_or_in_marked_vietnamese(
        self, client: Client, make: Any
    ) -> None:
        thing = make("item", "Sách lá")
        file = picture(thing, title="Trang đầu sách", title_en="The first leaf", alt_en="A leaf")
        english = figure(page(client, thing, "en"), file)
        assert 'alt="A leaf"' in english
        assert "<b>The first leaf</b>" in english
        khmer = figure(page(client, thing, "km"), file)
        assert 'alt="Tháp Po Klong Garai" lang="vi"' in khmer
        assert '<b lang="vi">Trang đầu sách</b>' in khmer

    def test_what_only_decorates_says_nothing_but_where_it_leads(
        self, client: Client, make: Any
    ) -> None:
        thing = make("item", "Sách lá")
        file = picture(thing, decorative=True)
        shown = figure(page(client, thing), file)
        assert 'alt=""' in shown
        assert 'aria-label="Xem ảnh lớn"' in shown

    def test_who_saves_data_asks_first(self, client: Client, make: Any) -> None:
        thing = make("item", "Sách lá")
        files = [picture(thing), picture(thing)]
        html = page(client, thing, **SAVES)
        assert "<img" not in html
        assert "<picture" not in html
        assert f'href="?anh=1#tep-{files[0].identifier_id}"' in html
        assert "Tháp Po Klong Garai" in html

    def test_more_than_is_shown_can_be_looked_at_closely(self, client: Client, make: Any) -> None:
        photograph = make("item", "Ảnh", item_kind="photograph")
        small, large = picture(photograph), picture(photograph, width=4000)
        html = page(client, photograph)
        assert "data-zoom" not in figure(html, small)
        address = f'data-zoom="/iiif/3/{large.identifier_id}/info.json"'
        assert address in figure(html, large)
        assert '<dialog class="zoom"' in html
        assert "zoom.js" in html
        leaf = make("item", "Sách lá", item_kind="manuscript")
        picture(leaf)
        assert "data-zoom" in page(client, leaf)
        assert "zoom.js" not in page(client, make("item", "Không ảnh"))

    def test_the_one_at_the_head_leaves_no_empty_place_below_and_is_looked_at_closely(
        self, client: Client, make: Any
    ) -> None:
        festival = make("festival", "Lễ hội Katê")
        picture(festival, width=4000)
        html = page(client, festival)
        assert html.count("data-zoom") == 1
        assert VIEWERS not in html
        assert html.count('<dialog class="zoom"') == 1
        sound(festival)
        html = page(client, festival)
        assert html.count(VIEWERS) == html.count('<dialog class="zoom"') == 1

    def test_a_photograph_takes_the_place_of_the_plate(self, client: Client, make: Any) -> None:
        people = make("people", "Khmer", gso_code="05")
        assert "site/plates/" in page(client, people)
        picture(people)
        assert "site/plates/" not in page(client, people)

    def test_pictures_of_a_rite_stand_below_what_its_community_asks(
        self, client: Client, make: Any
    ) -> None:
        kate = make("festival", "Lễ hội Katê", etiquette="Không chụp ảnh lúc mặc y phục.")
        picture(kate)
        html = page(client, kate)
        assert html.index("Không chụp ảnh lúc mặc y phục.") < html.index(VIEWERS)


class TestTaking:
    """A download stands beside the licence where everything that is said of rights lets it."""

    @pytest.mark.parametrize(
        ("file_code", "item_code", "offered"),
        [
            ("cc_by", "cc_by_nc", True),
            ("cc_by", "in_copyright", False),
            ("in_copyright", "cc_by", False),
            ("cc_by", "community_restricted", False),
        ],
    )
    def test_it_is_offered_where_both_rights_say_so(
        self, client: Client, make: Any, file_code: str, item_code: str, offered: bool
    ) -> None:
        load_terms()
        found = {term.code: term for term in Term.objects.filter(scheme="rights")}
        thing = make("item", "Chiêng", rights=found[item_code])
        heard, seen = (add(thing, rights=found[file_code]) for add in (sound, film))
        html = page(client, thing)
        for file, name in ((heard, "sound.m4a"), (seen, "720.mp4")):
            shown = figure(html, file)
            assert "Quyền đối với tệp này:" in shown
            assert bool(re.search(rf'<a href="/tep/\S+/{name}" download>', shown)) is offered
        assert "<h2>Quyền đối với tư liệu</h2>" in html

    def test_what_a_community_put_its_words_on_is_not(self, client: Client, make: Any) -> None:
        load_terms()
        open_to_all = Term.objects.get(scheme="rights", code="cc_by")
        thing = make("item", "Chiêng", rights=open_to_all)
        sound(thing, rights=open_to_all)
        assert " download>" in page(client, thing)
        label = Label(community=community())
        wording = Wording((Said("vi", "Xin hỏi trước", "Hỏi làng trước khi chép."),))
        labels.approve(labels.propose(label, wording, by=None), by=None)
        labels.put_on(label, thing.identifier_id, by=None)
        assert " download>" not in page(client, thing)
        closed = make("item", "Chiêng kín", rights=open_to_all, audience=members())
        sound(closed, rights=open_to_all)
        client.force_login(person("member"))
        assert " download>" not in client.get(address_of(closed)).content.decode()


def test_the_print_of_an_item_is_large_until_there_is_a_file_of_it(
    client: Client, make: Any
) -> None:
    drums = make("item", "Cặp trống ginang", item_kind="object")
    html = page(client, drums)
    plate = '<figure class="plate broadside" id="anh-nhac-cu-cham"'
    assert html.index("<h1") < html.index(plate) < html.index('<dl class="facts')
    sound(drums)
    assert "site/plates/nhac-cu-cham" not in page(client, drums)


class TestRecordings:
    def test_a_sound_plays_and_is_read_without_scripts(self, client: Client, make: Any) -> None:
        thing = make("item", "Chiêng")
        file = sound(thing, title="Bài mừng lúa mới")
        words_of(file, "vi")
        words_of(file, "bdq", "Lời kể dài, không mốc giờ.")
        html = page(client, thing)
        shown = figure(html, file)
        assert re.search(r'<audio controls preload="none" aria-label="Bài mừng lúa mới">', shown)
        kinds = re.findall(r'<source src="/tep/\S+" type="(\S+)">', shown)
        assert kinds == ["audio/webm", "audio/mp4"]
        assert 'data-start="4" data-end="62.5"' in shown
        assert "<b>Bà Sa:</b> Chiêng mẹ gọi trước." in shown
        assert '<div class="words" lang="bdq"><p>Lời kể dài' in shown
        # One language is open at a time, and its own comes first.
        names = re.findall(r'<details class="transcript" name="(\S+)"( open)?>', shown)
        assert names == [(f"loi-{file.identifier_id}", " open"), (f"loi-{file.identifier_id}", "")]
        # What needs a script is not there for who has none.
        assert re.search(r'<div class="console"[^>]* hidden>', shown)
        assert 'aria-valuetext="0:00 / 1:02"' in shown
        assert "player.js" in html
        assert "transcript.js" in html

    @pytest.mark.parametrize(("language", "first"), [("vi", "vi"), ("en", "en"), ("km", "km")])
    def test_words_in_the_readers_language_come_first(
        self, client: Client, make: Any, language: str, first: str
    ) -> None:
        thing = make("item", "Chiêng")
        file = sound(thing)
        for code in ("vi", "km", "en"):
            words_of(file, code)
        shown = figure(page(client, thing, language), file)
        assert re.findall(r'<ol class="cues" lang="(\w+)"', shown)[0] == first

    def test_what_a_machine_wrote_is_not_there_before_somebody_read_it(
        self, client: Client, make: Any
    ) -> None:
        thing = make("item", "Chiêng")
        file = sound(thing)
        words_of(file, "vi", is_machine=True)
        assert "Chiêng mẹ gọi trước" not in page(client, thing)

    def test_what_has_no_words_says_so(self, client: Client, make: Any) -> None:
        thing = make("item", "Chiêng")
        file = sound(thing, no_speech=True)
        assert "Không có lời nói, lời hát." in figure(page(client, thing), file)

    def test_long_words_wait_to_be_opened(self, client: Client, make: Any) -> None:
        thing = make("item", "Sử thi")
        file = sound(thing)
        words_of(file, "vi", "Hơmon. " * 400)
        assert '<details class="transcript"><summary>' in figure(page(client, thing), file)

    def test_a_film_has_captions_and_a_smaller_one_for_phones(
        self, client: Client, make: Any
    ) -> None:
        thing = make("item", "Lễ")
        file = film(thing, title="Nước đầu làng", alt="")
        words_of(file, "vi")
        words_of(file, "en")
        shown = figure(page(client, thing), file)
        assert re.search(
            r'<video controls preload="none" playsinline width="1280" height="720"', shown
        )
        assert re.search(r'poster="\S+/poster\.jpg"', shown)
        sources = re.findall(r'<source src="\S+/(\d+)\.mp4" type="video/mp4"([^>]*)>', shown)
        assert sources == [("720", ' media="(min-width: 45rem)"'), ("360", "")]
        tracks = re.findall(
            r'<track kind="captions" src="(\S+)" srclang="(\w+)" label="([^"]+)"', shown
        )
        assert [(code, name) for _, code, name in tracks] == [
            ("vi", "tiếng Việt"),
            ("en", "tiếng Anh"),
        ]
        # Linguists take them home.
        for address, code, _ in tracks:
            assert f'<a href="{address}" download="{file.identifier_id}.{code}.vtt">' in shown
        for address, _, _ in tracks:
            assert client.get(address)["Content-Type"].startswith("text/vtt")
        assert "Chiêng con theo sau." in shown

    def test_who_saves_data_gets_no_still_and_the_smaller_film(
        self, client: Client, make: Any
    ) -> None:
        thing = make("item", "Lễ")
        file = film(thing)
        shown = figure(page(client, thing, **SAVES), file)
        assert "poster" not in shown
        assert "720.mp4" not in shown
        assert "360.mp4" in shown


@pytest.mark.usefixtures("on_disk")
class TestDocuments:
    def test_pages_lead_to_large_ones_and_their_words_are_read(
        self, client: Client, make: Any
    ) -> None:
        thing = make("library", "Nghị định")
        file = document(thing, ["Điều một.", "ភាសាខ្មែរ", ""])
        shown = figure(page(client, thing), file)
        assert re.search(r'<a href="\S+/page-1\.webp"><img src="\S+/page-1-240\.webp"', shown)
        assert shown.count('loading="lazy"') == 3
        assert 'width="240" height="320" alt="Trang 1"' in shown
        assert shown.count("máy đọc, chưa ai rà soát") == 1
        assert '<div class="words" lang="vi"><p>Điều một.' in shown
        assert '<div class="words" lang="km">' in shown
        assert shown.count('<details class="transcript">') == 2
        assert "text.txt" not in shown

    def test_a_book_of_300_pages_is_no_burden(self, client: Client, make: Any) -> None:
        thing = make("library", "Sách dày")
        file = document(thing, ["Chữ của một trang. " * 160] * 300)
        html = page(client, thing)
        shown = figure(html, file)
        assert shown.count("<img") == shown.count('loading="lazy"') == 300
        assert shown.count("/page-240.webp") == shown.count("/page-240-240.webp") == 1
        assert 20 < shown.count('<details class="transcript">') < 60
        assert re.search(r'href="\S+/text\.txt"', shown)
        assert len(html) < 400_000

    def test_who_saves_data_sees_numbers(self, client: Client, make: Any) -> None:
        thing = make("library", "Nghị định")
        document(thing, ["Điều một."] * 3)
        html = page(client, thing, **SAVES)
        assert "<img" not in html
        assert html.count('class="unshown"') == 3


class TestWhoSees:
    def test_a_closed_thing_shows_nothing_to_strangers_and_all_to_its_members(
        self, client: Client, make: Any
    ) -> None:
        thing = make("item", "Bài khấn")
        files = [picture(thing), sound(thing), film(thing)]
        close(thing, members())
        answer = client.get(address_of(thing))
        assert answer.status_code in (404, 410)
        for file in files:
            assert file.identifier_id not in answer.content.decode()
        member = Client()
        member.force_login(person("member"))
        html = page(member, thing)
        for file in files:
            assert figure(html, file)
        assert '"image"' not in html

    def test_nothing_before_a_warning_is_understood(self, client: Client, make: Any) -> None:
        thing = make("item", "Tiếng người đã khuất", warns_of_voice=True)
        file = picture(thing)
        html = page(client, thing)
        assert file.identifier_id not in html
        assert "viewers.css" not in html

    def test_what_nobody_has_approved_is_not_there(self, client: Client, make: Any) -> None:
        thing = make("item", "Sách lá")
        picture(thing, shown=False)
        assert VIEWERS not in page(client, thing)


def test_machines_are_told_of_public_pictures(client: Client, make: Any) -> None:
    thing = make("item", "Sách lá")
    assert '"image"' not in page(client, thing)
    file = picture(thing)
    html = page(client, thing)
    (address,) = re.findall(r'"image": \["(http://testserver/tep/[^"]+/960\.jpg)"\]', html)
    assert file.identifier_id in address
    assert file.audience_id == Audience.PUBLIC
