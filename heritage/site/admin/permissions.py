"""Which policy decides over records in the admin."""

from django.apps import apps
from wagtail.permissions import register_permission_policy

from heritage.accounts.policies import RecordPermissionPolicy
from heritage.accounts.roles import RECORDS


def register_policies() -> None:
    """Let Wagtail ask our policy for each kind of record. Called once, when the apps are ready."""
    for label in RECORDS.values():
        model = apps.get_model(label)
        register_permission_policy(model, RecordPermissionPolicy(model))
