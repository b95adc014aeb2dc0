"""What is not for everybody stands on no public surface; what is inner stays inside."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from wagtail.rich_text import expand_db_html

from heritage.protocols.models import Audience
from tests.communities import close, custodians, members, person
from tests.integration.site.conftest import KINDS, SLUGS, address_of, identifier_of

SURFACES = [
    "/",
    "/en/",
    "/km/",
    *(f"/{slug}/" for slug in SLUGS.values()),
    *(f"/sitemap-{kind}-1.xml" for kind in KINDS),
    "/feeds/moi/",
    *(f"/feeds/moi/{kind}/" for kind in KINDS),
    "/feeds/en/moi/",
]


@pytest.mark.parametrize(
    "hide",
    [
        lambda: {"audience": members()},
        lambda: {"audience": custodians()},
        lambda: {"audience": Audience.CLOSED},
        lambda: {"live": False},
    ],
    ids=["members", "custodians", "closed", "draft"],
)
def test_hidden_things_are_nowhere(
    client: Client, cloth: Any, make: Any, hide: Callable[[], dict[str, Any]]
) -> None:
    things, hidden = cloth(2), hide()
    for kind in KINDS:
        thing = things[kind][1]
        type(thing).objects.filter(translation_key=thing.translation_key).update(**hidden)
    secrets = [things[kind][1].title for kind in KINDS] + [f"{kind} no 001" for kind in KINDS]
    surfaces = SURFACES + [address_of(things[kind][0]) for kind in KINDS]
    for surface in surfaces:
        text = client.get(surface, follow=True).content.decode()
        for secret in secrets:
            assert secret not in text, (surface, secret)
    for kind in KINDS:
        thing = things[kind][1]
        assert client.get(address_of(thing)).status_code == 404, kind
        assert client.get(f"/id/{thing.identifier_id}").status_code == 404, kind


def test_hidden_things_are_not_counted(client: Client, cloth: Any) -> None:
    things = cloth(3)
    close(things["custom"][1], members())
    page = client.get("/phong-tuc/").context["listing"]
    assert page.total == 2
    assert [option.count for offered in page.facets for option in offered.options] == [2] * 4


def test_officers_are_strangers_to_a_community(client: Client, officer: Any, make: Any) -> None:
    custom = make("custom", "Tục kín", audience=members())
    client.force_login(officer)
    assert client.get(address_of(custom)).status_code == 404
    assert "Tục kín" not in client.get("/phong-tuc/").content.decode()


def test_members_see_restricted_pages_with_a_mark(client: Client, make: Any) -> None:
    custom = make("custom", "Tục kín", audience=members())
    client.force_login(person("member"))
    page = client.get(address_of(custom)).content.decode()
    assert "Không dành cho mọi người" in page
    assert "không công khai" in client.get("/phong-tuc/").content.decode()


def link(page: Any) -> str:
    return f'<a linktype="page" id="{page.pk}">xem</a>'


@pytest.mark.parametrize(
    "hide",
    [lambda: {"audience": members()}, lambda: {"audience": custodians()}, lambda: {"live": False}],
    ids=["members", "custodians", "draft"],
)
def test_a_link_to_what_was_hidden_later_becomes_mere_words(
    client: Client, make: Any, hide: Callable[[], dict[str, Any]]
) -> None:
    custom = make("custom", "Lễ kín")
    english = make("custom", "The closed rite", language="en", of=custom)
    story = make("story", "Chuyện", body=f"<p>{link(custom)} {link(english)}</p>")
    assert client.get(address_of(story)).content.decode().count(f'href="{custom.url}">xem') == 2
    type(custom).objects.filter(translation_key=custom.translation_key).update(**hide())
    text = client.get(address_of(story)).content.decode()
    assert text.count("<a>xem</a>") == 2
    assert not any(page.slug in text for page in (custom, english))


def test_a_link_leads_to_the_readers_language_where_it_is_told(client: Client, make: Any) -> None:
    custom, festival = make("custom", "Tục ăn trầu"), make("festival", "Lễ hội")
    english = make("custom", "Betel", language="en", of=custom)
    body = f"<p>{link(custom)} {link(festival)} {link(festival.get_parent())}</p>"
    story = make("story", "Chuyện", body=body)
    make("story", "Story", language="en", of=story, body=body)
    text = client.get("/en/stories/story/").content.decode()
    assert [f'<a href="{url}">xem</a>' in text for url in (english.url, festival.url)] == [True] * 2
    assert '<a href="/en/festivals/">xem</a>' in text


def test_many_links_in_a_text_take_few_questions(
    make: Any, django_assert_max_num_queries: Any
) -> None:
    pages = [make(kind, f"Trang {n}") for n in range(3) for kind in ("custom", "festival")]
    expand_db_html(link(pages[0]))
    with django_assert_max_num_queries(5), override("en"):
        html = expand_db_html(" ".join(map(link, pages)))
    assert html.count("href") == 6


def test_inner_notes_and_demeaning_names_are_never_shown(client: Client, cloth: Any) -> None:
    things = cloth(1)
    for kind in KINDS:
        type(things[kind][0]).objects.update(needs_check="điều chưa chắc")
    for kind in KINDS:
        for address in (address_of(things[kind][0]), f"/{SLUGS[kind]}/"):
            text = client.get(address).content.decode()
            assert "điều chưa chắc" not in text
            assert "tên miệt thị" not in text


def test_the_tombstone_does_not_repeat_a_title(client: Client, make: Any) -> None:
    item = make("item", "Bản ghi đã xin gỡ")
    item.delete()
    gone = client.get(f"/id/{item.identifier_id}")
    assert gone.status_code == 410
    assert "Bản ghi đã xin gỡ" not in gone.content.decode()
    assert identifier_of(item).withdrawn_at is not None


def test_what_was_closed_or_never_published_is_gone_as_if_it_had_never_been(
    client: Client, make: Any
) -> None:
    closed = make("item", "Bài cúng", audience=custodians())
    draft = make("item", "Bản nháp", live=False, first_published_at=None)
    never = client.get("/id/khong-co")
    for item in (closed, draft):
        address = f"/id/{item.identifier_id}"
        item.delete()
        assert identifier_of(item).withdrawn_at is not None
        gone = client.get(address)
        assert gone.status_code == never.status_code == 404
        assert item.identifier_id not in gone.content.decode().replace(address, "")
