"""What is personal is not kept longer than the page on personal data says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog
from django.contrib.sessions.models import Session
from django.utils import timezone

from heritage.feedback.knocks import WINDOW, knock
from heritage.feedback.models import Knock, Remark
from heritage.feedback.remarks import SENDER_KEPT, answer, close
from heritage.site.forgetting import ATTEMPTS_KEPT, forget

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_the_sender_of_a_remark_is_forgotten_when_it_has_been_done_for_so_long(said: Any) -> None:
    now = timezone.now()
    waits, done, over = (said(name="Thập", contact="0258", words=f"{n}") for n in range(3))
    answer(done, "Đã sửa.", by=None, seen=0)
    close(over, "Trùng.", by=None, seen=0)
    Remark.objects.filter(pk=waits.pk).update(at=now - SENDER_KEPT * 3)
    Remark.objects.filter(pk=done.pk).update(done_at=now - SENDER_KEPT + timedelta(minutes=1))
    Remark.objects.filter(pk=over.pk).update(done_at=now - SENDER_KEPT - SECOND)
    forget()
    kept = {remark.words: remark.is_personal for remark in Remark.objects.all()}
    assert kept == {"0": True, "1": True, "2": False}
    over.refresh_from_db()
    assert (over.state, [step.act for step in over.steps.all()]) == ("closed", ["closed", "erased"])
    forget()
    assert over.steps.count() == 2


def test_senders_are_kept_for_a_year_at_most() -> None:
    assert timedelta(0) < SENDER_KEPT <= timedelta(days=365)


def test_knocks_attempts_and_sessions_go_when_their_time_is_over() -> None:
    now = timezone.now()
    knock("send", "192.0.2.1")
    Knock.objects.create(purpose="send", network="x", at=now - WINDOW - SECOND)
    for model, more in ((AccessAttempt, {"failures_since_start": 1}), (AccessFailureLog, {})):
        for age in (timedelta(0), ATTEMPTS_KEPT + SECOND):
            who = {"ip_address": "192.0.2.1", "username": "x", "user_agent": str(age)}
            row = model.objects.create(**who, **more)
            model.objects.filter(pk=row.pk).update(attempt_time=now - age)
    for name, ends in (("a", now + SECOND * 60), ("b", now - SECOND)):
        Session.objects.create(session_key=name, session_data="", expire_date=ends)
    forget()
    assert Knock.objects.count() == 1
    assert AccessAttempt.objects.count() == AccessFailureLog.objects.count() == 1
    assert [session.session_key for session in Session.objects.all()] == ["a"]
