"""Signing in with a one-time code, and giving one."""

from __future__ import annotations

from axes.helpers import get_client_ip_address
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.log_actions import log

from heritage.accounts import one_time_codes
from heritage.accounts.forms import OneTimeCodeForm
from heritage.accounts.models import User
from heritage.accounts.spoken_codes import spaced


@never_cache
@sensitive_post_parameters("code", "password", "password_again")
def one_time_code(request: HttpRequest) -> HttpResponse:
    """Choose a password with a code from the administrator."""
    address = get_client_ip_address(request) or ""
    form = OneTimeCodeForm(request.POST or None, address=address)
    if request.method == "POST" and form.is_valid() and form.row is not None:
        try:
            user = one_time_codes.redeem(form.row, form.cleaned_data["password"])
        except one_time_codes.CodeRefusedError:
            form.add_error(None, _("Mã này vừa được dùng rồi. Hãy xin người quản trị mã khác."))
        else:
            log(instance=user, action="accounts.password_by_code", user=user)
            messages.success(request, _("Đã đặt mật khẩu mới. Hãy đăng nhập."))
            return redirect("wagtailadmin_login")
    return render(request, "admin/one_time_code.html", {"form": form})


@never_cache
def give_code(request: HttpRequest, pk: int) -> HttpResponse:
    """An administrator makes a code for somebody, and sees it once."""
    person = get_object_or_404(User, pk=pk)
    administrator = request.user
    assert isinstance(administrator, User)
    allowed = administrator.has_perm("accounts.change_user")
    if not allowed or (person.is_superuser and not administrator.is_superuser):
        raise PermissionDenied
    code = None
    if request.method == "POST":
        code = spaced(one_time_codes.issue(person, administrator))
        log(instance=person, action="accounts.issue_code", user=administrator)
    return render(request, "admin/give_code.html", {"person": person, "code": code})
