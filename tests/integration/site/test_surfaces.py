"""Every address of the public site, in every language, and none of them tells a stranger of what is
not for him.

The admin is walked in `test_surfaces_admin.py`, the pages of communities in
`test_surfaces_community.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory

from heritage.records.things import HeritageObject
from heritage.site.addresses import Addresses
from heritage.site.atlas.addresses import map_address, region_address
from heritage.site.calendar import addresses as calendars
from heritage.site.exports.files import make_file
from heritage.site.exports.formats import FORMATS
from heritage.site.exports.models import SearchFile
from heritage.site.feeds import feed_address
from heritage.site.search.page import search_address
from tests.integration.site.community_surfaces import at
from tests.integration.site.conftest import KINDS
from tests.integration.site.hidden import ASIDE, SECRET, SOUGHT, VIEWERS, hide, signed_in
from tests.integration.site.hidden_files import addresses_of, hang_open
from tests.integration.site.surfaces import (
    ALL_ROUNDS,
    LANGUAGES,
    NOTHING_HELD,
    PUBLIC,
    RESTRICTED,
    asked,
    in_every_language,
    walk,
)

pytestmark = pytest.mark.usefixtures("contexts_left")
NO_PICTURE = "0" * 20
QUESTIONS = (
    "",
    f"?q={SECRET}",
    f"?q={SOUGHT}+OR+{SECRET}&thu-tu=ten",
    f"?q={SOUGHT}+so&thu-tu=moi",
    f"?q=title:{SOUGHT[:4]}*",
    f"?the={SECRET}",
    f"?q=people:{SECRET}",
    f"?q=-{SECRET}&dan-toc=people-so-000&loai=festival&loai=item&xem=anh",
)
"""What somebody searches for who guesses."""


def test_every_address_is_on_a_list() -> None:
    unknown = [
        address.route
        for address in walk()
        if not address.is_admin and address.name not in PUBLIC | RESTRICTED | NOTHING_HELD
    ]
    assert unknown == []


def test_every_list_names_addresses_that_there_are() -> None:
    there = {address.name for address in walk() if not address.is_admin}
    assert there >= PUBLIC | RESTRICTED | NOTHING_HELD


def told_in(thing: Any, language: str) -> str:
    """The address of a thing in a language: of its translation, or of the Vietnamese row."""
    addresses = Addresses(RequestFactory().get("/"))
    rows = {row.locale.language_code: row for row in thing.all_rows().select_related("locale")}
    return addresses.of_row(thing.kind, rows.get(language, thing), language)


def public_addresses(things: dict[str, list[Any]], language: str) -> list[str]:
    """Every list, page, calendar, feed and map of the public site in a language."""
    addresses = Addresses(RequestFactory().get("/"))
    found = [addresses.of_home(language), feed_address(language)]
    people = things["people"][0]
    for kind in KINDS:
        first = things[kind][0]
        section = addresses.of_section(kind, language)
        found += [section, f"{section}?dan-toc={people.slug}", told_in(first, language)]
        found += [feed_address(language, kind), f"/share/{kind}-{language}-{NO_PICTURE}.png"]
        found += [at(language, "feedback_section", kind)]
    item = things["item"][0].identifier_id
    found += [f"/share/{item}-{language}-{NO_PICTURE}.png"]
    found += [map_address(language), region_address(language, "dong-bang-song-cuu-long")]
    found += [
        f"{map_address(language)}{one}" for one in ("?loai=village", "?dan-toc=people-so-000")
    ]
    month = at(language, "calendar_month", 2099, 1)
    found += [calendars.calendar_address(language), calendars.year_address(language, 2099)]
    found += [month, f"{month}?dan-toc=people-so-000"]
    found += [calendars.feed_of_everything(language)]
    found += [calendars.feed_of_province(language, "vinh-long")]
    for kind in ("festival", "people"):
        found.append(calendars.feed_of_thing(language, things[kind][0].identifier_id))
    found += [f"{search_address(language)}{one}" for one in QUESTIONS]
    for name in ("manifest", "offline", "feedback", "feedback_answer", "community_sign_in"):
        found.append(at(language, name))
    found += [at(language, "feedback_thing", item), f"/id/{item}?{language}"]
    for query in QUERIES:
        found += [at(language, "search_export", code) + query for code in FORMATS]
        found += [f"/api/v1/search{query}&lang={language}&size=100".replace("dan-toc=", "people=")]
    found += [f"/api/v1/suggest?q={word}&lang={language}" for word in ("so", SECRET, SOUGHT, "p")]
    token = f"tep-{language}"
    found += [at(language, "search_file", token), at(language, "search_file_download", token)]
    return found


QUERIES = ("?q=so", f"?q={SECRET}", f"?q={SOUGHT}", "?dan-toc=people-so-000", "?q=title:s*")
"""Of searches: what is open, what is closed, and words that stand in both."""


def for_all_languages(things: dict[str, list[Any]]) -> list[str]:
    """What has one address, whatever the language."""
    found = ["/api/v1/openapi.json"]
    found += ["/robots.txt", "/sitemap.xml", "/sitemap-muc.xml", "/sw.js", "/lien-he/"]
    found += ["/en/personal-data/", *addresses_of(things["item"][0].identifier_id)]
    return found + [f"/sitemap-{kind}-1.xml" for kind in KINDS]


def shared_out(things: dict[str, list[Any]], everything: bool) -> Iterator[tuple[str, str]]:
    """Who asks for which public address: everybody for all of them in Vietnamese, a stranger in the
    other languages as well, the others in one of these, unless `everything` is asked of all."""
    for address in for_all_languages(things):
        yield from ((name, address) for name in VIEWERS)
    languages = [public_addresses(things, language) for language in LANGUAGES]
    for number, (told, *others) in enumerate(zip(*languages, strict=True)):
        for position, name in enumerate(VIEWERS):
            rest = others
            if name != "stranger" and not everything:
                rest = [others[(number + position) % len(others)]]
            yield from ((name, address) for address in (told, *rest))


def plain(client: Client, address: str) -> str:
    """The answer without what differs from one to the next; a way elsewhere is not followed."""
    said = {"HTTP_ACCEPT_LANGUAGE": address.rpartition("?")[2]} if "/id/" in address else {}
    response = client.get(address, **said)  # type: ignore[arg-type]
    text = b"".join(response).decode(errors="backslashreplace")
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    text = re.sub(r'name="stamp" value="[^"]+"', "", text)
    text = re.sub(r"<lastBuildDate>[^<]+</lastBuildDate>", "", text)
    text = re.sub(r'nonce="[^"]+"', "", text)
    return f"{response.status_code} {response.headers.get('Location', '')} {text}"


@pytest.fixture
def things(cloth: Any, indexed: Any, monkeypatch: Any) -> dict[str, list[Any]]:
    """Open things, told in two languages, and beside them nothing yet."""
    found = dict(cloth(2))
    hang_open(found["item"][0])
    indexed()
    monkeypatch.setattr(caches["limits"], "set", lambda *args: None)
    for language in LANGUAGES:
        row = SearchFile.objects.create(
            token=f"tep-{language}",
            format="csv",
            language=language,
            query=f"q={SOUGHT}+OR+so",
            origin="http://testserver",
        )
        make_file.call(row.token)
    return found


@pytest.fixture
def log_aside(settings: Any, tmp_path: Any) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"


def of_a_closed_thing(thing: HeritageObject) -> list[str]:
    """Where somebody would find a thing that is open."""
    identifier = thing.identifier_id
    found = [
        *addresses_of(identifier),
        f"/id/{identifier}?vi",
        f"/share/{identifier}-vi-{NO_PICTURE}.png",
    ]
    for language in LANGUAGES:
        found.append(told_in(thing, language))
        found.append(at(language, "feedback_thing", identifier))
        found.append(calendars.feed_of_thing(language, identifier))
    return found


@pytest.mark.slow
@pytest.mark.torture
def test_the_public_site_is_the_same_with_and_without_them(
    things: dict[str, list[Any]], make: Any, indexed: Any, log_aside: None, rounds: int
) -> None:
    everything = rounds >= ALL_ROUNDS
    clients = {name: signed_in(name) for name in VIEWERS}
    for client in clients.values():
        client.get("/")
    indexed()
    before = {
        (name, address): plain(clients[name], address)
        for name, address in shared_out(things, everything)
    }
    hidden = hide(make, things)
    assert indexed() >= len(hidden)
    assert [key for key, page in before.items() if page[:3] not in ("200", "302", "303")] == []
    assert in_every_language(PUBLIC) - asked(address for _name, address in before) == set()
    different = [key for key, page in before.items() if plain(clients[key[0]], key[1]) != page]
    assert different == []
    told = [
        (name, address)
        for name, address in asked_in_vain(hidden, everything)
        if (answer := plain(clients[name], address))[:3] != "404"
        or SECRET in answer
        or ASIDE in answer
    ]
    assert told == []


def asked_in_vain(hidden: list[HeritageObject], everything: bool) -> Iterator[tuple[str, str]]:
    """Who asks for which closed thing: a stranger at all its addresses, others at some, in turns;
    and all for a year in which they alone have a day."""
    for name in VIEWERS:
        yield from ((name, at(language, "calendar_year", 2098)) for language in LANGUAGES)
    for number, thing in enumerate(hidden):
        for position, address in enumerate(of_a_closed_thing(thing)):
            yield "stranger", address
            if everything:
                yield from ((name, address) for name in VIEWERS[1:])
            elif position % 3 == number % 3:
                yield VIEWERS[1 + (number + position) % (len(VIEWERS) - 1)], address
