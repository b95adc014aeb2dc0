"""Told text goes from Markdown to rich text and back without losing anything."""

import csv
import re

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from heritage.exchange.markdown import canonical, to_html, to_markdown

CONTENT = settings.BASE_DIR / "demo" / "content"
MARKDOWN = st.text(alphabet="ab *_#-+>.)1[]()\\`~<&;\n\"'éĕ", max_size=60)


def test_every_cell_of_the_content_pack_comes_back_as_it_was():
    cells = 0
    for path in CONTENT.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for text in row.values():
                    assert to_markdown(to_html(text)) == text
                    cells += 1
    assert cells > 11_000


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Một.\n\nHai.", "<p>Một.</p><p>Hai.</p>"),
        ("Một\nhai", "<p>Một<br/>hai</p>"),
        ("**đậm** và *nghiêng*", "<p><b>đậm</b> và <i>nghiêng</i></p>"),
        ("### Tên\n\n- a\n- b", "<h3>Tên</h3><ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("[x](https://a.vn/?b=1&c=2)", '<p><a href="https://a.vn/?b=1&amp;c=2">x</a></p>'),
        ("1975. Hòa bình", "<p>1975. Hòa bình</p>"),
        ("a  b", "<p>a  b</p>"),
        ("5 * 3 * 2", "<p>5 * 3 * 2</p>"),
        ("\\*sao\\*", "<p>*sao*</p>"),
        ("> trích", "<p>&gt; trích</p>"),
    ],
)
def test_what_is_written_is_what_is_shown(text, html):
    assert to_html(text) == html
    assert to_markdown(html) == text


def test_raw_html_and_dangerous_links_stay_text():
    assert "<script" not in to_html("<script>alert(1)</script>")
    assert "<a" not in to_html("[x](javascript:alert(1))")
    assert "<img" not in to_html("![x](http://a.vn/b.png)")


def test_what_the_editor_saves_comes_out_and_goes_in_again():
    html = '<p data-block-key="x1">A <b>b</b><br/>c</p><ul><li data-block-key="x2">d</li></ul>'
    assert to_markdown(html) == "A **b**\nc\n\n- d"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p><b>Nguồn gốc.</b>Người Chăm</p>", "**Nguồn gốc**.Người Chăm"),
        ("<p><b>Nguồn gốc. </b>Người Chăm</p>", "**Nguồn gốc.** Người Chăm"),
        ("<p><i>a</i><i>b</i></p>", "*ab*"),
        ("<p>người<b>“Chăm”</b></p>", "người“**Chăm”**"),
    ],
)
def test_bold_that_markdown_cannot_say_keeps_its_words_and_no_stray_signs(html, text):
    assert to_markdown(html) == text
    assert to_markdown(to_html(text)) == text
    assert "*" not in re.sub("<[^>]*>", "", to_html(text))


def test_a_link_to_a_page_goes_by_its_permanent_identifier():
    html = '<p><a linktype="page" id="7">x</a></p>'
    text = to_markdown(html, {7: "/id/k3v0txd"}.get)
    assert text == "[x](/id/k3v0txd)"
    assert to_html(text, {"k3v0txd": 7}.get) == html


@hypothesis_settings(deadline=None, max_examples=500)
@given(MARKDOWN)
def test_a_text_that_left_the_archive_once_never_changes_again(text):
    once = canonical(text)
    assert canonical(once) == once
    assert to_html(once) == to_html(canonical(once))
