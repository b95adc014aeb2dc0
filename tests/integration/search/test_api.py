"""The search for machines, as the world meets it."""

from __future__ import annotations

import json
import time
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from heritage.languages.models import Entry
from heritage.peoples.models import Term
from heritage.protocols.audiences import canonical
from heritage.protocols.labels import Said, Wording, decide, put_on
from heritage.protocols.models import Community, Label, Membership, Protocol
from heritage.records.access import set_audience
from heritage.site.api import limits
from heritage.site.api.openapi import AFTER, described
from search.engine import EngineError
from tests.communities import close, members
from tests.integration.site.conftest import PEOPLE_LINKS

SEARCH, SUGGEST, DESCRIPTION = "/api/v1/search", "/api/v1/suggest", "/api/v1/openapi.json"


@pytest.fixture(autouse=True)
def _nobody_has_asked() -> None:
    caches["limits"].clear()


def checked(answer: Any, path: str = "/search") -> Any:
    """The body, once it was found to be what the description says."""
    description = described()
    told = description["paths"][path]["get"]["responses"][str(answer.status_code)]
    (media_type,) = told["content"]
    assert answer["Content-Type"].split(";")[0] == media_type
    body = answer.json()
    schema = told["content"][media_type]["schema"] | {"components": description["components"]}
    Draft202012Validator(schema).validate(body)
    return body


def asked(client: Client, path: str = SEARCH, **given: Any) -> Any:
    return checked(client.get(path, given), path.removeprefix("/api/v1"))


@pytest.fixture
def things(make: Any, drain: Any) -> dict[str, Any]:
    khmer = make("people", "Khmer", slug="khmer")
    festival = make("festival", "Lễ hội Ok Om Bok", summary="Lễ cúng trăng <của> người Khmer.")
    make("festival", "Moon festival", language="en", of=festival, summary="Honours the moon.")
    PEOPLE_LINKS["festival"].objects.create(owner=festival, people=khmer)
    custom = make("custom", "Tục cúng trăng", machine_use="no_training", warns_of_sacred=True)
    items = [make("item", f"Ảnh lễ hội {number:02}") for number in range(12)]
    drain()
    return {"people": khmer, "festival": festival, "custom": custom, "items": items}


def test_what_is_described_is_a_description(client: Client, db: None) -> None:
    body = client.get(DESCRIPTION).json()
    validate(body)
    assert body == json.loads(json.dumps(described()))


def test_every_example_is_one() -> None:
    description = described()
    seen = 0
    for methods in description["paths"].values():
        operation = methods["get"]
        for parameter in operation.get("parameters", ()):
            Draft202012Validator(parameter["schema"]).validate(parameter["example"])
            seen += 1
        for response in operation["responses"].values():
            for header in response.get("headers", {}).values():
                Draft202012Validator(header["schema"]).validate(header["example"])
            for told in response["content"].values():
                schema = told["schema"] | {"components": description["components"]}
                Draft202012Validator(schema).validate(told["example"])
                seen += 1
    assert seen > 25


@pytest.mark.slow
@pytest.mark.usefixtures("demo")
def test_every_example_that_is_sent_is_answered(client: Client, drain: Any) -> None:
    drain()
    for path, methods in described()["paths"].items():
        for parameter in methods["get"].get("parameters", ()):
            given = {parameter["name"]: parameter["example"]}
            needed = {"q": "le h"} if path == "/suggest" else {}
            answer = client.get(f"/api/v1{path}", needed | given)
            assert answer.status_code == 200, given
            body = checked(answer, path)
            # The files of the demo content are loaded apart from it.
            if parameter["schema"]["type"] == "array" and parameter["name"] != "media":
                assert body["total"], given


def test_pages_lead_to_it(client: Client, make: Any) -> None:
    page = client.get("/").content.decode()
    assert f'<link rel="service-desc" href="{DESCRIPTION}" type="application/json">' in page


