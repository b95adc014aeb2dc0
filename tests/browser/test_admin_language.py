"""The admin speaks Vietnamese: every page an officer, leader or administrator meets."""

import re

import pytest
from django.urls import reverse

from heritage.accounts.models import User
from heritage.archive.models import Festival, FestivalPeople, Item
from heritage.peoples.models import People, Term
from heritage.site.models import SectionPage

pytestmark = [
    pytest.mark.needs_browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

ENGLISH = re.compile(
    r"\b(the|and|or|of|to|for|with|you|your|this|that|is|are|was|has|have|been|will|not|no|"
    r"save|saved|saving|edit|edited|delete|add|added|create|created|publish|published|draft|"
    r"page|pages|search|filter|filters|select|choose|change|changes|view|status|history|"
    r"settings|reports|users|groups|locale|workflow|task|tasks|type|title|updated|all|any|"
    r"date|from|more|actions|options|submit|cancel|close|comment|comments|preview|live|"
    r"collapse|expand|toggle|sort|order|next|previous|results|loading|error|required)\b",
    re.IGNORECASE,
)
NAMES = re.compile(
    r"\b(English|Excel|Zalo|OCOP|UNESCO|CC BY( 4\.0)?|EDTF|ISO|BCP|IPA|Enter|Latn|Khmr|Cham)\b"
)
"""Proper names, codes and keys that are the same in every language."""

OFFICER = [
    "/admin/",
    "/admin/le-hoi/",
    "/admin/dan-toc/",
    "/admin/tu-lieu/?state=draft",
    "/admin/tu-dien/add/",
    "/admin/tu-lieu/add/",
    "/admin/dia-danh/add/",
    "/admin/nhan-vat/add/",
    "/admin/thu-vien/add/",
    "/admin/danh-muc/",
    "/admin/account/",
]
ADMINISTRATOR = [
    "/admin/users/",
    "/admin/users/new/",
    "/admin/reports/site-history/",
    "/admin/reports/workflow/",
    "/admin/reports/locked/",
]

SEEN = """() => {
  const skip = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "TEXTAREA"]);
  const words = [];
  const walk = (node) => {
    if (node.nodeType === 3) { words.push(node.textContent); return }
    if (node.nodeType !== 1 || skip.has(node.tagName)) return;
    // A button of the date picker that Wagtail never shows.
    if (node.classList.contains("xdsoft_save_selected")) return;
    if ((node.getAttribute("lang") || "vi") !== "vi") return;
    for (const name of ["aria-label", "title", "placeholder", "alt"])
      if (node.hasAttribute(name)) words.push(node.getAttribute(name));
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  return words.concat([document.title]).map((w) => w.trim()).filter(Boolean);
}"""


def english_on(page) -> list[str]:
    return sorted({text for text in page.evaluate(SEEN) if ENGLISH.search(NAMES.sub("", text))})


def walk(page, urls: list[str]) -> dict[str, list[str]]:
    found = {}
    for url in urls:
        answer = page.goto(url)
        assert answer.status == 200, url
        page.wait_for_load_state("networkidle")
        if english := english_on(page):
            found[url] = english
    return found


@pytest.fixture
def things(office) -> list[str]:
    """A festival that waits for approval and an item: the addresses around them."""
    officer = User.objects.get(username="officer")
    festival = Festival(
        title="Lễ hội Katê",
        calendar="cham",
        ich_type=Term.objects.get(code="le_hoi_truyen_thong"),
        sources="Sư cả",
        owner=officer,
        live=False,
        people_links=[FestivalPeople(people=People.objects.get())],  # type: ignore[misc]
    )
    section = SectionPage.objects.get(section_kind="festival", locale__language_code="vi")
    section.add_child(instance=festival)
    first = festival.save_revision(user=officer)
    second = festival.save_revision(user=officer)
    festival.get_workflow().start(festival, officer)
    item = Item(title="Vòng xoang", item_kind="video", owner=officer, live=False)
    item.save()
    item.save_revision(user=officer, clean=False)
    pages = "wagtailadmin_pages"
    bulk = reverse("wagtail_bulk_action", args=["archive", "item", "tag"])
    return [
        reverse(f"{pages}:edit", args=[festival.pk]),
        reverse(f"{pages}:history", args=[festival.pk]),
        reverse(f"{pages}:revisions_compare", args=[festival.pk, first.pk, second.pk]),
        reverse("kind_item:edit", args=[item.pk]),
        reverse("kind_item:history", args=[item.pk]),
        reverse("simple_translation:submit_page_translation", args=[festival.pk]),
        f"{bulk}?id={item.pk}",
        reverse("wagtailadmin_pages:add", args=["archive", "festival", section.pk]),
    ]


def test_an_officer_meets_no_english(at_the_door, things):
    assert walk(at_the_door("officer"), [*OFFICER, *things]) == {}


def test_a_leader_meets_no_english(at_the_door, things):
    assert walk(at_the_door("leader"), [*things[:2], "/admin/"]) == {}


def test_an_administrator_meets_no_english(at_the_door, office):
    assert walk(at_the_door("administrator"), ADMINISTRATOR) == {}


def test_nobody_meets_english_at_the_door(page, office):
    for path in ("/admin/login/", "/admin/ma-mot-lan/"):
        page.goto(f"{office.url}{path}")
        assert english_on(page) == []
