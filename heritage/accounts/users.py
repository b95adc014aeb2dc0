"""The list of accounts in the admin, with one-time codes instead of passwords."""

from __future__ import annotations

from django import forms
from wagtail.users.views.users import UserViewSet

from heritage.accounts.forms import PersonCreationForm, PersonEditForm


class PersonViewSet(UserViewSet):
    """Accounts: names, roles, whether they may sign in."""

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:  # type: ignore[type-arg]
        """The form for a new or an existing account."""
        return PersonEditForm if for_update else PersonCreationForm