def test_results(client: Client, things: dict[str, Any]) -> None:
    body = asked(client, q="cung trang")
    assert body["total"] == 2
    custom, festival = body["results"]
    assert festival["id"] == things["festival"].identifier_id
    assert festival["title"] == "Lễ hội Ok Om Bok"
    assert festival["url"] == "http://testserver/le-hoi/le-hoi-ok-om-bok/"
    assert festival["permanent_url"].endswith(f"/id/{festival['id']}")
    assert festival["summary"] == {"text": "Lễ cúng trăng <của> người Khmer.", "lang": "vi"}
    (excerpt,) = festival["highlights"]
    assert "<mark>cúng trăng</mark> &lt;của&gt;" in excerpt["html"]
    assert [one["value"] for one in festival["people"]] == ["khmer"]
    assert festival["machine_use"] is None
    assert custom["machine_use"]["code"] == "no_training"
    assert custom["has_warning"]
    assert custom["summary"] is None
    assert [one["value"] for one in body["facets"]["people"]] == ["khmer"]
    for one in body["results"]:
        assert client.get(urlsplit(one["url"]).path).status_code == 200


def test_languages(client: Client, things: dict[str, Any]) -> None:
    english = asked(client, q="cung trang", lang="en")["results"][1]
    assert (english["title"], english["lang"]) == ("Moon festival", "en")
    assert english["url"].endswith("/en/festivals/moon-festival/")
    assert english["summary"]["lang"] == "en"
    other = asked(client, q="cung trang", lang="km")["results"][1]
    assert (other["title"], other["lang"]) == ("Lễ hội Ok Om Bok", "vi")
    assert client.get(SEARCH, {"lang": "km"})["Content-Language"] == "km"


def test_what_holds_most_of_the_words_follows_uncounted(
    client: Client, things: dict[str, Any]
) -> None:
    body = asked(client, q="cúng trăng Khmer")
    assert body["total"] == 1
    assert [one["partial"] for one in body["results"]][:2] == [False, True]


def test_what_was_meant_follows_uncounted(client: Client, things: dict[str, Any]) -> None:
    body = asked(client, q="moonn festival")
    assert (body["total"], body["meant"]) == (0, ["moon festival"])
    assert [one["partial"] for one in body["results"]] == [True] * len(body["results"])
    assert body["results"][0]["id"] == things["festival"].identifier_id
    assert asked(client, q="moon festival")["meant"] == []


def followed(client: Client, address: str | None) -> list[str]:
    """What is on this page and on all that follow."""
    found: list[str] = []
    while address:
        body = checked(client.get(address))
        found += [one["id"] for one in body["results"]]
        address = body["next"]
    return found


def test_pages_of_what_was_meant_go_on(client: Client, make: Any, drain: Any) -> None:
    for number in range(6):
        make("item", f"Trống cũ {number}", description="gõ")
    for number in range(9):
        make("item", f"Gỗ {number}")
    drain()
    every = [one["id"] for one in asked(client, q="trống gõ", size=100)["results"]]
    assert len(every) == 15
    assert followed(client, f"{SEARCH}?q=trongg+g%C3%B5&size=4") == every
    numbered = [asked(client, q="trongg gõ", size=4, page=page) for page in (1, 2, 3, 4)]
    assert [one["id"] for page in numbered for one in page["results"]] == every
    assert {(page["total"], *page["meant"]) for page in numbered} == {(0, "trống gõ")}
    assert all(one["partial"] for page in numbered for one in page["results"])
    # Whoever goes on from a page in the midst reads on, and is told the same.
    for page, body in enumerate(numbered[:3], start=1):
        following = checked(client.get(body["next"]))
        assert (following["q"], following["total"]) == ("trongg gõ", 0)
        assert following["meant"] == ["trống gõ"]
        assert all(one["partial"] for one in following["results"])
        assert [one["id"] for one in following["results"]] == every[4 * page : 4 * page + 4]
    assert asked(client, q="trongg gõ", size=4, page=9)["results"] == []


def test_what_was_meant_is_one_thing_on_all_pages(client: Client, make: Any, drain: Any) -> None:
    for number in range(9):
        make("festival", f"Lễ hội Chăm {number}")
    # What its keys mean has a word of which another could be meant, and that is found as well.
    make("custom", "Lễ hội Chăm, trống")
    drain()
    typed = "leex hooji chawm trongg"
    first = asked(client, q=typed, size=4)
    assert first["total"] == 0
    every = [one["id"] for one in asked(client, q=typed, size=100)["results"]]
    assert len(every) == 10
    numbered = [asked(client, q=typed, size=4, page=page) for page in (1, 2, 3)]
    assert [one["id"] for page in numbered for one in page["results"]] == every
    assert {(page["total"], *page["meant"]) for page in numbered} == {(0, *first["meant"])}
    assert followed(client, f"{SEARCH}?q={typed.replace(' ', '+')}&size=4") == every


