"""`/sw.js`: the worker that keeps pages in a visitor's browser, or the one that takes itself away.

Its address is the root, for a worker serves what lies below its address. Browsers ask for it with
every page and compare the bytes. Its version is a digest of these bytes: whatever is changed here
or in the addresses it knows, begins with empty hands.
"""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from heritage.site.listing import PARAMETERS
from heritage.site.offline import marks

FOLDER = Path(__file__).parent
LAST = (
    '<!doctype html><html lang="vi"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>Không có mạng</title>'
    "<h1>Không có mạng.</h1><p>Máy này chưa giữ trang nào.</p>"
    '<p lang="en">No network, and nothing is kept on this device yet.</p>'
    '<p lang="km">គ្មានបណ្ដាញទេ ហើយឧបករណ៍នេះមិនទាន់រក្សាទុកទំព័រណាទេ។</p></html>'
)
"""Where not even the page without a network is kept: it expires like every other."""


def _settings() -> dict[str, object]:
    always = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            always[code] = {"offline": reverse("offline"), "calendar": reverse("calendar")}
    return {
        "language": settings.LANGUAGE_CODE,
        "always": always,
        "never": [reverse("wagtailadmin_home"), "/documents/", "/feeds/"],
        "parameters": sorted(PARAMETERS),
        "files": settings.STATIC_URL,
        "pages": marks.PAGES,
        "days": marks.KEPT_FOR.days,
        "pause": marks.ASKED_EVERY // timedelta(milliseconds=1),
        "last": LAST,
    }


def source() -> str:
    """The worker with what it has to know of this archive, and its version."""
    if not settings.OFFLINE_COPIES:
        return (FOLDER / "farewell.js").read_text("utf-8")
    known = json.dumps(_settings(), ensure_ascii=False, sort_keys=True)
    body = f"const SETTINGS = {known};\n{(FOLDER / 'worker.js').read_text('utf-8')}"
    version = hashlib.sha256(body.encode()).hexdigest()[:12]
    return f'const VERSION = "{version}";\n{body}'


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The same for everybody: what somebody may see is not its business, it only keeps marks."""
    response = HttpResponse(source(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["Service-Worker-Allowed"] = "/"
    return response
