"""What has changed and what the index holds, as rows.

A change is written by the database itself, in the transaction that changes something
(`search.changes`), and deleted once the engine has what became of it (`search.indexing`).
"""

from __future__ import annotations

from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from search.fields import CodePointField

LONGEST = 64
"""Characters of the identifier of a document."""


class Change(models.Model):
    """Something has changed that a document tells of."""

    document = models.CharField(_("mã vĩnh viễn"), max_length=LONGEST, db_index=True)
    closes = models.BooleanField(db_default=False)
    """Perhaps it is meant for fewer people since: until the engine knows, nobody finds it."""
    at = models.DateTimeField(_("lúc"), db_default=Now())
    failures = models.PositiveSmallIntegerField(_("số lần không được"), db_default=0)
    reason = models.TextField(_("lý do"), db_default="")
    due_at = models.DateTimeField(_("thử lại lúc"), db_default=Now(), db_index=True)

    class Meta:
        verbose_name = _("thay đổi chờ lập chỉ mục")
        verbose_name_plural = _("thay đổi chờ lập chỉ mục")
        indexes = [
            # Each page asks for them, also while a load leaves a hundred thousand others.
            models.Index(
                fields=["document"], condition=models.Q(closes=True), name="search_closing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.pk})"


class Reading(models.Model):
    """How often documents have been read from the database: the versions of what was read.

    Whoever takes a higher number reads later, and so what is at least as new.
    """

    number = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    @transaction.atomic
    def take(cls) -> int:
        """A number above all that were taken before; nothing may be read before it is taken."""
        if not cls.objects.filter(pk=1).update(number=models.F("number") + 1):
            cls.objects.create(pk=1, number=1)
        return cls.objects.get(pk=1).number

    @classmethod
    def in_turn(cls) -> None:
        """Wait until nobody else is writing down what was read, and keep others waiting to the end
        of this transaction: who compares versions and then writes must not be overtaken."""
        cls.objects.select_for_update().filter(pk=1).first()


class Indexed(models.Model):
    """A document as the engine was last given it."""

    document = models.CharField(primary_key=True, max_length=LONGEST)
    version = models.BigIntegerField()
    """In which the engine has it."""
    read = models.BigIntegerField()
    """In which it was read last: the same or, where there was nothing to write, a later one."""
    digest = models.CharField(max_length=32)
    """Of what was given, so that the same is not given twice."""
    removed = models.BooleanField(default=False)
    """It was taken away; kept until the next rebuild, so that what was read before stays out."""

    def __str__(self) -> str:
        return f"{self.document} ({self.version})"


class Beginning(models.Model):
    """A title from one of its words on, folded: what somebody may have begun to type."""

    document = models.CharField(max_length=LONGEST, db_index=True)
    kind = models.CharField(max_length=32)
    language = models.CharField(max_length=35)
    """BCP 47, of the title."""
    title = models.CharField(max_length=255)
    folded = CodePointField(max_length=80)
    first = CodePointField(max_length=80)
    """The first word of it, folded: together the vocabulary of all titles."""
    word = models.PositiveSmallIntegerField()
    """Where in the title it begins: 0 is its first word."""
    rank = models.IntegerField()
    """The lower, the earlier it is suggested (`search.beginnings`)."""
    audience = models.IntegerField()

    class Meta:
        indexes = [
            # Of a beginning that thousands of titles have, the best few are read.
            models.Index(fields=["rank", "folded", "audience"], name="beginning_ranked"),
            models.Index(fields=["first", "rank", "audience"], name="beginning_first"),
        ]

    def __str__(self) -> str:
        return f"{self.folded} ({self.document})"
