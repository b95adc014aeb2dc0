"""Captions are written anew from what was understood, and understood again as they were written."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from media_pipeline.facts import Facts, Kind
from media_pipeline.reasons import Reason, RefusedError
from media_pipeline.recipes import captions, webvtt

FACTS = Facts("text/vtt", Kind.CAPTIONS)
TIMES = "00:01.000 --> 00:09.000"


def again(said: str) -> str:
    return webvtt.write(captions.read(said.encode()))


def payload(text: str) -> str:
    """How the text of one cue is written."""
    return again(f"WEBVTT\n\n{TIMES}\n{text}\n").split("\n", 3)[3][:-1]


def settings(said: str) -> str:
    return again(f"WEBVTT\n\n{TIMES} {said}\ntext").split("\n")[2][
        len("00:00:01.000 --> 00:00:09.000") :
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("<b>gong</b> <i>drum</i> <u>flute</u>", "<b>gong</b> <i>drum</i> <u>flute</u>"),
        ("<b>not closed", "<b>not closed</b>"),
        ("<b>over<i>lapping</b></i>", "<b>over<i>lapping</i></b>"),
        ("<c.loud.first>!</c>", "<c.loud.first>!</c>"),
        ("<c.<x>!", "<c>!</c>"),
        ("<v.loud   Y  Moan >hello", "<v.loud Y Moan>hello</v>"),
        ("<v Tom &amp; Y &gt;>hello</v>", "<v Tom &amp; Y &gt;>hello</v>"),
        ("<v>nobody</v>", "nobody"),
        ("<lang cjm>ꨆꨓꨯꨮ</lang>", "<lang cjm>ꨆꨓꨯꨮ</lang>"),
        ("<lang no such>text</lang>", "text"),
        ("<ruby>ꨆ<rt>ka</rt></ruby>", "<ruby>ꨆ<rt>ka</rt></ruby>"),
        ("<rt>alone</rt>", "alone"),
        ("a<script>alert(1)</script>b", "aalert(1)b"),
        ('<img src="https://example.org/x">text', "text"),
        ("<b></b>text", "text"),
        ("R&D &lt;b&gt; 1 > 0 &amp;amp; &nbsp;", "R&amp;D &lt;b&gt; 1 &gt; 0 &amp;amp; \xa0"),
        ("one\n<x>\ntwo", "one\ntwo"),
        ("a&#10;&#10;b", "a\nb"),
        ("a\tb\x07c", "a bc"),
        ("a <00:02.000>b <00:03.000>c", "a <00:00:02.000>b <00:00:03.000>c"),
        ("a <00:03.000>b <00:02.000>c <00:10.000>d <9>e", "a <00:00:03.000>b c d e"),
        ("Kate\u0302 e\u0323\u0302", "Katê ệ"),
        ("e<x>\u0301", "é"),
        ("\U0001e6c0", "\U0001e6c0"),  # Tai Yo, younger than the tables of Python 3.11
    ],
)
def test_of_what_a_cue_says_only_what_webvtt_has_is_left(text: str, written: str) -> None:
    assert payload(text) == written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (
            "align:start position:10%,line-left size:35% line:0",
            " line:0 position:10%,line-left size:35% align:start",
        ),
        ("vertical:rl line:-1,end", " vertical:rl line:-1,end"),
        ("line:50.5000% position:100%", " line:50.5% position:100%"),
        ("line:-0000", " line:0"),
        ("line:1.5 line:% line:5%2 line:1-1 line:101% line:42%,middle", ""),
        ("size:100.1% size:-1% size:٣%", ""),
        ("align:middle vertical:up position:50%,left", ""),
        ("align:left align:right", " align:right"),
        ("region:fred onclick:alert", ""),
    ],
)
def test_of_the_settings_only_what_means_something_is_left(said: str, written: str) -> None:
    assert settings(said) == written


@pytest.mark.parametrize(
    "times",
    [
        "00:09.000 --> 00:01.000",
        "00:01.000 --> 00:01.000",
        "00:01.00 --> 00:09.000",
        "00:61.000 --> 00:99.000",
        "1:02.000 --> 1:09.000",
        "00:01,000 --> 00:09,000",
        f"{'9' * 5000}:00:00.000 --> {'9' * 5001}:00:00.000",
        "٠٠:01.000 --> 00:09.000",
    ],
)
def test_a_cue_without_valid_times_is_left_out(times: str) -> None:
    said = again(f"WEBVTT\n\n{times}\nlost\n\n{TIMES}\nkept\n")
    assert "kept" in said
    assert "lost" not in said


def test_whatever_separates_lines_and_times_comes_out_the_same() -> None:
    plain = again(f"WEBVTT\n\n{TIMES}\none\ntwo\n")
    for said in (
        f"\ufeffWEBVTT\n\n{TIMES}\none\ntwo",
        f"WEBVTT\r\n\r\n{TIMES}\r\none\r\ntwo\r\n",
        f"WEBVTT\r\r{TIMES}\rone\rtwo\r",
        "WEBVTT title\n\n00:00:01.000\t-->\t0:00:09.000\t\none\ntwo",
        f"WEBVTT\nKind: captions\n\nid 7\n{TIMES}\none\ntwo\n\n\n",
    ):
        assert again(said) == plain


def test_style_sheets_regions_and_comments_are_not_passed_on() -> None:
    said = again(
        "WEBVTT\n\nSTYLE\n::cue { background: url(https://example.org/x) }\n\n"
        "REGION\nid:fred\n\nNOTE the informant lives in house 7\n\n"
        f"secret id\n{TIMES} region:fred\ntext\n"
    )
    assert said == "WEBVTT\n\n00:00:01.000 --> 00:00:09.000\ntext\n"


def test_cues_come_in_the_order_of_what_is_heard() -> None:
    said = again(f"WEBVTT\n\n00:05.000 --> 00:06.000\nlater\n\n{TIMES}\nearlier\n")
    assert said.index("earlier") < said.index("later")


def test_a_cue_ends_where_the_next_begins_even_without_an_empty_line() -> None:
    said = again(f"WEBVTT\n\n{TIMES}\none\n00:10.000 --> 00:11.000\ntwo")
    assert said.count("-->") == 2


def test_subrip_is_read_as_its_players_do() -> None:
    said = again(
        "1\r\n00:00:01,500 --> 00:00:03,000 X1:10 X2:20\r\n"
        "{\\an8}<I>Chiêng</I> & <font color=red>trống</font>\r\n\r\n<3 gongs\r\n\r\n"
        "2\r\n0:0:04,5 --> 0:0:06,000\r\n1979\r\n\r\n"
        "3\r\n00:00:09,000 --> 00:00:08,000\r\nbackwards\r\n"
    )
    assert said == (
        "WEBVTT\n\n00:00:01.500 --> 00:00:03.000\n<i>Chiêng</i> &amp; trống\n&lt;3 gongs\n\n"
        "00:00:04.500 --> 00:00:06.000\n1979\n"
    )


def test_subrip_may_be_in_utf_16() -> None:
    said = "1\n00:00:01,000 --> 00:00:02,000\nLễ hội\n"
    assert webvtt.write(captions.read(said.encode("utf-16"))) == again(said)


@pytest.mark.parametrize(
    ("said", "reason", "words"),
    [
        ("Lễ hội".encode("cp1258", "ignore") + b"\xf0", Reason.DAMAGED, "codec can't decode"),
        (b"WEBVTTX\n\n00:01.000 --> 00:02.000\ntext", Reason.UNKNOWN, "signature"),
        (b"dear sir", Reason.UNKNOWN, "signature"),
        (b"WEBVTT\n\nNOTE nothing yet\n", Reason.DAMAGED, "no cue"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n<b></b>\n", Reason.DAMAGED, "no cue"),
    ],
)
def test_what_cannot_be_shown_is_refused(said: bytes, reason: Reason, words: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        captions.read(said)
    assert refusal.value.reason == reason
    assert words in refusal.value.detail


def test_a_transcript_says_who_speaks_which_language_and_when(tmp_path: Path) -> None:
    original, into = tmp_path / "in.vtt", tmp_path / "made"
    original.write_text(
        f"WEBVTT\n\n{TIMES}\n<v Y Moan>Chào <b>anh</b>\nem</v> <v H'Bia><lang rad>Kơ-dih</lang>\n\n"
        "01:00:00.000 --> 01:00:01.500\n<ruby>ꨆ<rt>ka</rt></ruby> &lt;\n"
    )
    into.mkdir()
    made = captions.make(original, FACTS, into, {"language": "vi"})
    assert [file.name for file in made.files] == ["captions.vtt", "cues.json"]
    assert made.learned == {"cues": 2, "seconds": 3601.5}
    assert json.loads((into / "cues.json").read_text()) == [
        {"start": 1.0, "end": 9.0, "text": "Chào anh em", "voice": "Y Moan", "lang": "vi"},
        {"start": 1.0, "end": 9.0, "text": "Kơ-dih", "voice": "H'Bia", "lang": "rad"},
        {"start": 3600.0, "end": 3601.5, "text": "ꨆ (ka) <", "voice": "", "lang": "vi"},
    ]


def test_spans_within_spans_without_end_are_only_text() -> None:
    said = payload("<b>" * 50_000 + "deep")
    assert said.count("<b>") == 32
    assert "deep" in said


letters = st.text(
    "abcvilangrtuy<>&/.;# \n\t-:0123456789\u0301\u0338\u0302éﬁ\xa0\u2028\x85\x00", max_size=60
)
spans = ["<b>", "</b>", "<i.x.y>", "<v Ann>", "</v>", "<v>", "<lang vi>", "</lang>", "<foo>"]
spans += ["<ruby>", "<rt>", "</ruby>", "<00:02.500>", "-->", "\n\n", "\u0301"]
tags = st.sampled_from([*spans, "&amp;", "&lt", "&#60;", "&#13;", "&#xd800;"])
texts = st.lists(st.one_of(letters, tags), max_size=12).map("".join)
lines = st.one_of(
    st.sampled_from(
        ["", TIMES, f"{TIMES} line:5 align:end", "NOTE", "STYLE", "0:01:00.000 --> 99:00:00.000"]
    ),
    texts,
)


@given(st.one_of(texts, st.lists(lines, max_size=12).map("\n".join)))
@example("<ruby><v><rt>x")
@example("<\u0338b>")
@example("<>\n<lang 0>0")
def test_its_own_output_goes_through_unchanged(said: str) -> None:
    for whole in (f"WEBVTT\n\n{TIMES}\n{said}", f"1\n00:00:01,000 --> 00:00:02,000\n{said}"):
        try:
            found = captions.read(whole.encode())
        except RefusedError:
            continue
        first = webvtt.write(found)
        once_more = captions.read(first.encode())
        assert webvtt.write(once_more) == first
        assert captions.transcript(once_more, "") == captions.transcript(found, "")
        # Strict: a signature, and nothing but blocks of a line of times and lines of text.
        signature, *blocks = first[:-1].split("\n\n")
        assert signature == "WEBVTT"
        assert len(blocks) == len(found)
        for block in blocks:
            times, *text = block.split("\n")
            assert " --> " in times
            assert text
            assert not any("-->" in line for line in text)
