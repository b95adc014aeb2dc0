"""What is not kept for good goes when its time is over: the worker looks each minute.

The institution's page on personal data says how long; what it says has to be what happens here.
"""

from __future__ import annotations

from datetime import timedelta

from axes.models import AccessAttempt, AccessFailureLog
from django.contrib.sessions.models import Session
from django.utils import timezone

from heritage.feedback.knocks import forget_knocks
from heritage.feedback.remarks import forget_senders
from heritage.site.exports.files import forget_files

ATTEMPTS_KEPT = timedelta(hours=1)
"""Wrong passwords and codes with the address they came from: longer than anybody is locked out."""


def forget() -> None:
    """Delete what is over. Can be run at any time, and by several at once."""
    forget_senders()
    forget_knocks()
    forget_files()
    now = timezone.now()
    for attempts in (AccessAttempt, AccessFailureLog):
        attempts.objects.filter(attempt_time__lte=now - ATTEMPTS_KEPT).delete()
    Session.objects.filter(expire_date__lte=now).delete()
