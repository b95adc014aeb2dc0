"""Names of languages and scripts, for those the archive holds words and texts of."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LANGUAGE_NAMES = {
    "ar": _("tiếng Ả Rập"),
    "bdq": _("tiếng Ba Na"),
    "cja": _("tiếng Chăm An Giang"),
    "cjm": _("tiếng Chăm"),
    "en": _("tiếng Anh"),
    "fr": _("tiếng Pháp"),
    "hnj": _("tiếng Mông Lềnh"),
    "hre": _("tiếng Hrê"),
    "hro": _("tiếng Chăm H'roi"),
    "ium": _("tiếng Dao (Iu Mien)"),
    "jra": _("tiếng Gia Rai"),
    "km": _("tiếng Khmer"),
    "kpm": _("tiếng Cơ Ho"),
    "mji": _("tiếng Dao (Kim Mun)"),
    "mtq": _("tiếng Mường"),
    "mww": _("tiếng Mông Trắng"),
    "pi": _("tiếng Pali"),
    "rad": _("tiếng Ê Đê"),
    "ren": _("tiếng Rơ Ngao"),
    "rgs": _("tiếng Ra-glai nam"),
    "roc": _("tiếng Ra-glai Cacgia"),
    "rog": _("tiếng Ra-glai bắc"),
    "sa": _("tiếng Phạn"),
    "tyz": _("tiếng Tày"),
    "vi": _("tiếng Việt"),
}
"""By BCP 47 code; for the peoples' languages the names used in Vietnam."""

SCRIPT_NAMES = {
    "Cham": _("akhar thrah"),
    "Hani": _("chữ Nôm"),
    "Khmr": _("chữ Khmer"),
    "Latn": _("chữ Latinh"),
}
"""By ISO 15924 code."""

# Blocks of Unicode that settle the script of a text, with the language tag of such a text.
_KHMER = range(0x1780, 0x1800)
_CHAM = range(0xAA00, 0xAA60)


def language_name(code: str) -> str:
    """The name in the language of the interface; the code itself where none is known."""
    name = LANGUAGE_NAMES.get(code)
    return gettext("tiếng “%(code)s”") % {"code": code} if name is None else str(name)


def tag_name(tag: str) -> str:
    """The name of a language with its script where the tag says one: “tiếng Chăm (akhar thrah)”."""
    language, _dash, rest = tag.partition("-")
    script = next((name for code, name in SCRIPT_NAMES.items() if code in rest.split("-")), None)
    if language not in LANGUAGE_NAMES or (rest and script is None):
        return language_name(tag)
    return f"{language_name(language)} ({script})" if script else language_name(language)


def script_name(code: str) -> str:
    """The name of a script in the language of the interface, or its code."""
    return str(SCRIPT_NAMES.get(code, code))


def language_tag(text: str, language: str = "") -> str:
    """The BCP 47 tag of a piece of text, with its script where readers need it to be drawn right.

    `language` is the language it is known to be in. Khmer script is left out of `km`, whose default
    it is (IANA subtag registry, Suppress-Script); Cham is written in two scripts and always says
    which.
    """
    points = [ord(character) for character in text]
    if any(point in _KHMER for point in points):
        return language if language not in ("", "vi") else "km"
    if any(point in _CHAM for point in points):
        return f"{language if language in ('cjm', 'cja') else 'cjm'}-Cham"
    return f"{language}-Latn" if language in ("cjm", "cja", "km") else language
