"""What was found as a file, read by what others read such files with."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from typing import Any

import bibtexparser
import pytest
import rispy
import time_machine
from bibtexparser.bparser import BibTexParser
from django.core.cache import caches
from django.test import Client

from heritage.feedback import knocks
from heritage.peoples.models import Term
from heritage.protocols.audiences import canonical
from heritage.protocols.labels import Said, Wording, decide, put_on
from heritage.protocols.models import Community, Label, Membership, Protocol
from heritage.records.access import set_audience
from heritage.site.exports import files, views
from heritage.site.exports.formats import COLUMNS, FORMATS, _tex
from heritage.site.exports.models import SearchFile
from heritage.site.forgetting import forget
from search.engine import EngineError
from tests.integration.site.conftest import PEOPLE_LINKS, PLACE_LINKS

KHMER, CHAM = "ភ្លេងពិណពាទ្យ", "ꨀꨇꩉ ꨔꨴꩍ"
CSL_TYPES = {
    *("article", "book", "collection", "document", "dataset", "entry-dictionary", "graphic", "map"),
    *(
        "event",
        "legislation",
        "manuscript",
        "motion_picture",
        "song",
        "webpage",
        "report",
        "speech",
    ),
    *("article-journal", "entry-encyclopedia", "performance", "figure", "speech", "broadcast"),
}
"""Of https://github.com/citation-style-language/schema, csl-data.json."""
ODD = r"{Cồng} & 100% #1 $x_y ~^ \alpha"


def address(code: str, query: str = "") -> str:
    return f"/tim-kiem/xuat/{code}{query}"


@pytest.fixture(autouse=True)
def _nobody_has_asked(settings: Any, tmp_path: Any) -> None:
    caches["limits"].clear()
    settings.DATA_DIR = tmp_path


@pytest.fixture
def things(make: Any, drain: Any) -> dict[str, Any]:
    khmer = make("people", "Khmer", slug="khmer")
    place = make("place", "Phum thử")
    rights = Term.objects.create(
        scheme="rights",
        code="InC-thu",
        label_vi="Còn bản quyền",
        uri="https://rightsstatements.org/vocab/InC/1.0/",
    )
    item = make(
        "item",
        f"Ghi âm {KHMER}",
        created="1955-03",
        credit="Ban nhạc",
        rights=rights,
        languages="km;pi",
    )
    rough = make("item", f"Ghi âm {ODD}", created="1955~", rights=rights, item_kind="photograph")
    risky = make("item", "=HYPERLINK(ghi âm)", created="197X", rights=rights)
    article = make(
        "library", f"Ghi âm, bài viết {CHAM}", document_kind="article", issuer="Tạp chí thử"
    )
    word = make("word", "Ghi âm")
    for link in (PEOPLE_LINKS,):
        link["item"].objects.create(owner=item, people=khmer)
    PLACE_LINKS["item"].objects.create(owner=item, place=place)
    label = Label(community=Community.objects.create(name="Làng nhãn"))
    decide(label, Wording((Said("vi", "Xin nêu tên", "Khi dùng lại."),), ""), by=None)
    put_on(label, item.identifier_id, by=None)
    drain()
    return {"item": item, "rough": rough, "risky": risky, "article": article, "word": word}


def given(client: Client, code: str, query: str = "?q=ghi+âm") -> str:
    answer = client.get(address(code, query))
    assert answer.status_code == 200
    assert answer["Content-Type"] == FORMATS[code].media_type
    assert answer["Content-Disposition"].startswith("attachment")
    return answer.content.decode()


def test_csv(client: Client, things: dict[str, Any]) -> None:
    text = given(client, "csv")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert list(rows[0]) == list(COLUMNS)
    by_id = {row["identifier"]: row for row in rows}
    assert set(by_id) == {thing.identifier_id for thing in things.values()}
    item = by_id[things["item"].identifier_id]
    assert item["title"] == f"Ghi âm {KHMER}"
    assert item["url"] == f"http://testserver/id/{item['identifier']}"
    assert item["rights"] == "https://rightsstatements.org/vocab/InC/1.0/"
    assert item["credit"] == "Ban nhạc"
    assert item["community_labels"] == "Làng nhãn: Xin nêu tên"
    assert (item["peoples"], item["places"]) == ("Khmer", "Phum thử")
    assert (item["type"], item["date"]) == ("Bản ghi âm", "1955-03")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", item["accessed"])
    assert by_id[things["risky"].identifier_id]["title"] == "'=HYPERLINK(ghi âm)"
    assert by_id[things["article"].identifier_id]["issuer"] == "Tạp chí thử"


