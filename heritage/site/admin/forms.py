"""Edit forms of pages and records: what a draft may lack, what a translation may change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from heritage.peoples.models import People
from heritage.peoples.models.people import original_peoples
from heritage.records.required import MISSING, REQUIRED
from heritage.records.things import HeritageObject
from heritage.site.admin.choices import OpenChoices
from heritage.site.admin.meant_for import MeantForMixin
from search.analysis.slugs import slugify

if TYPE_CHECKING:
    from django.db.models import QuerySet

EMPTY_TEXT = re.compile(r"(\s*<p[^>]*>\s*</p>)+\s*")

OF_THE_ROW = frozenset({"slug", "go_live_at", "expire_at", "comment_notifications"})
"""Fields that each language has for itself, besides its told text."""


class PeopleBoxes(forms.CheckboxSelectMultiple):
    """Boxes to tick; where there is none yet, the way to the first people."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        """The boxes, or the sentence with the link."""
        context = self.get_context(name, value, attrs)
        if context["widget"]["optgroups"]:
            return self._render(self.template_name, context, renderer)  # type: ignore[attr-defined]
        return format_html(
            '<p>{} <a href="{}">{}</a></p>',
            gettext("Kho chưa có dân tộc nào."),
            reverse("dan-toc:choose_parent"),
            gettext("Thêm dân tộc"),
        )


class PeoplesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """The peoples a thing belongs to, as boxes to tick."""

    widget = PeopleBoxes

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(People.objects.none(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """The name of the people."""
        return str(obj.title)


def peoples(user: Any) -> QuerySet[People]:
    """The peoples open to `user`, in alphabetical order, without their long texts."""
    rows = People.objects.filter(**original_peoples()).order_by("sort_key")
    rows = rows.open_to(user)
    return rows.only("title", "sort_key", "locale", "translation_key", "depth")


class ThingForm(OpenChoices, WagtailAdminModelForm):
    """Shared by the forms of pages and records."""

    instance: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.is_original:
            self._only_told_text()
        elif (field := self.fields.get("peoples")) is not None:
            field.queryset = peoples(self.for_user)
            links = self.instance.people_links.all()
            self.initial["peoples"] = [link.people_id for link in links]
        for name in REQUIRED.get(self.instance.kind, ()):
            if name in self.fields:
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = MISSING[name]

    def _only_told_text(self) -> None:
        """Facts are edited at the original, and child rows stand there only."""
        thing: HeritageObject = self.instance
        keep = OF_THE_ROW | set(thing.told_fields)
        if isinstance(self, WagtailAdminPageForm):
            keep |= {"title"}
        for name in set(self.fields) - keep:
            del self.fields[name]
        for name in thing.fact_relations():
            self.formsets.pop(name, None)

    def is_valid(self) -> bool:
        """Whether it can be saved; if not, the message above the form names every field."""
        valid: bool = super().is_valid()
        if self.is_bound and not valid and not self.non_field_errors():
            for row_error in self._errors_of_rows():
                self.add_error(None, row_error)
            self.add_error(None, _("Sửa những ô ấy rồi lưu lại; chữ đã viết còn nguyên ở đây."))
        return valid

    def _errors_of_rows(self) -> Iterator[str]:
        for formset in self.formsets.values():
            rows = capfirst(str(formset.model._meta.verbose_name))
            for number, row in enumerate(formset.forms, start=1):
                if formset._should_delete_form(row):
                    continue
                for name, errors in row.errors.items():
                    label = f", {row[name].label}" if name in row.fields else ""
                    yield f"{rows} {number}{label}: {' '.join(errors)}"

    def clean(self) -> dict[str, Any]:
        """Texts as they are everywhere else: browsers send line ends of their own, and for a text
        left empty sometimes a paragraph without words, sometimes nothing.

        Who approves would else have changed the text, and be refused as its author.
        """
        data: dict[str, Any] = super().clean()
        for name, value in data.items():
            if isinstance(value, str):
                data[name] = "" if EMPTY_TEXT.fullmatch(value) else value.replace("\r\n", "\n")
        return data

    def _post_clean(self) -> None:
        """In a draft, what is left empty is no mistake, whatever the model says about it."""
        super()._post_clean()
        if not self.is_deferred_validation:
            return
        for name in list(self.errors):
            if name in self.fields and self.cleaned_data.get(name) in (None, "", []):
                submitted = self.fields[name].widget.value_from_datadict(
                    self.data, self.files, self.add_prefix(name)
                )
                if not submitted and name != "title":
                    del self.errors[name]

    def save(self, commit: bool = True) -> Any:
        """Save, with the peoples in the order they had, new ones last."""
        if "peoples" in self.fields:
            self._set_peoples()
        return super().save(commit=commit)

    def _set_peoples(self) -> None:
        relation = type(self.instance).people_links.rel.related_model
        present = {link.people_id: link for link in self.instance.people_links.all()}
        chosen = {people.pk: people for people in self.cleaned_data["peoples"]}
        # A people that is closed to whoever edits was not among his boxes: it stays.
        offered = set(self.fields["peoples"].queryset.values_list("pk", flat=True))
        kept = [link for pk, link in present.items() if pk in chosen or pk not in offered]
        new = [relation(people=people) for pk, people in chosen.items() if pk not in present]
        links = [*kept, *new]
        for number, link in enumerate(links):
            link.sort_order = number
        self.instance.people_links = links


class PeoplesFormMixin(forms.Form):
    """Adds the boxes, for the kinds that belong to peoples."""

    peoples = PeoplesField(
        label=_("Dân tộc"),
        required=False,
        help_text=_("Nội dung này là của dân tộc nào. Chọn được nhiều."),
    )


class ThingPageForm(ThingForm, WagtailAdminPageForm):
    """The form of a page.

    Until it is first published its address follows the title, as officers do not think of addresses
    (and as the first autosave sees half a title only). From then on it changes by hand.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.first_published_at is None:
            self.fields.pop("slug", None)

    def clean(self) -> dict[str, Any]:
        """Choose the address of a page that has never been public."""
        data: dict[str, Any] = super().clean()
        page = self.instance
        if "slug" not in self.fields and data.get("title") and _follows_title(page):
            page.slug = _free_slug(slugify(data["title"]), self.parent_page, page)
        return data


def _follows_title(page: Any) -> bool:
    """Whether the address was made from the title it still has."""
    number = rf"{re.escape(slugify(page.title))}(-\d+)?"
    return page.pk is None or bool(re.fullmatch(number, page.slug))


def _free_slug(base: str, parent: Any, page: Any) -> str:
    """`base`, or the first of `base-2`, `base-3` … that no other page under `parent` has."""
    candidate, number = base, 1
    while not type(page)._slug_is_available(candidate, parent, page):
        number += 1
        candidate = f"{base}-{number}"
    return candidate


class PeoplesPageForm(MeantForMixin, PeoplesFormMixin, ThingPageForm):
    """Pages that belong to peoples."""


class PeoplesRecordForm(MeantForMixin, PeoplesFormMixin, ThingForm):
    """Records that belong to peoples."""
