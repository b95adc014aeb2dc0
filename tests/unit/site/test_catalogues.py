"""The Vietnamese of the admin: whole, well-formed, and in effect."""

import gettext
import os
import re
import unicodedata
from io import StringIO
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import PoFileError
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.migrations.state import ModelState
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import trans_real
from django.utils.translation.trans_real import DjangoTranslation
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views.i18n import js_catalog
from wagtail.models import Locale

from heritage.site import admin_catalogue, catalogues

VIETNAMESE = Path(settings.BASE_DIR) / "locale" / "wagtail" / "vi" / "LC_MESSAGES"
ENTRIES = [
    entry
    for domain in catalogues.DOMAINS
    for entry in polib.pofile(str(VIETNAMESE / f"{domain}.po"))
]
FILES = [VIETNAMESE / f"{domain}.po" for domain in catalogues.DOMAINS]

# %(name)s, %s, {name}, and tags with all their attributes.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|</?[a-z][^<>]*>", re.IGNORECASE)
# "hoá", "thuỷ": the catalogue writes "hóa", "thủy".
NEW_TONE_PLACEMENT = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])\b", re.IGNORECASE)
# Names and notations that are the same in both languages.
SAME = re.compile(
    r"URL|ID|IPv[46]|HTTP Accept|Wagtail API v\d|[\W\d_]*|.*%\(.*|%s [KMGTP]B|Syndication|Humanize"
)
PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: vi\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "one page"
msgid_plural "%(n)s pages"
msgstr[0] "%(n)s trang"
"""


def text(entry: polib.POEntry) -> str:
    return entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


class TestOurCatalogue:
    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
    def test_knows_one_plural_form(self, path):
        header = polib.pofile(str(path)).metadata["Plural-Forms"]
        assert header == "nplurals=1; plural=0;"

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
    def test_has_each_text_once(self, path):
        keys = [(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path))]
        assert len(keys) == len(set(keys))

    def test_has_one_text_for_each_entry(self):
        assert [
            entry.msgid
            for entry in ENTRIES
            if entry.fuzzy or not text(entry).strip() or len(entry.msgstr_plural) > 1
        ] == []

    def test_keeps_placeholders_and_tags(self):
        # The only plural form stands for every number, so it needs what the plural text needs.
        assert [
            text(entry)
            for entry in ENTRIES
            if placeholders(text(entry)) != placeholders(entry.msgid_plural or entry.msgid)
        ] == []

    def test_keeps_spaces_at_both_ends(self):
        assert [text(entry) for entry in ENTRIES if edges(text(entry)) != edges(entry.msgid)] == []

    def test_is_composed_unicode(self):
        assert [
            text(entry) for entry in ENTRIES if not unicodedata.is_normalized("NFC", text(entry))
        ] == []

    def test_spells_in_one_way(self):
        assert [text(entry) for entry in ENTRIES if NEW_TONE_PLACEMENT.search(text(entry))] == []

    def test_leaves_only_names_and_notations_as_they_are(self):
        assert [
            entry.msgid
            for entry in ENTRIES
            if text(entry) == entry.msgid and not SAME.fullmatch(entry.msgid)
        ] == []


class TestUntranslated:
    def test_leaves_nothing_in_english_for_vietnamese(self):
        assert catalogues.untranslated("vi") == []

    def test_finds_what_a_language_lacks_in_both_domains(self, settings):
        settings.LOCALE_PATHS = []
        missing = catalogues.untranslated("vi")
        assert {(text.package, text.domain) for text in missing} >= {
            ("wagtail.admin", "django"),
            ("wagtail.admin", "djangojs"),
            ("wagtail", "django"),
            # Has no English catalogue.
            ("axes", "django"),
        }
        assert len(missing) == len(set(missing))

    def test_has_nothing_to_say_about_english(self):
        assert catalogues.untranslated("en") == []
        assert catalogues.untranslated("en-gb") == []

    def test_command_fails_when_something_is_missing(self, settings):
        settings.LOCALE_PATHS = []
        out = StringIO()
        with pytest.raises(CommandError, match="without a translation") as caught:
            call_command("untranslated", "vi", stdout=out)
        assert caught.value.returncode == 1
        assert "wagtail.admin django: 'Minimap'" in out.getvalue()

    def test_command_is_content_when_nothing_is_missing(self):
        out = StringIO()
        call_command("untranslated", "vi", stdout=out)
        assert out.getvalue().startswith("0 ")


class TestCompileCatalogues:
    def catalogue(self, folder: Path, text: str = PO) -> Path:
        path = folder / "vi" / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        return path

    def test_compiles_what_gettext_reads(self, tmp_path):
        self.catalogue(tmp_path)
        assert catalogues.compile_catalogues([tmp_path]) == 1
        compiled = gettext.translation("django", tmp_path, ["vi"])
        assert compiled.ngettext("one page", "%(n)s pages", 1) == "%(n)s trang"
        assert compiled.ngettext("one page", "%(n)s pages", 7) == "%(n)s trang"
        assert [path.suffix for path in sorted((tmp_path / "vi/LC_MESSAGES").iterdir())] == [
            ".mo",
            ".po",
        ]

    def test_compiles_again_only_after_a_change(self, tmp_path):
        path = self.catalogue(tmp_path)
        catalogues.compile_catalogues([tmp_path])
        assert catalogues.compile_catalogues([tmp_path]) == 0
        later = path.with_suffix(".mo").stat().st_mtime_ns + 1_000_000_000
        os.utime(path, ns=(later, later))
        assert catalogues.compile_catalogues([tmp_path]) == 1

    def test_does_not_touch_anything_when_a_catalogue_is_broken(self, tmp_path):
        path = self.catalogue(tmp_path, 'msgid "a"\nthis is not a catalogue\n')
        with pytest.raises(PoFileError):
            catalogues.compile_catalogues([tmp_path])
        assert list(path.parent.iterdir()) == [path]

    def test_ignores_folders_that_do_not_exist(self, tmp_path):
        assert catalogues.compile_catalogues([tmp_path / "nowhere"]) == 0

    def test_command_compiles_the_catalogues_of_the_project(self, tmp_path, settings):
        settings.LOCALE_PATHS = [tmp_path]
        path = self.catalogue(tmp_path)
        out = StringIO()
        call_command("compile_catalogues", stdout=out)
        assert path.with_suffix(".mo").exists()
        assert out.getvalue().startswith("1 ")


@pytest.fixture
def compiled(monkeypatch):
    """The catalogues as they are now, whatever this process has read before."""
    catalogues.compile_catalogues(map(Path, settings.LOCALE_PATHS))
    monkeypatch.setattr(gettext, "_translations", {})
    monkeypatch.setattr(trans_real, "_translations", {})


@pytest.mark.usefixtures("compiled")
class TestInEffect:
    def test_ours_wins_over_the_packages(self):
        ours = DjangoTranslation("vi")
        assert ours.gettext("Publish") == "Xuất bản"
        # Django's own catalogue says "Đặt lại mật khẩu thành công": that it succeeded.
        assert ours.gettext("Password reset unsuccessful") == "Chưa đặt lại được mật khẩu"
        assert ours.ngettext("Delete 1 page", "Delete %(counter)s pages", 1) == (
            "Xóa %(counter)s trang"
        )

    def test_ours_reaches_the_scripts_of_the_admin(self):
        with translation.override("vi"):
            script = js_catalog(RequestFactory().get("/")).content.decode()
        assert r"Tr\u00ecnh \u0111\u01a1n ch\u00ednh" in script
        assert r'"%(num)s error": [' in script
        assert r"%(num)s l\u1ed7i" in script

    def test_ours_names_what_wagtail_names_only_in_code(self):
        names = [name for *_, name in [*admin_catalogue.FIELDS, *admin_catalogue.COLUMNS]]
        names += [name for _, *pair in admin_catalogue.MODELS for name in pair]
        ours = DjangoTranslation("vi")
        assert [name for name in names if ours.gettext(name) == name] == []


@pytest.mark.usefixtures("compiled")
class TestMakeTranslatable:
    @pytest.fixture(autouse=True)
    def _made(self):
        admin_catalogue.make_translatable()

    def test_labels_follow_the_language(self):
        label = LoginForm.base_fields["password"].label
        with translation.override("vi"):
            assert str(label) == "Mật khẩu"
        with translation.override("en"):
            assert str(label) == "Password"

    def test_migrations_do_not_notice(self):
        assert "verbose_name" not in ModelState.from_model(Locale).options
        with translation.override("vi"):
            assert str(Locale._meta.verbose_name_plural) == "ngôn ngữ"