def test_going_on_costs_one_search(
    client: Client, make: Any, drain: Any, index: Any, monkeypatch: Any
) -> None:
    for number in range(9):
        make("item", f"Trống cũ {number}")
    make("item", "Gỗ")
    drain()
    first = asked(client, q="trống gỗ", size=4)
    assert (first["total"], first["meant"]) == (0, [])
    assert all(one["partial"] for one in first["results"])
    searches: list[Any] = []
    search = index.search

    def counted(request: Any) -> Any:
        searches.append(request)
        return search(request)

    monkeypatch.setattr(index, "search", counted)
    assert len(checked(client.get(first["next"]))["results"]) == 4
    assert len(searches) == 1


def test_facets_and_orders(client: Client, things: dict[str, Any]) -> None:
    assert asked(client, q="le hoi", type="festival")["total"] == 1
    assert asked(client, people="khmer")["total"] == 2
    both = client.get(f"{SEARCH}?type=festival&type=custom")
    body = checked(both)
    assert body["total"] == 2
    assert [one["chosen"] for one in body["facets"]["type"] if one["value"] == "item"] == [False]
    titles = [one["title"] for one in asked(client, q="anh", sort="title")["results"]]
    assert titles == sorted(titles)


def test_pages_go_on(client: Client, things: dict[str, Any]) -> None:
    every = [one["id"] for one in asked(client, size=100)["results"]]
    assert len(every) == 15
    by_number = [
        one["id"] for page in (1, 2, 3, 4) for one in asked(client, size=4, page=page)["results"]
    ]
    assert by_number == every
    assert followed(client, f"{SEARCH}?size=4&lang=en") == every
    assert "lang=en" in checked(client.get(f"{SEARCH}?size=4&lang=en"))["next"]
    beyond = asked(client, size=4, page=9)
    assert (beyond["total"], beyond["results"], beyond["next"]) == (15, [], None)


@pytest.mark.parametrize(
    ("given", "parameter"),
    [
        ({"q": "x" * 10_000}, "q"),
        ({"q": "a\x01b"}, "q"),
        ({"page": "0"}, "page"),
        ({"page": "-1"}, "page"),
        ({"page": "51"}, "page"),
        ({"page": "٣"}, "page"),
        ({"page": "1e3"}, "page"),
        ({"page": ""}, "page"),
        ({"page": "9" * 500}, "page"),
        ({"page": "50", "size": "100"}, "page"),
        ({"page": "2", "after": AFTER}, "page"),
        ({"size": "101"}, "size"),
        ({"size": "ten"}, "size"),
        ({"sort": "best"}, "sort"),
        ({"sort": ["title", "newest"]}, "sort"),
        ({"lang": "fr"}, "lang"),
        ({"lang": "../vi"}, "lang"),
        ({"type": "person"}, "type"),
        ({"type": ""}, "type"),
        ({"people": "nobody"}, "people"),
        ({"people": "x\x02"}, "people"),
        ({"place": "nowhere"}, "place"),
        ({"month": "13"}, "month"),
        ({"tag": [str(n) for n in range(13)]}, "tag"),
        ({"language": "zz"}, "language"),
        ({"period": "99"}, "period"),
        ({"period": "19/201"}, "period"),
        ({"tag": "zz"}, "tag"),
        ({"tag": "' OR 1=1 --"}, "tag"),
        ({"topic": "custom-theme:khong-co"}, "topic"),
        ({"rights": "InC"}, "rights"),
        ({"after": "x" * 3_000}, "after"),
        ({"after": ""}, "after"),
        ({"after": "x"}, "after"),
        ({"after": "W10="}, "after"),
        ({"after": "../../etc/passwd"}, "after"),
        ({"after": AFTER.removesuffix(".relevance")}, "after"),
        ({"after": AFTER + "\0"}, "after"),
        ({"after": AFTER, "sort": "title"}, "after"),
        ({"q": "ka\0te"}, "q"),
        ({"tag": "a\0"}, "tag"),
        ({"lang": "vi\0"}, "lang"),
        ({"quarry": "1"}, "quarry"),
        ({"q": ["a", "b"]}, "q"),
    ],
)
def test_what_cannot_be_read_is_named(
    client: Client, index: Any, given: dict[str, Any], parameter: str
) -> None:
    answer = client.get(SEARCH, given)
    assert answer.status_code == 400
    body = checked(answer)
    assert body["parameter"] == parameter
    assert body["detail"]
    assert body["remedy"]
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "given",
    [
        {"q": "\u202elễ\u2066 hội\u200f"},
        {"q": '"' * 999},
        {"q": "(" * 500 + "*" * 499},
        {"q": "\ufffd\ud7ff"},
        {"q": "people:khmer year:1975-2000 place:x title:* -:"},
        {"q": "ចូលឆ្នាំ ꨌꩌ"},
    ],
)
def test_what_is_odd_is_answered(client: Client, things: dict[str, Any], given: Any) -> None:
    asked(client, **given)


