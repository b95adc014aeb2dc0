"""Pages that are not in the page tree, in another language: the same page, not the front page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import get_language, get_language_from_path, override

MODULES = tuple(
    f"heritage.site.{name}." for name in ("community", "feedback", "offline", "exports")
)
SHOWN_AT = {"community_invite": "community"}
"""Where somebody goes from a page that answers a form and has no address of its own."""


def is_beside_the_tree(match: ResolverMatch | None) -> bool:
    """Whether it is a page for communities, a form for visitors, or what a phone keeps."""
    return match is not None and match.func.__module__.startswith(MODULES)


def same_page(request: HttpRequest, language: str) -> str:
    """The address of the page of `request` in this language."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    match = request.resolver_match
    assert match is not None
    return _in_language(match, language) + query


def in_own_language(address: str) -> str:
    """An address of this site; of a page beside the tree in the language that is read now."""
    path, mark, query = address.partition("?")
    try:
        with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
            match = resolve(path)
    except Resolver404:
        return address
    if not is_beside_the_tree(match):
        return address
    return _in_language(match, get_language() or settings.LANGUAGE_CODE) + mark + query


def _in_language(match: ResolverMatch, language: str) -> str:
    name = match.url_name or ""
    with override(language):
        return reverse(SHOWN_AT.get(name, name), args=match.args, kwargs=match.kwargs)