def test_bibtex(client: Client, things: dict[str, Any]) -> None:
    text = given(client, "bibtex")
    entries = {
        one["ID"]: one
        for one in bibtexparser.loads(text, BibTexParser(common_strings=True)).entries
    }
    assert set(entries) == {thing.identifier_id for thing in things.values()}
    item = entries[things["item"].identifier_id]
    assert item["title"] == f"{{Ghi âm {KHMER}}}"
    assert item["year"] == "1955"
    assert "Làng nhãn: Xin nêu tên" in item["note"]
    assert item["author"] == "{Ban nhạc}"
    assert item["keywords"] == "Khmer, Phum thử"
    assert "location" not in item
    assert item["language"] == "km and pi"
    article = entries[things["article"].identifier_id]
    assert "author" not in article
    assert (article["ENTRYTYPE"], article["journal"]) == ("article", "Tạp chí thử")
    assert CHAM in article["title"]
    odd = entries[things["rough"].identifier_id]["title"]
    assert odd == f"{{Ghi âm {_tex(ODD)}}}"
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("sign", list("\\{}$&#^_~%"))
def test_signs_of_tex(sign: str) -> None:
    told = _tex(f"a{sign}b")
    assert told.startswith("a\\")
    assert told.replace("\\{", "").replace("\\}", "").count("{") == told.replace("\\{", "").replace(
        "\\}", ""
    ).count("}")


def test_ris(client: Client, things: dict[str, Any]) -> None:
    entries = {one["id"]: one for one in rispy.loads(given(client, "ris"))}
    assert set(entries) == {thing.identifier_id for thing in things.values()}
    item = entries[things["item"].identifier_id]
    assert item["type_of_reference"] == "SOUND"
    assert item["title"] == f"Ghi âm {KHMER}"
    assert item["date"] == "1955/03//"
    assert item["keywords"] == ["Khmer", "Phum thử"]
    assert "place_published" not in item
    assert item["authors"] == ["Ban nhạc"]
    assert item["urls"] == [f"http://testserver/id/{item['id']}"]
    assert "Làng nhãn: Xin nêu tên" in item["notes"]
    assert entries[things["article"].identifier_id]["secondary_title"] == "Tạp chí thử"


def test_csl_json(client: Client, things: dict[str, Any]) -> None:
    data = json.loads(given(client, "csl-json"))
    assert {one["id"] for one in data} == {thing.identifier_id for thing in things.values()}
    by_id = {one["id"]: one for one in data}
    assert by_id[things["item"].identifier_id]["issued"] == {"date-parts": [[1955, 3]]}
    rough = by_id[things["rough"].identifier_id]["issued"]
    assert rough == {"date-parts": [[1955]], "circa": True}
    decade = by_id[things["risky"].identifier_id]["issued"]
    assert decade == {"date-parts": [[1970], [1979]], "circa": True}
    # The types and date variables of CSL 1.0.2, of which each must be an object.
    assert {one["type"] for one in data} <= CSL_TYPES
    for one in data:
        assert isinstance(one["id"], str)
        assert isinstance(one["title"], str)
        for name in ("issued", "accessed"):
            parts = one.get(name, {}).get("date-parts", [])
            assert all(isinstance(x, int) for part in parts for x in part)
    item = by_id[things["item"].identifier_id]
    assert item["author"] == [{"literal": "Ban nhạc"}]
    assert item["keyword"] == "Khmer, Phum thử"
    assert "publisher-place" not in item
    told = " ".join(one["title"] for one in data)
    assert KHMER in told
    assert CHAM in told


def test_json_ld(client: Client, things: dict[str, Any]) -> None:
    data = json.loads(given(client, "json-ld"))
    assert data["@context"] == "https://schema.org"
    parts = {one["identifier"]: one for one in data["hasPart"]}
    assert set(parts) == {thing.identifier_id for thing in things.values()}
    item = parts[things["item"].identifier_id]
    assert item["@type"] == "CreativeWork"
    assert item["license"] == "https://rightsstatements.org/vocab/InC/1.0/"
    assert item["usageInfo"] == ["Làng nhãn: Xin nêu tên"]
    assert parts[things["word"].identifier_id]["@type"] == "DefinedTerm"
    assert data["url"].startswith("http://testserver/tim-kiem/xuat/json-ld?q=ghi")


SIDWELL = "Phiên âm theo Sidwell, P. (2015), qua Lexibank, giấy phép CC BY 4.0."
CC_BY = "http://creativecommons.org/licenses/by/4.0/"


