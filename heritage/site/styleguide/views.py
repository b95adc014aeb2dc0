"""The style guide: a page of the admin that frames documents which know nothing of the admin."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from heritage.site.styleguide.colours import inks
from heritage.site.styleguide.components import components
from heritage.site.styleguide.scene import SCRIPTS, scene
from heritage.site.weaves import WEAVES

SCHEMES = ("light", "dark")
NAMES = {"vi": _("Tiếng Việt"), "en": _("Tiếng Anh"), "km": _("Tiếng Khmer"), "cham": _("Chữ Chăm")}
STEPS = ("4xl", "3xl", "2xl", "xl", "l", "m", "s", "xs")
SPACES = ("1", "2", "3", "4", "5", "6", "7")


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Light and dark side by side, in the script that was asked for."""
    script = request.GET.get("chu", "vi")
    if script not in SCRIPTS:
        raise Http404
    context = {"script": script, "names": NAMES, "schemes": SCHEMES}
    return TemplateResponse(request, "admin/styleguide.html", context)


@require_safe
@xframe_options_sameorigin
def specimens(request: HttpRequest, scheme: str, script: str) -> HttpResponse:
    """Every component, as a visitor sees it who is nobody in particular."""
    if scheme not in SCHEMES or script not in SCRIPTS:
        raise Http404
    request.user = AnonymousUser()
    language = script if script in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        context = scene(request, script) | {
            "scheme": scheme,
            "language": language,
            "components": components(),
            "inks": inks(scheme == "dark"),
            "steps": STEPS,
            "spaces": SPACES,
            "weaves": sorted(set(WEAVES.values())),
            "faces": faces(),
        }
        return render(request, "styleguide/specimens.html", context)


def faces() -> list[dict[str, Any]]:
    """The faces of the stylesheet, and of each the letters it is loaded for."""
    css = (Path(settings.BASE_DIR) / "static" / "site" / "css" / "fonts.css").read_text("utf-8")
    found = []
    for block in re.findall(r"@font-face \{([^}]+)\}", css):
        ranges = re.search(r"unicode-range: ([^;}]+)", block)
        name = re.search(r'font-family: "([^"]+)"', block)
        weight = re.search(r"font-weight: ([\d ]+)", block)
        if ranges and name:
            found.append(
                {
                    "name": name[1],
                    "weight": weight[1].strip() if weight else "",
                    "letters": letters(ranges[1]),
                }
            )
    return found


def letters(ranges: str, most: int = 240) -> str:
    """Printable letters of a `unicode-range`."""
    found: list[str] = []
    for part in ranges.replace("U+", "").split(","):
        first, _dash, last = part.strip().partition("-")
        found += [chr(code) for code in range(int(first, 16), int(last or first, 16) + 1)]
    shown = [one for one in found if one.isprintable() and not one.isspace()][:most]
    return " ".join(bearer(one) + one for one in shown)


def bearer(letter: str) -> str:
    """A letter below a mark that cannot stand alone."""
    if not unicodedata.category(letter).startswith("M"):
        return ""
    return "ꨆ" if letter >= "\uaa00" else "ក" if letter >= "\u1780" else "a"
