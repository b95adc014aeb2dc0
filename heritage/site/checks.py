"""What production cannot do without: `manage.py check --deploy`, and `manage.py start` insists."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError


@register(Tags.security, deploy=True)
def environment(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The variables that only the operator can know."""
    errors: list[CheckMessage] = []
    try:
        _ = settings.SECRET_KEY
    except ImproperlyConfigured:
        errors.append(
            Error(
                "SECRET_KEY is not set.",
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
    return errors


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
            f"Demo accounts exist: {', '.join(sorted(names))}.",
            hint="`make serve` needs an archive begun with DEMO=0, or these accounts removed"
            " (docs/operators.md).",
            id="site.E004",
        )
    ]
