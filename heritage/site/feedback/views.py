"""“Góp ý, đính chính”: anybody writes about a page, without an account and without a cookie.

Exempt from Django's check against forged forms, which needs a cookie: these forms act with nobody's
rights. What is sent from another site's page is refused by its `Origin` all the same.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from axes.helpers import get_client_ip_address
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from heritage.feedback import knocks
from heritage.feedback.models import Remark, Step
from heritage.feedback.remarks import SENDER_KEPT, by_code, receive
from heritage.feedback.stamps import receipt_for
from heritage.site.feedback.forms import CodeForm, RemarkForm
from heritage.site.feedback.subjects import Subject, subject
from heritage.site.reader import Reader

BIGGEST = 256 * 1024
"""Bytes of a form that are read: 10,000 Khmer letters come back whole, a film does not come in."""
ASKED = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@csrf_exempt
@ASKED
@sensitive_post_parameters("words", "name", "contact")
def write(request: HttpRequest, identifier: str = "", kind: str = "") -> HttpResponse:
    """The form about a thing, a section or the archive; and its code once it is sent."""
    try:
        about = subject(request, identifier, kind)
    except Http404:
        if request.method != "POST" or not _is_read(request):
            raise
        # Closed, or gone, since the page was opened: the words can still be sent, without it.
        return _form(request, Subject(), RemarkForm(request.POST), "gone", 404)
    if request.method != "POST":
        return _form(request, about, RemarkForm())
    if not _is_read(request):
        return _form(request, about, RemarkForm(), "big", 413)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _form(request, about, form)
    data = form.cleaned_data
    receipt = receipt_for(data["stamp"], about.identifier, about.section, data["words"])
    if not Remark.objects.filter(receipt=receipt).exists():
        try:
            knocks.knock("send", get_client_ip_address(request) or "")
        except knocks.TooManyKnocksError:
            form.add_error(
                None,
                _("Quá nhiều lời gửi đến trong một giờ. Hãy đợi rồi gửi lại, hoặc gọi cơ quan."),
            )
            return _form(request, about, form, status=429)
    remark = receive(
        receipt,
        identifier=about.identifier,
        section=about.section,
        language=Reader.of(request).language,
        **{name: data[name] for name in ("kind", "words", "name", "contact")},
    )
    return render(request, "site/feedback/sent.html", {"remark": remark, "about": about})


@never_cache
@csrf_exempt
@ASKED
@sensitive_post_parameters("code")
def read_answer(request: HttpRequest) -> HttpResponse:
    """What became of a remark, for whoever has its code; nothing of what was written in it."""
    form = CodeForm(request.POST if request.method == "POST" and _is_read(request) else None)
    context: dict[str, Any] = {"form": form}
    if not form.is_valid():
        return render(request, "site/feedback/answer.html", context)
    address = get_client_ip_address(request) or ""
    try:
        knocks.refuse_knocker("code", address)
        remark = by_code(form.cleaned_data["code"])
        if remark is None:
            knocks.knock("code", address)
    except knocks.TooManyKnocksError:
        form.add_error("code", _("Thử quá nhiều lần. Hãy đợi một giờ rồi thử lại."))
        return render(request, "site/feedback/answer.html", context, status=429)
    if remark is None:
        form.add_error("code", _("Không có góp ý nào mang mã này. Hãy xem lại từng chữ."))
        return render(request, "site/feedback/answer.html", context)
    told = remark.steps.filter(act__in=[Step.Act.ANSWERED, Step.Act.CLOSED])
    context |= {"remark": remark, "steps": told}
    return render(request, "site/feedback/answer.html", context)


def _form(
    request: HttpRequest, about: Subject, form: RemarkForm, trouble: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "about": about,
        "trouble": trouble,
        "months_kept": SENDER_KEPT.days // 30,
    }
    return render(request, "site/feedback/form.html", context, status=status)


def _is_read(request: HttpRequest) -> bool:
    """Whether the form may be read: not too big, and sent from a page of ours."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not str(length).isdecimal() or int(length) > BIGGEST:
        return False
    origin = request.headers.get("Origin")
    return origin is None or _host(origin) == request.get_host().lower()


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