@pytest.fixture
def word(make: Any, drain: Any) -> Any:
    """A word of a list that was taken over with a licence."""
    make("people", "Ba Na", slug="ba-na", languages="bdq;vi")
    Term.objects.update_or_create(
        scheme="rights", code="cc_by", defaults={"label_vi": "CC BY", "uri": CC_BY}
    )
    found = make(
        "word",
        "đak",
        gloss="nước",
        ipa="ɗaːk",
        part_of_speech="noun",
        example="Đak ngam",
        example_translation="Nước ngọt",
        sources=SIDWELL,
    )
    make("word", "đak", language="en", of=found, gloss="water")
    found.language = "bdq"
    found.save()
    drain()
    return found


@pytest.mark.parametrize("code", list(FORMATS))
def test_a_word_i_take_home_says_what_it_means_and_who_wrote_it_down(
    client: Client, word: Any, code: str
) -> None:
    text = given(client, code, "?q=đak")
    for told in ("đak", "nước", "ɗaːk", "Đak ngam", "Nước ngọt", "bdq", "Ba Na", CC_BY):
        assert told in text.replace("\\_", "_"), told
    assert SIDWELL.removesuffix(".") in text
    assert "Cộng đồng Ba Na" in text
    assert word.identifier_id in text


def test_a_word_is_in_its_own_language_and_its_meaning_in_mine(client: Client, word: Any) -> None:
    answer = client.get("/en/search/export/csv?q=đak").content.decode()
    (row,) = csv.DictReader(io.StringIO(answer.removeprefix("\ufeff")))
    assert (row["title_language"], row["gloss"], row["gloss_language"]) == ("bdq", "water", "en")
    assert (row["ipa"], row["part_of_speech"]) == ("ɗaːk", "noun")
    assert (row["rights"], row["credit"]) == (CC_BY, "Cộng đồng Ba Na")
    (term,) = json.loads(given(client, "json-ld", "?q=đak"))["hasPart"]
    assert term["name"] == {"@value": "đak", "@language": "bdq"}
    assert term["inLanguage"] == ["bdq"]
    assert term["description"] == {"@value": "nước", "@language": "vi"}
    assert term["subjectOf"]["license"] == CC_BY
    assert term["subjectOf"]["citation"] == SIDWELL


TOLD = "lời kể: nghệ nhân Y"


@pytest.mark.parametrize(
    ("kind", "sources", "rights"),
    [
        ("word", f"{SIDWELL}\nPeiros (2004), CC BY 4.0", CC_BY),
        ("word", f"{SIDWELL}; {TOLD}", ""),
        ("word", f"{SIDWELL}\n{TOLD}", ""),
        ("word", f"Phiên âm: X, CC BY 4.0, {TOLD}", ""),
        ("word", f"{SIDWELL}; Peiros (2004), CC BY-NC 4.0", ""),
        ("word", "Từ điển X, CC BY-SA 3.0, qua Y, CC BY 4.0", ""),
        ("word", TOLD, ""),
        ("festival", f"Ảnh: X, CC BY 4.0; {TOLD}", ""),
        ("festival", SIDWELL, ""),
    ],
)
def test_no_telling_is_given_away_under_the_licence_of_what_stands_beside_it(
    client: Client, make: Any, drain: Any, kind: str, sources: str, rights: str
) -> None:
    for code, uri in (("cc_by", CC_BY), ("cc_by_nc", "https://cc.example/by-nc")):
        Term.objects.update_or_create(
            scheme="rights", code=code, defaults={"label_vi": code, "uri": uri}
        )
    make(kind, "Đak", sources=sources)
    drain()
    (row,) = ROWS["csv"](given(client, "csv", "?q=đak"))
    assert row["rights"] == rights


def test_what_is_asked_before_it_is_read_is_in_no_file(
    client: Client, make: Any, drain: Any
) -> None:
    make("word", "kín", gloss="zzgloss", example="zzcâu", warns_of_sacred=True)
    drain()
    for code in FORMATS:
        assert "zz" not in given(client, code, "?q=kín")


ROWS: dict[str, Any] = {
    "json-ld": lambda text: [
        {**one, **one.get("subjectOf", {})} for one in json.loads(text)["hasPart"]
    ],
    "csv": lambda text: list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))),
    "bibtex": lambda text: bibtexparser.loads(text, BibTexParser(common_strings=True)).entries,
    "ris": rispy.loads,
    "csl-json": json.loads,
}
ACCESSED = {
    "json-ld": "sdDatePublished",
    "csv": "accessed",
    "bibtex": "urldate",
    "ris": "access_date",
    "csl-json": "accessed",
}