def test_bytes_that_are_no_text(client: Client, index: Any) -> None:
    for query in ("q=%ff%fe", "q=%ed%a0%80", "%ff=1", "q=a&q[]=1", "q=%00", "&&&=", "q=a;size=2"):
        answer = client.get(f"{SEARCH}?{query}")
        assert answer.status_code in (200, 400), query
        checked(answer)


def test_a_cursor_goes_on_in_its_own_order_only(client: Client, things: dict[str, Any]) -> None:
    for sort, lang in (("title", "vi"), ("newest", "vi"), ("relevance", "en"), ("title", "en")):
        first = asked(client, sort=sort, lang=lang, size=2)
        assert checked(client.get(first["next"]))["results"]
        (after,) = parse_qs(urlsplit(first["next"]).query)["after"]
        for other, told in (("title", "vi"), ("date", "vi"), ("title", "km")):
            if (other, told) != (sort, lang):
                answer = client.get(SEARCH, {"after": after, "sort": other, "lang": told})
                assert answer.status_code == 400
                assert checked(answer)["parameter"] == "after"
    # The page of the search reads over what it cannot read.
    assert client.get("/tim-kiem/?q=anh&sau=W10=").status_code == 200


def test_a_tag_of_closed_things_is_as_unknown_as_none(
    client: Client, make: Any, drain: Any
) -> None:
    item = make("item", "Trống", languages="bdq", created="1875")
    item.tags.add("kín")
    item.save()
    drain()
    given = ({"tag": "kín"}, {"language": "bdq"}, {"period": "18"}, {"period": "18/187"})
    assert [asked(client, **one)["total"] for one in given] == [1, 1, 1, 1]
    close(item, members())
    for done in (False, True):
        if done:
            drain()
        assert [client.get(SEARCH, one).status_code for one in given] == [400] * 4


def test_every_topic_has_one_name_and_as_many_records_as_it_says(
    client: Client, make: Any, drain: Any
) -> None:
    for scheme, label in (("custom-theme", "Ăn uống"), ("word-domain", "Ăn uống")):
        Term.objects.create(scheme=scheme, code="food", label_vi=label, label_en="Food")
    food = {one.scheme: one for one in Term.objects.filter(code="food")}
    goods = Term.objects.create(
        scheme="product-category", code="food", label_vi="Thực phẩm", label_en="Food"
    )
    make("custom", "Cơm mới", theme=food["custom-theme"])
    for title in ("cơm", "cá"):
        make("word", title, domain=food["word-domain"])
    make("product", "Mắm", category=goods)
    drain()
    for lang, names in (
        ("vi", {"Ăn uống (Chủ đề phong tục)", "Ăn uống (Trường từ vựng)", "Thực phẩm"}),
        ("en", {"Food (Themes of customs)", "Food (Domains of words)", "Food (Kind of product)"}),
    ):
        offered = asked(client, lang=lang)["facets"]["topic"]
        labels = [one["label"] for one in offered]
        assert len(set(labels)) == len(labels)
        assert names <= set(labels)
        for one in offered:
            assert asked(client, lang=lang, topic=one["value"])["total"] == one["count"]


