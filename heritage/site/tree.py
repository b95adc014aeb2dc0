"""The page tree every archive starts with: a front page, a section for each kind, and the pages
of the institution."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page, PageLogEntry, Site

from heritage.site import institution_pages
from heritage.site.models import HomePage, Institution, SectionPage, TextPage

Kind = SectionPage.SectionKind

HOMES = {
    "vi": ("Kho tư liệu sống", "Mỗi dân tộc, một đường dệt."),
    "en": ("A living archive", "Each people, a thread of the cloth."),
    "km": ("បណ្ណសាររស់", ""),
}
"""Title and opening words of the front page, by language."""

SECTIONS: list[tuple[str, dict[str, tuple[str, str]]]] = [
    (
        Kind.PEOPLE,
        {"vi": ("Dân tộc", "dan-toc"), "en": ("Peoples", "peoples"), "km": ("ជនជាតិ", "peoples")},
    ),
    (
        Kind.FESTIVAL,
        {
            "vi": ("Lễ hội", "le-hoi"),
            "en": ("Festivals", "festivals"),
            "km": ("ពិធីបុណ្យ", "festivals"),
        },
    ),
    (
        Kind.CUSTOM,
        {
            "vi": ("Phong tục", "phong-tuc"),
            "en": ("Customs", "customs"),
            "km": ("ប្រពៃណី", "customs"),
        },
    ),
    (
        Kind.ITEM,
        {"vi": ("Tư liệu", "tu-lieu"), "en": ("Archive", "archive"), "km": ("បណ្ណសារ", "archive")},
    ),
    (
        Kind.WORD,
        {
            "vi": ("Từ điển", "tu-dien"),
            "en": ("Dictionary", "dictionary"),
            "km": ("វចនានុក្រម", "dictionary"),
        },
    ),
    (
        Kind.PRODUCT,
        {"vi": ("Sản vật", "san-vat"), "en": ("Products", "products"), "km": ("ផលិតផល", "products")},
    ),
    (
        Kind.PRODUCER,
        {"vi": ("Người làm", "nguoi-lam"), "en": ("Makers", "makers"), "km": ("អ្នកផលិត", "makers")},
    ),
    (
        Kind.STORY,
        {"vi": ("Chuyện kể", "chuyen-ke"), "en": ("Stories", "stories"), "km": ("រឿង", "stories")},
    ),
    (
        Kind.PLACE,
        {"vi": ("Địa danh", "dia-danh"), "en": ("Places", "places"), "km": ("ទីកន្លែង", "places")},
    ),
    (
        Kind.LIBRARY,
        {"vi": ("Thư viện", "thu-vien"), "en": ("Library", "library"), "km": ("បណ្ណាល័យ", "library")},
    ),
    (
        Kind.NOTICE,
        {
            "vi": ("Thông báo", "thong-bao"),
            "en": ("Notices", "notices"),
            "km": ("សេចក្ដីជូនដំណឹង", "notices"),
        },
    ),
]
"""Each kind's section in the order of the navigation: title and slug, by language."""


ROOT = "Mọi trang"
"""Where every breadcrumb of the admin begins; Wagtail's migrations call it “Root”."""


@transaction.atomic
def grow_tree() -> None:
    """Create what is missing of the tree; leave everything an officer has changed."""
    locales = {
        code: Locale.objects.get_or_create(language_code=code)[0] for code, _ in settings.LANGUAGES
    }
    Page.objects.filter(depth=1, title="Root").update(title=ROOT, draft_title=ROOT)
    original = locales[settings.LANGUAGE_CODE]
    home = HomePage.objects.filter(locale=original).first() or _first_home(original)
    for code, locale in locales.items():
        told_home = home.get_translation_or_none(locale) or _translated_home(home, locale)
        for kind, names in SECTIONS:
            if not SectionPage.objects.child_of(told_home).filter(section_kind=kind).exists():
                _add_section(told_home, original, kind, *names[code])
        for purpose, _names in institution_pages.PAGES:
            if not TextPage.objects.child_of(told_home).filter(purpose=purpose).exists():
                _add_text_page(told_home, original, purpose)
    _forget_growing()
    # Wagtail would write it when the first page is read.
    Institution.for_site(Site.objects.get(is_default_site=True))


def _forget_growing() -> None:
    """Nobody here wrote these pages, and the history tells what people did."""
    grown = ContentType.objects.get_for_models(HomePage, SectionPage, TextPage).values()
    PageLogEntry.objects.filter(user=None, action="wagtail.create", content_type__in=grown).delete()


def _first_home(locale: Locale) -> HomePage:
    """Replace the welcome page that Wagtail's own migrations create."""
    root = Page.objects.get(depth=1)
    welcome = root.get_children().filter(slug="home").exact_type(Page).first()
    title, intro = HOMES[locale.language_code]
    home: HomePage = root.add_child(
        instance=HomePage(
            title=title, intro=intro, slug=f"home-{locale.language_code}", locale=locale
        )
    )
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": home, "site_name": title},
    )
    if welcome is not None:
        number = welcome.pk
        welcome.delete()
        # Nobody here wrote it, and the history tells what people did.
        PageLogEntry.objects.filter(page=number).delete()
    return home


def _translated_home(home: HomePage, locale: Locale) -> HomePage:
    title, intro = HOMES[locale.language_code]
    root = Page.objects.get(depth=1)
    told: HomePage = root.add_child(
        instance=HomePage(
            title=title,
            intro=intro,
            slug=f"home-{locale.language_code}",
            locale=locale,
            translation_key=home.translation_key,
        )
    )
    return told


def _add_section(home: HomePage, original: Locale, kind: str, title: str, slug: str) -> None:
    section = SectionPage(
        title=title, slug=slug, section_kind=kind, locale=home.locale, show_in_menus=True
    )
    first = SectionPage.objects.filter(section_kind=kind, locale=original).first()
    if first is not None:
        section.translation_key = first.translation_key
    # A fresh copy each time: treebeard keeps the number of children on the parent in memory.
    HomePage.objects.get(pk=home.pk).add_child(instance=section)


def _add_text_page(home: HomePage, original: Locale, purpose: str) -> None:
    told = institution_pages.told(purpose, home.locale.language_code)
    home = HomePage.objects.get(pk=home.pk)
    if home.get_children().filter(slug=told.slug).exists():
        return  # an officer has a page of his own there
    page = TextPage(
        title=told.title, slug=told.slug, body=told.body, purpose=purpose, locale=home.locale
    )
    first = TextPage.objects.filter(purpose=purpose, locale=original).first()
    if first is not None:
        page.translation_key = first.translation_key
    home.add_child(instance=page)
