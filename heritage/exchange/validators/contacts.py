"""Telephone numbers and e-mail addresses: sane enough to be called and written to."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from heritage.exchange.validators.problems import Fault

_PHONE = re.compile(r"\+?[0-9][0-9 .()/-]*")
_LOST_ZERO = re.compile("[35789][0-9]{8}|2[0-9]{9}")
_EMAIL = EmailValidator()
_MAX_EMAIL = 254
"""Characters, RFC 5321."""
_MIN_DIGITS, _MAX_DIGITS = 8, 15
"""Digits of a number: eight for the shortest line with its area code, fifteen by ITU-T E.164."""


def parse_phone(text: str) -> str | Fault | None:
    """Return a telephone number as written, blanks single.

    Short numbers (113, 1900 …) are no makers' numbers. A spreadsheet takes a number for a number
    and drops the 0 it begins with; what is left of a Vietnamese one (nine digits of a mobile, ten
    of a land line) is recognised.
    """
    phone = " ".join(text.split())
    if not phone:
        return None
    if not _PHONE.fullmatch(phone):
        return Fault("phone_malformed")
    digits = re.sub(r"\D", "", phone)
    if _LOST_ZERO.fullmatch(digits) and not phone.startswith("+"):
        return Fault("phone_lost_zero", {"meant": f"0{digits}"})
    if not _MIN_DIGITS <= len(digits) <= _MAX_DIGITS:
        return Fault("phone_length", {"count": len(digits)})
    return phone


def parse_email(text: str) -> str | Fault | None:
    """Return an e-mail address, as Django's own validator accepts it."""
    email = text.strip()
    if not email:
        return None
    try:
        _EMAIL(email)
    except ValidationError:
        return Fault("email_malformed")
    return email if len(email) <= _MAX_EMAIL else Fault("email_malformed")
