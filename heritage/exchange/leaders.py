"""Who may let a load publish: somebody who may publish the archive's records."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import DraftStateMixin, Page

from heritage.records.things import kinds


def may_lead(user: Any) -> bool:
    """Whether `user` may publish records of every kind."""
    if not user.is_active:
        return False
    records = [
        model._meta
        for model in kinds().values()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return all(user.has_perm(f"{meta.app_label}.publish_{meta.model_name}") for meta in records)


def leader_called(username: str) -> Any:
    """The account of that name, if it may publish; None otherwise."""
    User = get_user_model()
    user = User._default_manager.filter(username=username).first()
    return user if user is not None and may_lead(user) else None
