"""What the admin adds to models of the apps below it, once, when all apps are ready."""

from django.apps import apps

from heritage.accounts.roles import PAGES
from heritage.site.admin.editing_pages import PAGE_FORMS
from heritage.site.admin.permissions import register_policies
from heritage.site.admin.typed import register_fields


def attach() -> None:
    """Give pages their edit forms and records their permission policy."""
    register_policies()
    register_fields()
    for kind, form in PAGE_FORMS.items():
        apps.get_model(PAGES[kind]).edit_handler = form()
