"""What a form offers to choose from: open things. What was chosen and is closed has no name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from wagtail.admin.widgets.chooser import BaseChooser

from heritage.protocols.audiences import visible_to
from heritage.records.things import HeritageObject
from heritage.site.admin.closed import name_for


class OpenChooser(BaseChooser):
    """The chooser of a record. It is told by the form who looks at it."""

    user: Any = None

    def get_display_title(self, instance: Any) -> str:
        """The title, or that it is closed."""
        return name_for(instance, self.user)


def offer_open(form: forms.BaseForm, user: Any) -> None:
    """Let every field that names a thing offer what is open to `user`, and keep what stands there.

    Nothing is lost when somebody saves a form with a thing in it that is closed to him.
    """
    for name, field in form.fields.items():
        queryset = getattr(field, "queryset", None)
        if queryset is None or not issubclass(queryset.model, HeritageObject):
            continue
        chosen = form.initial.get(name) or []
        kept = chosen if isinstance(chosen, list) else [chosen]
        keys = [getattr(one, "pk", one) for one in kept]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = queryset.filter(visible_to(user) | Q(pk__in=keys))
        field.label_from_instance = lambda obj: name_for(obj, user)  # type: ignore[method-assign]
        if isinstance(field.widget, OpenChooser):
            field.widget.user = user


class OpenChoices:
    """Mixin of forms that Wagtail tells for whom they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_open(self, self.for_user)  # type: ignore[arg-type,attr-defined]
