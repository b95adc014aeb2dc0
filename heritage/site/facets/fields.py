"""Narrowing by a field of the thing itself: a choice, a term, a month."""

from __future__ import annotations

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heritage.peoples.models import Term
from heritage.records.fields import split_list
from heritage.site import wording
from heritage.site.facets.base import Counted, Facet, Rows
from heritage.site.reader import Reader


class ChoiceFacet(Facet):
    """A field with fixed choices."""

    def __init__(self, parameter: str, label: str | Promise, field: str) -> None:
        super().__init__(parameter, label)
        self.field = field

    def narrow(self, rows: Rows, value: str, reader: Reader) -> Rows:
        """Rows whose field has this value."""
        return rows.filter(**{self.field: value})

    def counts(self, rows: Rows, reader: Reader) -> list[Counted]:
        """The choices in the order in which the model names them."""
        found = dict(rows.order_by().values_list(self.field).annotate(n=Count("pk")))
        choices = rows.model._meta.get_field(self.field).flatchoices
        return [
            Counted(value, wording.sentence(str(label)), found[value])
            for value, label in choices
            if value in found
        ]

    def named(self, value: str, rows: Rows, reader: Reader) -> Counted | None:
        """One of the choices."""
        choices = dict(rows.model._meta.get_field(self.field).flatchoices)
        return (
            Counted(value, wording.sentence(str(choices[value])), 0) if value in choices else None
        )


class TermFacet(Facet):
    """A term of a vocabulary."""

    def __init__(self, parameter: str, label: str | Promise, field: str) -> None:
        super().__init__(parameter, label)
        self.field = field

    def narrow(self, rows: Rows, value: str, reader: Reader) -> Rows:
        """Rows with the term of this code."""
        return rows.filter(**{f"{self.field}__code": value})

    def counts(self, rows: Rows, reader: Reader) -> list[Counted]:
        """Terms in the order of their vocabulary."""
        found = dict(rows.order_by().values_list(self.field).annotate(n=Count("pk")))
        terms = Term.objects.filter(pk__in=[key for key in found if key is not None])
        return [Counted(term.code, wording.sentence(term.label), found[term.pk]) for term in terms]

    def named(self, value: str, rows: Rows, reader: Reader) -> Counted | None:
        """A term of the vocabulary of the field."""
        scheme = rows.model._meta.get_field(self.field).get_limit_choices_to()["scheme"]
        term = Term.objects.filter(scheme=scheme, code=value).first()
        return Counted(term.code, wording.sentence(term.label), 0) if term else None


class MonthFacet(Facet):
    """A month of the Gregorian year among the typical months; festivals are held in hundreds."""

    def __init__(self, field: str) -> None:
        super().__init__("thang", _("Tháng"))
        self.field = field

    def _by_month(self, rows: Rows) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for pk, text in rows.order_by().values_list("pk", self.field):
            for part in set(split_list(text)):
                found.setdefault(part, []).append(pk)
        return found

    def narrow(self, rows: Rows, value: str, reader: Reader) -> Rows:
        """Rows that name this month."""
        return rows.filter(pk__in=self._by_month(rows).get(value, []))

    def counts(self, rows: Rows, reader: Reader) -> list[Counted]:
        """January to December."""
        found = self._by_month(rows)
        return [
            Counted(str(value), wording.sentence(wording.month(value, reader.language)), len(pks))
            for value in range(1, 13)
            if (pks := found.get(str(value)))
        ]

    def named(self, value: str, rows: Rows, reader: Reader) -> Counted | None:
        """One of the twelve."""
        if value not in map(str, range(1, 13)):
            return None
        return Counted(value, wording.sentence(wording.month(int(value), reader.language)), 0)
