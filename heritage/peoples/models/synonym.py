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
NARROWER = ">"
"""Before a name of less: who types another one of the group finds it, but not the other way."""


class Synonym(models.Model):
    """A group of names; whoever types one of them finds the others, too."""

    names = models.TextField(
        _("các tên cùng nghĩa"),
        help_text=_(
            "Mỗi dòng một tên: gõ tên này thì tìm được cả tên kia. Đặt dấu “!” trước tên chỉ để"
            " tìm, không bao giờ hiện ra; đặt dấu “>” trước tên hẹp hơn: gõ “nhạc cụ” thì tìm được"
            " cả “> đàn”, mà gõ “đàn” thì không tìm mọi nhạc cụ."
        ),
    )
    note = models.CharField(_("ghi chú"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("từ cùng nghĩa")
        verbose_name_plural = _("từ cùng nghĩa")
        ordering = ["names"]

    def __str__(self) -> str:
        shown = [name for name in self.group if not name.search_only]
        same = ", ".join(name.text for name in shown if not name.narrower)
        narrower = ", ".join(name.text for name in shown if name.narrower)
        return " › ".join(filter(None, (same, narrower)))

    def clean(self) -> None:
        """Keep one name on each line. Raises ValidationError for fewer than two."""
        lines = (line.strip() for line in self.names.splitlines())
        marks = f"{SEARCH_ONLY}{NARROWER} "
        self.names = "\n".join(dict.fromkeys(line for line in lines if line.strip(marks)))
        if len(self.names.splitlines()) < 2:
            raise ValidationError({"names": _("Hãy ghi ít nhất hai tên, mỗi dòng một tên.")})
        if all(name.narrower for name in self.group):
            raise ValidationError(
                {"names": _("Hãy ghi ít nhất một tên chung, không có dấu “>” đằng trước.")}
            )

    @property
    def group(self) -> list[Name]:
        """The names, as the search takes them."""
        return [_name(line) for line in self.names.splitlines()]


def _name(line: str) -> Name:
    text = line.lstrip(f"{SEARCH_ONLY}{NARROWER} ")
    marks = line[: len(line) - len(text)]
    return Name(
        text,
        search_only=SEARCH_ONLY in marks,
        narrower=NARROWER in marks,
        # Nobody writes nhac cu of anything else.
        ambiguous=False if " " in text else None,
    )
