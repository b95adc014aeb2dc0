"""Words that mean the same to whoever searches: old names of places, ways to write one thing.

The other names of peoples stand with each people.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from search.analysis.synonyms import Name

SEARCH_ONLY = "!"
"""Before a name that finds and is never shown."""


class Synonym(models.Model):
    """A group of names; whoever types one of them finds the others, too."""

    names = models.TextField(
        _("các tên cùng nghĩa"),
        help_text=_(
            "Mỗi dòng một tên: gõ tên này thì tìm được cả tên kia. Đặt dấu “!” trước tên chỉ để"
            " tìm, không bao giờ hiện ra."
        ),
    )
    note = models.CharField(_("ghi chú"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("từ cùng nghĩa")
        verbose_name_plural = _("từ cùng nghĩa")
        ordering = ["names"]

    def __str__(self) -> str:
        return ", ".join(name.text for name in self.group if not name.search_only)

    def clean(self) -> None:
        """Keep one name on each line. Raises ValidationError for fewer than two."""
        lines = (line.strip() for line in self.names.splitlines())
        self.names = "\n".join(dict.fromkeys(line for line in lines if line.strip("! ")))
        if len(self.names.splitlines()) < 2:
            raise ValidationError({"names": _("Hãy ghi ít nhất hai tên, mỗi dòng một tên.")})

    @property
    def group(self) -> list[Name]:
        """The names, as the search takes them."""
        return [
            Name(line.lstrip(f"{SEARCH_ONLY} "), search_only=line.startswith(SEARCH_ONLY))
            for line in self.names.splitlines()
        ]