def test_words_of_a_people_are_found_by_it_in_their_own_language(
    client: Client, make: Any, drain: Any
) -> None:
    make("people", "Khmer", slug="khmer")
    word = make("word", "ភ្លេង", gloss="nhạc")
    make("word", "ភ្លេង", language="en", of=word, gloss="music")
    Entry.objects.filter(pk=make("word", "đak").pk).update(language="bdq")
    # Each people speaks Vietnamese, too.
    Entry.objects.filter(pk=make("word", "nhạc").pk).update(language="vi")
    drain()
    body = asked(client, type="word", people="khmer", lang="en")
    (found,) = body["results"]
    assert (body["total"], found["id"], found["lang"]) == (1, word.identifier_id, "km")
    assert found["summary"] == {"text": "music", "lang": "en"}
    assert [one["value"] for one in found["people"]] == ["khmer"]
    assert [(one["value"], one["count"]) for one in body["facets"]["people"]] == [("khmer", 1)]
    (common,) = asked(client, type="word", language="vi")["results"]
    assert common["people"] == []


def test_whoever_sends_something_is_told_so_as_everything_is_told(index: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    for path in (SEARCH, SUGGEST, DESCRIPTION):
        for method in ("post", "put", "delete"):
            answer = getattr(strict, method)(path, {"q": "x"})
            assert answer.status_code == 405
            assert answer["Content-Type"] == "application/problem+json"
            assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_only_to_be_read(client: Client, index: Any) -> None:
    for method in ("post", "put", "delete", "patch"):
        answer = getattr(client, method)(SEARCH)
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
        assert answer["Content-Type"] == "application/problem+json"
    before = client.options(SEARCH, HTTP_ORIGIN="https://example.org")
    assert before.status_code == 204
    assert before["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert client.head(SEARCH).status_code == 200


def test_how_long_an_answer_is_good(client: Client, things: Any, django_user_model: Any) -> None:
    answer = client.get(SEARCH, {"q": "le hoi"}, HTTP_ORIGIN="https://example.org")
    assert answer["Cache-Control"] == "private, max-age=30, must-revalidate"
    assert "Cookie" in answer["Vary"]
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    again = client.get(SEARCH, {"q": "le hoi"}, HTTP_IF_NONE_MATCH=answer["ETag"])
    assert again.status_code == 304
    client.force_login(django_user_model.objects.create_user("ai-do", "ai@example.vn", "x"))
    known = client.get(SEARCH, {"q": "le hoi"})
    assert "no-store" in known["Cache-Control"]
    assert "public" not in known["Cache-Control"]


@pytest.fixture
def within_a_minute(monkeypatch: Any) -> None:
    """Or the next one begins among the requests of a test, and counts anew."""
    began = time.time()
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: began))


@pytest.mark.usefixtures("within_a_minute")
def test_too_often(client: Client, index: Any, monkeypatch: Any) -> None:
    monkeypatch.setitem(limits.LIMITS, "suggest", 600)
    for _ in range(600):
        assert client.get(DESCRIPTION).status_code == 200
    answer = client.get(SUGGEST, {"q": "l"})
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 61
    assert checked(answer, "/suggest")["status"] == 429
    assert client.get(SUGGEST, {"q": "l"}, REMOTE_ADDR="192.0.2.9").status_code == 200
    assert client.get(SEARCH).status_code == 200


@pytest.mark.usefixtures("within_a_minute")
def test_one_subscriber_is_one(client: Client, index: Any, monkeypatch: Any) -> None:
    monkeypatch.setitem(limits.LIMITS, "search", 1)
    assert client.get(SEARCH, REMOTE_ADDR="2001:db8::1").status_code == 200
    assert client.get(SEARCH, REMOTE_ADDR="2001:db8::2").status_code == 429
    assert client.get(SEARCH, REMOTE_ADDR="2001:db8:0:1::2").status_code == 200
    assert client.get(SEARCH, REMOTE_ADDR="nobody").status_code == 200
    kept = repr(vars(caches["limits"]))
    assert "2001:db8" not in kept


