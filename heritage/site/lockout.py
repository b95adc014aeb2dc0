"""What somebody sees after too many wrong passwords, and whose address is counted."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin.views.account import LoginView

from heritage.site.community.signing_in import SignInView

LONGEST_NAME = 150
"""Characters of a user name."""


def client_address(request: HttpRequest) -> str:
    """The visitor's address: the one the proxy saw, where there is a proxy that says so.

    A proxy appends the address it sees to X-Forwarded-For, so only the last one can be believed.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def tried_name(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The user name that was tried, cut where the table of attempts ends: no account has a longer
    one, and PostgreSQL refuses what does not fit."""
    tried = request.POST if credentials is None else credentials
    return str(tried.get("username") or "")[:LONGEST_NAME]


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: Mapping[str, Any] | None
) -> HttpResponse:
    """The login page again, with the reason and how long to wait (status 429)."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    messages.error(
        request,
        _(
            "Sai mật khẩu quá nhiều lần. Hãy đợi %(minutes)d phút rồi thử lại,"
            " hoặc nhờ người quản trị đặt lại mật khẩu."
        )
        % {"minutes": minutes},
    )
    match = request.resolver_match
    is_public = match is not None and match.url_name == "community_sign_in"
    view: Any = SignInView() if is_public else LoginView()
    view.setup(request)
    form = view.get_form_class()(request)
    page = view.render_to_response(view.get_context_data(form=form), status=429)
    page["Retry-After"] = str(minutes * 60)
    return page.render()
