"""Drawings draw, and do nothing else."""

from pathlib import Path

import pytest

from media_pipeline.reasons import Reason
from tests.unit.media_pipeline.files import facts_of, reason_of, refusal_of

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str = "", attributes: str = 'width="40" height="30"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {XLINK} {attributes}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="30"', (40, 30)),
        ('width="10mm" height="1in"', (38, 96)),
        ('viewBox="0 0 284 184"', (284, 184)),
        ('width="142" viewBox="0,0,284,184"', (142, 92)),
        ('width="100%" height="100%" viewBox="0 0 20 10"', (20, 10)),
        ('width="1e9" height="1"', (100_000, 1)),
        ("", (300, 150)),
    ],
)
def test_sizes(tmp_path: Path, attributes: str, size: tuple[int, int]) -> None:
    found = facts_of(tmp_path, svg(attributes=attributes))
    assert (found.media_type, found.width, found.height) == ("image/svg+xml", *size)


@pytest.mark.parametrize(
    "inside",
    [
        "<title>Hoa văn thổ cẩm</title><rect width='3' height='4' fill='url(#a)'/>",
        "<defs><path id='p' d='M0 0'/></defs><use xlink:href='#p'/><use href='#p'/>",
        "<image href='data:image/png;base64,iVBORw0KGgo='/>",
        "<style>.a{fill:url('#g')} /* url(http://a) */</style>",
        "<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata>",
        "<n:namedview xmlns:n='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' a='#f'/>",
        "<animate attributeName='x' to='3'/>",
    ],
)
def test_what_draws_is_taken(tmp_path: Path, inside: str) -> None:
    assert facts_of(tmp_path, svg(inside)).width == 40


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<g><script href='a.js'/></g>",
        "<rect onclick='alert(1)'/>",
        "<image href='http://127.0.0.1/a.png'/>",
        "<image xlink:href='file:///etc/passwd'/>",
        "<image xlink:href='a.png'/>",
        "<image href='data:image/svg+xml;base64,PHN2Zy8+'/>",
        "<use href='other.svg#a'/>",
        "<a href='javascript:alert(1)'><rect/></a>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
        "<b:script xmlns:b='http://www.w3.org/1999/xhtml'>alert(1)</b:script>",
        "<style>@import 'a.css';</style>",
        "<style>.a{fill:u\\72l(http://a)}</style>",
        "<style>.a{fill:ur/**/l(http://a)}</style>",
        "<rect style='fill:url( \"//a/b\" )'/>",
        "<rect fill='url(http://a#b)'/>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
        "<animate attributeName='xlink:href' values='javascript:alert(1)'/>",
        "<animate attributeName='onload' to='alert(1)'/>",
        "<handler type='text/javascript'/>",
        "<x:include xmlns:x='http://www.w3.org/2001/XInclude' href='/etc/passwd'/>",
        "<g xml:base='http://a/'/>",
        "<?xml-stylesheet href='a.css'?>",
    ],
)
def test_what_acts_or_reaches_outside_is_not(tmp_path: Path, inside: str) -> None:
    refusal = refusal_of(tmp_path, svg(inside))
    assert refusal.reason is Reason.ACTIVE
    assert refusal.detail


def test_an_event_of_the_drawing_itself(tmp_path: Path) -> None:
    assert reason_of(tmp_path, svg(attributes="onload='alert(1)'")) is Reason.ACTIVE


XXE = b"""<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>"""
LAUGHS = (
    b'<!DOCTYPE svg [<!ENTITY a "haha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)


@pytest.mark.parametrize("declared", [XXE, LAUGHS])
def test_entities_are_not_resolved(tmp_path: Path, declared: bytes) -> None:
    refusal = refusal_of(tmp_path, declared + svg("<text>&x;&j;</text>"))
    assert refusal.reason is Reason.ACTIVE
    assert "root:" not in refusal.detail


def test_what_is_no_sound_xml_is_damaged(tmp_path: Path) -> None:
    assert reason_of(tmp_path, svg("<g>")) is Reason.DAMAGED
    assert reason_of(tmp_path, svg()[:-3]) is Reason.DAMAGED
    assert reason_of(tmp_path, b"<svg width='3' height='3'/>") is Reason.DAMAGED


def test_a_script_in_another_encoding(tmp_path: Path) -> None:
    said = svg("<script>alert(1)</script>").decode().encode("utf-16")
    assert reason_of(tmp_path, said) is Reason.ACTIVE


def test_drawings_have_a_size(tmp_path: Path) -> None:
    assert reason_of(tmp_path, svg("<g/>" * 100), text_bytes=200) is Reason.TOO_BIG
