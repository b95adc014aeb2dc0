"""Nothing typed is lost when the login ends.

A form that reaches the admin without a login (it ended, or somebody signed out in another tab) or
with an outdated security token is answered with a page that carries the whole form, sealed. After
signing in there, the browser sends the form again to where it was going. Works without JavaScript,
keeps nothing on the server. Files are not carried: the page says so. A form with a password is not
carried either: it would stand in the page for all to read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth import login
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as plain_csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.forms.auth import LoginForm

from heritage.accounts.second_person import ApprovalRefusedError

SALT = "heritage.accounts.typed-text"
LIFETIME = 7 * 24 * 3600  # seconds a sealed form can be sent again
TOKEN = "csrfmiddlewaretoken"  # noqa: S105

OPEN = {"wagtailadmin_login", "one_time_code", "sign_in_again"}
"""Addresses of the admin to which somebody who is not signed in may send a form."""


def seal(request: HttpRequest) -> str:
    """The posted form and where it was going, so that nobody can change it on the way."""
    fields = [
        (name, value) for name, values in request.POST.lists() if name != TOKEN for value in values
    ]
    content = {"path": request.get_full_path(), "fields": fields}
    return signing.dumps(content, salt=SALT, compress=True)


def unseal(sealed: str) -> dict[str, Any]:
    """What `seal` kept. Raises signing.BadSignature."""
    content: dict[str, Any] = signing.loads(sealed, salt=SALT, max_age=LIFETIME)
    return content


def in_admin(request: HttpRequest) -> bool:
    """Whether the request goes to the admin."""
    return request.path_info.startswith(reverse("wagtailadmin_home"))


def from_here(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent the form."""
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(sender).netloc == request.get_host()


def wants_page(request: HttpRequest) -> bool:
    """Whether a person waits for a page, and not a script for data."""
    ajax = request.headers.get("x-requested-with") == "XMLHttpRequest"
    return not ajax and request.accepts("text/html")


class TypedTextMiddleware:
    """Answers forms that come without a login, and approvals that may not be."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing by itself."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Ask to sign in again, with the form in hand."""
        if request.method != "POST" or not in_admin(request) or request.user.is_authenticated:
            return None
        if request.resolver_match and request.resolver_match.url_name in OPEN:
            return None
        return ask_to_sign_in(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say why an approval was refused; what was typed with it is saved already."""
        if not isinstance(error, ApprovalRefusedError):
            return None
        buttons = [messages.button(*error.way)] if error.way else None
        messages.error(request, str(error), buttons=buttons)
        if not wants_page(request):
            return JsonResponse({"error_message": str(error)}, status=403)
        return redirect(request.get_full_path())


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The login page with the form in hand; to a script, the news that the login ended."""
    message = _("Phiên làm việc đã hết. Hãy bấm Lưu để đăng nhập lại; chữ đã viết còn nguyên.")
    if not wants_page(request):
        answer = {"success": False, "error_code": "signed_out", "error_message": message}
        return JsonResponse(answer, status=401)
    if holds_password(request):
        return ask_once_more(request)
    context = {"form": LoginForm(request), "sealed": seal(request), "files": bool(request.FILES)}
    return never_cached(render(request, "admin/sign_in_again.html", context, status=401))


@never_cache
@require_POST
@sensitive_post_parameters("password")
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Sign in, then hand the form back to the browser to send it."""
    sealed = request.POST.get("sealed", "")
    try:
        content = unseal(sealed)
    except signing.BadSignature:
        return redirect("wagtailadmin_login")
    form = LoginForm(request, data=request.POST)
    if form.is_valid():
        login(request, form.get_user())
        request.session.set_expiry(0)
        return send_again(request, content)
    if getattr(request, "axes_locked_out", False):
        # Answered here and not by django-axes' own page, which would lose the form.
        request.axes_locked_out = False  # type: ignore[attr-defined]
        form.add_error(None, _("Sai mật khẩu quá nhiều lần. Hãy đợi rồi bấm Đăng nhập lần nữa."))
    context = {"form": form, "sealed": sealed}
    return render(request, "admin/sign_in_again.html", context)


def send_again(request: HttpRequest, content: dict[str, Any]) -> HttpResponse:
    """The form as hidden fields with a fresh security token: sent by script, or by a button."""
    return never_cached(render(request, "admin/send_again.html", content))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form with an outdated token: from our own page nothing is lost, from elsewhere refused."""
    if request.method == "POST" and in_admin(request) and from_here(request):
        if sealed := request.POST.get("sealed"):
            context = {"form": LoginForm(request), "sealed": sealed}
            return never_cached(render(request, "admin/sign_in_again.html", context))
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        if wants_page(request):
            if holds_password(request):
                return ask_once_more(request)
            return send_again(request, unseal(seal(request)) | {"ask": True})
    return plain_csrf_failure(request, reason=reason)


def holds_password(request: HttpRequest) -> bool:
    """Whether a password was typed in the form."""
    return any("password" in name and value for name, value in request.POST.items())


def ask_once_more(request: HttpRequest) -> HttpResponse:
    """The page afresh, where the password is typed again."""
    messages.warning(request, _("Trang ấy đã cũ nên mật khẩu chưa được gửi đi."))
    return redirect(request.get_full_path())


def never_cached(response: HttpResponse) -> HttpResponse:
    """Keep the page out of every cache: it holds what a person wrote."""
    response["Cache-Control"] = "no-store, private"
    return response
