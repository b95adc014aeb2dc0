"""What a browser needs to know to install the archive on a phone, in the language it is read in.

Source: W3C Web Application Manifest. One app, whatever the language: `id` is the same in all.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heritage.site.offline.icons import SIZES
from heritage.site.reader import Reader

GROUND = "#f4efe4"
"""`--ground` of the light theme, as in the head of every page."""


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The manifest in the language of its address."""
    reader = Reader.of_everybody(request, request.LANGUAGE_CODE)
    home = reader.addresses.of_home(reader.language)
    icons = [{"src": static("site/favicon.svg"), "type": "image/svg+xml", "sizes": "any"}]
    icons += [
        {
            "src": static(f"site/icons/{size}{tail}.png"),
            "type": "image/png",
            "sizes": f"{size}x{size}",
            "purpose": purpose,
        }
        for size in SIZES
        for purpose, tail in (("any", ""), ("maskable", "-maskable"))
    ]
    body = {
        "id": "/",
        "name": _("Kho tư liệu sống các dân tộc Việt Nam"),
        "short_name": _("Kho tư liệu sống"),
        "description": _(
            "Lễ hội, phong tục, tiếng nói, tư liệu và sản vật của các dân tộc Việt Nam."
        ),
        "lang": reader.language,
        "dir": "ltr",
        "start_url": home,
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": GROUND,
        "background_color": GROUND,
        "icons": icons,
        "shortcuts": [
            {"name": _("Lịch lễ hội"), "url": reverse("calendar")},
            {"name": _("Đọc khi không có mạng"), "url": reverse("offline")},
        ],
    }
    return JsonResponse(
        body, json_dumps_params={"ensure_ascii": False}, content_type="application/manifest+json"
    )