def test_an_engine_out_of_reach(client: Client, things: Any, monkeypatch: Any, index: Any) -> None:
    def search(request: Any) -> Any:
        raise EngineError("locked")

    monkeypatch.setattr(index, "search", search)
    answer = client.get(SEARCH, {"q": "le hoi"})
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    checked(answer)
    assert asked(client, SUGGEST, q="le hoi")["suggestions"]


def test_suggestions(client: Client, things: dict[str, Any]) -> None:
    body = asked(client, SUGGEST, q="le h")
    assert body["suggestions"][0]["title"] == "Lễ hội Ok Om Bok"
    assert body["suggestions"][0]["type_label"] == "Lễ hội"
    assert len(asked(client, SUGGEST, q="le h", size=3)["suggestions"]) == 3
    english = asked(client, SUGGEST, q="moon", lang="en")["suggestions"][0]
    assert (english["lang"], english["type_label"]) == ("en", "Festivals")
    for bad in ({}, {"q": " "}, {"q": "l", "size": "21"}, {"q": "l", "page": "2"}):
        answer = client.get(SUGGEST, bad)
        assert answer.status_code == 400
        checked(answer, "/suggest")


def test_closed_things_are_there_for_who_may_see_them(
    client: Client, things: dict[str, Any], drain: Any, make: Any, django_user_model: Any
) -> None:
    secret = make("people", "Bímật", slug="bimat")
    custom = make("custom", "Tục zzkín")
    PEOPLE_LINKS["custom"].objects.create(owner=custom, people=secret)
    drain()
    before = client.get(SEARCH, {"q": "zzkin"}).json()["total"]
    assert before == 1
    community = Community.objects.create(name="Làng thử")
    member = django_user_model.objects.create_user("thanh-vien", "tv@example.vn", "x")
    Membership.objects.create(user=member, community=community, role=Membership.Role.MEMBER)
    rule, _new = Protocol.objects.get_or_create(community=community, who="members")
    for thing in (secret, custom):
        set_audience(thing.identifier, canonical([rule]), by=None)
    for done in (False, True):
        if done:
            drain()
        for given in ({"q": "zzkin"}, {"q": "bimat"}, {"q": "people:bimat"}):
            body = asked(client, **given)
            assert body["total"] == 0
            assert "zzkín" not in json.dumps(body, ensure_ascii=False)
            assert "Bímật" not in json.dumps(body, ensure_ascii=False)
        assert asked(client, SUGGEST, q="zzk")["suggestions"] == []
        # No people of that name is known to a stranger, closed or not.
        closed, none = (client.get(SEARCH, {"people": one}) for one in ("bimat", "nobody"))
        assert closed.content == none.content
        assert closed.status_code == 400
    client.force_login(member)
    assert asked(client, q="zzkin")["total"] == 1
    assert asked(client, q="zzkin")["results"][0]["people"][0]["title"] == "Bímật"
    assert asked(client, SUGGEST, q="zzk")["suggestions"]


def test_words_of_communities(client: Client, things: dict[str, Any]) -> None:
    label = Label(community=Community.objects.create(name="Phum thử"))
    texts = (Said("km", "ស្លាក", "ពាក្យ"), Said("vi", "Nhãn", "Xin nêu tên phum."))
    decide(label, Wording(texts, "TK A"), by=None)
    put_on(label, things["festival"].identifier_id, by=None)
    found = {one["id"]: one["labels"] for one in asked(client, q="cung trang")["results"]}
    (told,) = found[things["festival"].identifier_id]
    assert told["community"] == "Phum thử"
    assert told["local_contexts"] == "https://localcontexts.org/label/tk-attribution/"
    assert [one["lang"] for one in told["texts"]] == ["km", "vi"]
    assert found[things["custom"].identifier_id] == []


def test_queries_do_not_grow(client: Client, make: Any, drain: Any) -> None:
    make("item", "Ảnh")
    drain()

    def count() -> int:
        client.get(SEARCH, {"q": "anh"})
        with CaptureQueriesContext(connection) as captured:
            asked(client, q="anh", size=100)
        return len(captured)

    few = count()
    for number in range(30):
        make("item", f"Ảnh {number}")
    drain()
    assert count() <= few
    assert few <= 12
