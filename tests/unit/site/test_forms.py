"""What stands beside a field is said in the reader's language, not in that of the start."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django import forms
from django.utils.functional import Promise

MODULES = (
    *(f"heritage.site.community.{name}" for name in ("forms", "label_forms", "consent_forms")),
    *(f"heritage.site.admin.{name}" for name in ("restricted", "meant_for", "feedback")),
    *("heritage.site.feedback.forms", "heritage.accounts.forms", "heritage.exchange.forms"),
)


def all_forms(name: str) -> list[Any]:
    found = vars(import_module(name)).values()
    return [one for one in found if isinstance(one, type) and issubclass(one, forms.BaseForm)]


@pytest.mark.parametrize("name", MODULES)
def test_labels_and_hints_wait_for_the_language(name: str) -> None:
    for form in all_forms(name):
        for field_name, field in form.base_fields.items():
            for text in (field.label, field.help_text):
                assert not text or isinstance(text, Promise), (form, field_name, text)