@pytest.mark.parametrize("code", list(FORMATS))
def test_each_record_says_whose_it_is_and_how_i_may_use_it(
    client: Client, make: Any, drain: Any, code: str
) -> None:
    people = make("people", "Khmer", slug="khmer")
    maker = make("producer", "Nhóm dệt")
    PEOPLE_LINKS["producer"].objects.create(owner=maker, people=people)
    make("product", "Khăn dệt", maker=maker)
    for kind in ("festival", "custom", "story", "place"):
        thing = make(kind, f"Dệt, {kind}")
        PEOPLE_LINKS[kind].objects.create(owner=thing, people=people)
    make("word", "dệt")
    drain()
    rows = ROWS[code](given(client, code, "?q=dệt"))
    assert len(rows) == 7
    for row in rows:
        told = json.dumps(row, ensure_ascii=False)
        assert "Chưa ghi quyền sử dụng" in told
        assert "Cộng đồng Khmer" in told or "Nhóm dệt" in told or "Dệt, place" in told
        assert row[ACCESSED[code]]


def test_what_others_have_written_about_a_people_is_not_signed_by_it(
    client: Client, make: Any, drain: Any
) -> None:
    people = make("people", "Khmer", slug="khmer")
    article = make("library", "Bài báo", document_kind="article", issuer="Tạp chí thử")
    PEOPLE_LINKS["library"].objects.create(owner=article, people=people)
    drain()
    (row,) = ROWS["csv"](given(client, "csv", "?q=bài báo"))
    assert (row["credit"], row["peoples"], row["issuer"]) == ("", "Khmer", "Tạp chí thử")


def test_rights_without_an_address_are_said_in_words(client: Client, make: Any, drain: Any) -> None:
    asks = Term.objects.create(scheme="rights", code="asks-thu", label_vi="Xin hỏi cộng đồng")
    make("item", "Trống", rights=asks)
    drain()
    for code in FORMATS:
        assert "Xin hỏi cộng đồng" in given(client, code, "?q=trống"), code


@pytest.mark.parametrize("code", list(FORMATS))
def test_the_same_but_for_the_day(client: Client, things: dict[str, Any], code: str) -> None:
    with time_machine.travel("2027-01-05 10:00 +0700", tick=False):
        first = client.get(address(code, "?q=ghi+âm")).content
        assert client.get(address(code, "?q=ghi+âm")).content == first
    with time_machine.travel("2027-01-06 10:00 +0700", tick=False):
        later = client.get(address(code, "?q=ghi+âm")).content
    assert later != first
    day = re.compile(rb"2027[-/,]? ?0?1[-/,]? ?0?[56]")
    assert day.sub(b"", later) == day.sub(b"", first)
    assert unicodedata.is_normalized("NFC", first.decode())


@pytest.mark.parametrize("code", list(FORMATS))
def test_nothing_found_is_a_file_too(client: Client, index: Any, code: str) -> None:
    text = given(client, code, "?q=khongco")
    if code.startswith(("json", "csl")):
        json.loads(text)
    for path in ("/en/search/export/", "/km/search/export/"):
        assert client.get(f"{path}{code}?q=khongco").status_code == 200


@pytest.fixture
def member(db: None, django_user_model: Any) -> Any:
    user = django_user_model.objects.create_user("thanh-vien", "tv@example.vn", "x")
    community = Community.objects.create(name="Làng thử")
    Membership.objects.create(user=user, community=community, role=Membership.Role.MEMBER)
    return user


def close(thing: Any) -> None:
    community = Community.objects.get(name="Làng thử")
    rule, _new = Protocol.objects.get_or_create(community=community, who="members")
    set_audience(thing.identifier, canonical([rule]), by=None)


@pytest.mark.parametrize("code", list(FORMATS))
def test_what_is_not_for_everybody_is_in_no_file(
    client: Client, things: dict[str, Any], drain: Any, member: Any, make: Any, code: str
) -> None:
    without = client.get(address(code, "?q=ghi+âm")).content
    secret = make("custom", "Ghi âm zzkín")
    close(secret)
    for done in (False, True):
        if done:
            drain()
        answer = client.get(address(code, "?q=ghi+âm"))
        # A stranger is not told that there is anything else, not even by a number.
        assert answer.content == without
        assert answer["X-Records-Left-Out"] == "0"
    client.force_login(member)
    answer = client.get(address(code, "?q=ghi+âm"))
    text = answer.content.decode()
    assert "zzkín" not in text
    assert secret.identifier_id not in text
    assert answer["X-Records-Left-Out"] == "1"
    said = "1 bản ghi không công khai không có trong tệp này." in text
    assert said == (code in ("csv", "json-ld", "bibtex"))
    assert "no-store" in answer["Cache-Control"]


