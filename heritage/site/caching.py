"""How long anybody may keep an answer: a page not at all without asking whether it still holds.

What was open a moment ago may be closed now, and what a member sees is nobody else's. So browsers
and proxies keep a public page only together with its ETag (`ConditionalGetMiddleware`), and nothing
that was made for somebody who is signed in. Files with a hash in their name are whitenoise's. A
page is another one for who saves data.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from heritage.site import saving
from heritage.site.offline import marks


class FreshMiddleware:
    """Says so on every answer that does not say something else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with its header."""
        # A preview puts somebody else in his place: what it answers was made for who asked.
        asking = request.user
        response = self.get_response(request)
        known = asking.is_authenticated or request.user.is_authenticated
        if known:
            marks.refuse(response)
        if not response.has_header("Cache-Control"):
            if known:
                patch_cache_control(response, private=True, no_store=True)
            else:
                patch_cache_control(response, no_cache=True)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, [saving.HEADER])
        return response
