"""Signing in on the public site: with a password, or for the first time with a code on paper."""

from __future__ import annotations

from typing import Any

from axes.helpers import get_client_ip_address
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from heritage.protocols.invitations import InvitationRefusedError, redeem
from heritage.site.community.forms import AccountForm, CodeForm, SignInForm
from heritage.site.community.languages import in_own_language

BACKEND = "django.contrib.auth.backends.ModelBackend"


NEXT = "tiep"
"""The parameter that says where to go after signing in."""

signed_in = login_required(login_url="community_sign_in", redirect_field_name=NEXT)
"""Decorator of views: whoever is not signed in does so first, and comes back."""


def _next(request: HttpRequest) -> str:
    """Where to go after signing in: where the person came from, if that is here."""
    wanted = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return in_own_language(wanted)
    return reverse("community_index")


@method_decorator([never_cache, sensitive_post_parameters("password")], "dispatch")
class SignInView(FormView[Any]):
    """User name and password."""

    template_name = "site/community/sign_in.html"
    form_class = SignInForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form asks the lock-out, which asks the request."""
        return super().get_form_kwargs() | {"request": self.request}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Where to go afterwards."""
        return super().get_context_data(**kwargs) | {"tiep": _next(self.request)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in."""
        login(self.request, form.get_user())
        return redirect(_next(self.request))


@never_cache
@sensitive_post_parameters("code", "password", "password_again")
def with_code(request: HttpRequest) -> HttpResponse:
    """A code on paper: first the code, then, for somebody new, a name and a password."""
    address = get_client_ip_address(request) or ""
    code = CodeForm(request.POST or None, address=address)
    if request.method != "POST" or not code.is_valid():
        return render(request, "site/community/code.html", {"code": code})
    invitation = code.invitation
    assert invitation is not None
    account = None
    if not request.user.is_authenticated:
        posted = request.POST if "username" in request.POST else None
        account = AccountForm(posted, person=invitation.person)
        if posted is None or not account.is_valid():
            context = {"code": code, "account": account, "invitation": invitation}
            return render(request, "site/community/code.html", context)
    try:
        with transaction.atomic():
            user: Any = account.save() if account is not None else request.user
            redeem(invitation, user)
    except (InvitationRefusedError, IntegrityError):
        # Sent twice at one moment, the second finds the name taken before it finds the code used.
        words = _(
            "Mã này không dùng được: có thể đã có người dùng, hoặc do chính bạn viết ra."
            " Cán bộ thì phải được người giữ mời."
        )
        code.add_error("code", words)
        return render(request, "site/community/code.html", {"code": code})
    if account is not None:
        login(request, user, BACKEND)
    words = _("Từ nay bạn là %(role)s của %(community)s.")
    values = {"role": invitation.get_role_display(), "community": invitation.community}
    messages.success(request, words % values)
    return redirect("community", invitation.community_id)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave."""
    logout(request)
    return redirect("community_sign_in")