def test_a_choice_only_members_know(
    client: Client, things: dict[str, Any], drain: Any, member: Any, make: Any
) -> None:
    close(make("people", "Bímật", slug="bimat"))
    drain()
    client.force_login(member)
    rows = given(client, "csv", "?dan-toc=bimat").splitlines()
    assert len(rows) == 1


@pytest.fixture
def many(make: Any, drain: Any, monkeypatch: Any, things: dict[str, Any]) -> dict[str, Any]:
    """More than are given at once."""
    monkeypatch.setattr(views, "AT_ONCE", 3)
    return things


def ordered(client: Client, query: str = "?q=ghi+âm", code: str = "csv") -> str:
    assert b"<form" in client.get(address(code, query)).content
    answer = client.post(address(code, query))
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_large_file_is_made_apart(
    client: Client, many: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        where = ordered(client)
    page = client.get(where)
    assert "Tệp đã xong" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    answer = client.get(f"{where}tai-ve")
    text = b"".join(answer).decode()
    assert {row["identifier"] for row in csv.DictReader(io.StringIO(text[1:]))} == {
        thing.identifier_id for thing in many.values()
    }
    # The same question on the same day has the same file.
    assert ordered(client) == where
    assert client.get("/tim-kiem/tep/khong-co/").status_code == 404
    assert client.get("/tim-kiem/tep/khong-co/tai-ve").status_code == 404


def test_while_it_is_made(client: Client, many: dict[str, Any]) -> None:
    where = ordered(client)
    page = client.get(where)
    assert page["Refresh"] == "3"
    assert "Đang soạn" in page.content.decode()
    assert client.get(f"{where}tai-ve").status_code == 302


def test_a_killed_worker_begins_again(client: Client, many: dict[str, Any]) -> None:
    ordered(client)
    row = SearchFile.objects.get()
    files.folder().mkdir()
    files.path_of(row).with_suffix(".part").write_text("half")
    SearchFile.objects.update(state="working", done=1)
    files.make_file.call(row.token)
    row.refresh_from_db()
    assert row.state == "done"
    assert sorted(path.suffix for path in files.folder().iterdir()) == [".csv", ".names"]
    files.make_file.call(row.token)


def test_what_is_closed_afterwards_is_not_handed_out(
    client: Client,
    many: dict[str, Any],
    member: Any,
    drain: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        where = ordered(client)
    close(many["item"])
    assert client.get(f"{where}tai-ve").status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        client.get(where)
    text = b"".join(client.get(f"{where}tai-ve")).decode()
    assert many["item"].identifier_id not in text
    assert many["rough"].identifier_id in text


def test_files_are_forgotten(
    client: Client, many: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ordered(client)
    forget()
    assert SearchFile.objects.count() == 1
    with time_machine.travel(SearchFile.objects.get().at + files.KEPT):
        forget()
    assert not SearchFile.objects.exists()
    assert list(files.folder().iterdir()) == []


def test_not_too_many(client: Client, many: dict[str, Any], monkeypatch: Any) -> None:
    monkeypatch.setitem(knocks.LIMITS, "export", 1)
    ordered(client)
    answer = client.post(address("csv", "?q=ghi+âm"))
    assert answer.status_code == 429
    assert answer["Retry-After"]


def test_an_engine_out_of_reach(client: Client, index: Any, monkeypatch: Any) -> None:
    def search(request: Any) -> Any:
        raise EngineError("locked")

    monkeypatch.setattr(index, "search", search)
    answer = client.get(address("csv", "?q=x"))
    assert answer.status_code == 503
    assert answer["Retry-After"]


@pytest.mark.parametrize(
    "query",
    [
        "?q=" + "x" * 10_000,
        "?q=%00%ff%e2%80%ae",
        "?dan-toc=khong-co&thu-tu=x&sau=y&xem=anh",
        "?&&=",
    ],
)
def test_hostile(client: Client, things: dict[str, Any], query: str) -> None:
    for code in FORMATS:
        assert client.get(address(code, query)).status_code == 200
    assert client.get(address("exe", query)).status_code == 404
    assert client.put(address("csv", query)).status_code == 405
