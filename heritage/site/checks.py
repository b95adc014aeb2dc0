"""What production cannot do without: `manage.py check --deploy`, and `manage.py start` insists."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks.security.base import (
    SECRET_KEY_INSECURE_PREFIX,
    SECRET_KEY_MIN_LENGTH,
    SECRET_KEY_MIN_UNIQUE_CHARACTERS,
)
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError


@register(Tags.security, deploy=True)
def environment(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The variables that only the operator can know."""
    errors: list[CheckMessage] = []
    if message := _weakness_of_key():
        errors.append(
            Error(
                message,
                hint="A long random text that only this server knows; docs/operators.md says how"
                " to make one.",
                id="site.E001",
            )
        )
    if not settings.ALLOWED_HOSTS:
        errors.append(
            Error(
                "ALLOWED_HOSTS is not set.",
                hint="The names the archive is reached by, e.g. ALLOWED_HOSTS=di-san.example.vn",
                id="site.E002",
            )
        )
    if urlsplit(settings.SITE_URL).scheme != "https":
        errors.append(
            Error(
                "SITE_URL is not set, or does not begin with https://.",
                hint="The address of the archive, e.g. SITE_URL=https://di-san.example.vn",
                id="site.E003",
            )
        )
    if settings.DEMO:
        errors.append(
            Error(
                "DEMO is set: demo accounts, whose passwords are shown, are not for the public.",
                hint="Begin with DEMO=0 make serve, and see that .env says nothing else.",
                id="site.E005",
            )
        )
    return errors


@register()
def projected(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every page and record is found, or left out on purpose."""
    from heritage.site.indexing.book import unsaid

    return [
        Error(
            f"Nobody has said what the search finds of {label}.",
            hint="A Projection beside the model, or a reason in heritage/site/indexing/book.py.",
            id="site.E010",
        )
        for label in unsaid()
    ]


def _weakness_of_key() -> str:
    """What is wrong with SECRET_KEY; empty when nothing is. Django itself only warns of it."""
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:
        return "SECRET_KEY is not set."
    if key.startswith(SECRET_KEY_INSECURE_PREFIX):
        return f"SECRET_KEY begins with {SECRET_KEY_INSECURE_PREFIX}: it is only an example."
    if len(key) < SECRET_KEY_MIN_LENGTH:
        return f"SECRET_KEY has {len(key)} characters, fewer than {SECRET_KEY_MIN_LENGTH}."
    if len(set(key)) < SECRET_KEY_MIN_UNIQUE_CHARACTERS:
        return f"SECRET_KEY has fewer than {SECRET_KEY_MIN_UNIQUE_CHARACTERS} different characters."
    return ""


@register(Tags.database, deploy=True)
def demo_accounts(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Accounts whose passwords were printed on a screen have no place in production."""
    try:
        names = list(
            get_user_model()
            ._default_manager.filter(is_demo=True)
            .values_list("username", flat=True)
        )
    except DatabaseError:
        return []  # not migrated yet: there are no accounts at all
    if not names:
        return []
    return [
        Error(
            f"{len(names)} demo accounts exist, {min(names)} among them.",
            hint="Demo accounts are not taken out one by one: begin an archive for the public with"
            " DEMO=0 and an empty DATA_DIR (docs/operators.md).",
            id="site.E004",
        )
    ]
