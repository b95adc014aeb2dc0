"""A forgotten password, without e-mail: an administrator hands over a code that works once.

Eight characters of 27 without look-alikes (about 2.8e11 codes), kept only as a hash, good for
24 hours and five attempts; attempts from one address are limited besides. Those are counted in a
table of django-axes: a cache counts neither for all processes nor for a whole hour.
"""

from __future__ import annotations

from datetime import timedelta

from axes.models import AccessFailureLog
from axes.utils import reset as forget_failed_logins
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from heritage.accounts.models import OneTimeCode, User
from heritage.accounts.spoken_codes import mint
from heritage.accounts.spoken_codes import typed as as_minted

LENGTH = 8
LIFETIME = timedelta(hours=24)
ATTEMPTS = 5
ATTEMPTS_PER_ADDRESS = 20
ADDRESS_WINDOW = timedelta(hours=1)
COUNTED_AS = "one-time-code"
"""What an attempt bears in place of a path."""


class CodeRefusedError(Exception):
    """The code cannot be used. Deliberately does not say which part was wrong."""


class TooManyAttemptsError(CodeRefusedError):
    """Too many attempts from one address within an hour."""


def issue(user: User, issued_by: User | None) -> str:
    """A new code for `user`; an earlier one stops working. This is the only time it is seen."""
    code = mint(LENGTH)
    now = timezone.now()
    OneTimeCode.objects.update_or_create(
        user=user,
        defaults={
            "digest": make_password(code),
            "issued_by": issued_by,
            "issued_at": now,
            "expires_at": now + LIFETIME,
            "attempts_left": ATTEMPTS,
        },
    )
    return code


def check(username: str, typed: str, address: str) -> OneTimeCode:
    """The code of `username`, if `typed` is it. Counts the attempt.

    Raises CodeRefusedError (wrong, expired, used up, unknown name, account closed) or
    TooManyAttemptsError.
    """
    count_attempt(address)
    code = as_minted(typed)
    row = (
        OneTimeCode.objects.select_related("user")
        .filter(user__username=username, user__is_active=True)
        .first()
    )
    if row is None:
        make_password(code)  # as slow as a real check: the time taken names no account
        raise CodeRefusedError
    counted = OneTimeCode.objects.filter(
        pk=row.pk, attempts_left__gt=0, expires_at__gt=timezone.now()
    ).update(attempts_left=F("attempts_left") - 1)
    if not counted or not check_password(code, row.digest):
        raise CodeRefusedError
    return row


@transaction.atomic
def redeem(row: OneTimeCode, password: str) -> User:
    """Give the owner of a checked code his new password; the code is gone.

    Raises CodeRefusedError when it was redeemed in the meantime.
    """
    if not OneTimeCode.objects.filter(pk=row.pk, digest=row.digest).delete()[0]:
        raise CodeRefusedError
    user = row.user
    user.set_password(password)
    user.save(update_fields=["password"])
    forget_failed_logins(username=user.get_username())
    return user


def give_back_attempt(row: OneTimeCode) -> None:
    """The code was right and only the new password was not good enough."""
    OneTimeCode.objects.filter(pk=row.pk).update(attempts_left=F("attempts_left") + 1)


def count_attempt(address: str) -> None:
    """Note an attempt from an address. Raises TooManyAttemptsError."""
    attempts = AccessFailureLog.objects.filter(path_info=COUNTED_AS)
    attempts.filter(attempt_time__lte=timezone.now() - ADDRESS_WINDOW).delete()
    # Written before counting: of two at the same time at least one sees the other.
    attempt = AccessFailureLog.objects.create(path_info=COUNTED_AS, ip_address=address or None)
    if attempts.filter(ip_address=attempt.ip_address).count() > ATTEMPTS_PER_ADDRESS:
        attempt.delete()
        raise TooManyAttemptsError
