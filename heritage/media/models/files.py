"""A file of a thing: one original of the pipeline, in the words and rights of whom it belongs to.

One model for pictures, recordings, films and documents: all of them have the same words, rights
and rules, and what differs (`kind`) was found in the bytes. The same bytes may be files of several
things, each with its own words and its own audience; they are stored once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heritage.media.credits import say_credits
from heritage.media.models.words import StandingWords, Words
from heritage.records.belongings import Belonging
from heritage.records.models import Identifier
from media_pipeline.facts import Kind
from media_pipeline.models import Derivative, Original

if TYPE_CHECKING:
    from heritage.media.models.transcripts import Transcript

KIND = "file"
"""The word for files in permanent identifiers."""


class MediaFileQuerySet(models.QuerySet["MediaFile"]):
    """Files."""

    def with_derivatives(self) -> MediaFileQuerySet:
        """Each with its original, words and all that was made of it: three queries more."""
        made = models.Prefetch("original__jobs__files", Derivative.objects.order_by("pk"))
        told = self.select_related("original", "rights", "standing__rights")
        return told.prefetch_related(made, "transcripts")


def _fraction(verbose_name: Any) -> models.FloatField[Any, Any]:
    bounds = [MinValueValidator(0), MaxValueValidator(1)]
    return models.FloatField(verbose_name, null=True, blank=True, validators=bounds)


class MediaFile(Belonging, Words):
    """One picture, recording, film or document of a thing."""

    identifier = models.OneToOneField(
        Identifier,
        verbose_name=_("mã vĩnh viễn"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    original = models.ForeignKey(
        Original,
        verbose_name=_("bản gốc"),
        on_delete=models.PROTECT,
        related_name="media_files",
        editable=False,
    )
    position = models.PositiveIntegerField(_("thứ tự"), default=0, editable=False)
    """Among the files of the thing; the first picture stands for it in lists."""
    name = models.CharField(_("tên tệp"), max_length=255, editable=False)
    """With which it was sent for this thing: others sent the same bytes under other names, and
    what they were called there is nobody's business here."""
    focus_x = _fraction(_("điểm chính, từ trái"))
    focus_y = _fraction(_("điểm chính, từ trên"))
    shown = models.BooleanField(_("hiện trên trang"), default=False, editable=False)
    """Approved by a second person. Seen when its thing is, by whoever may see that."""
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người gửi"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người viết lời"),
        editable=False,
        related_name="+",
    )
    """Whoever wrote something of what nobody has approved yet."""
    added_at = models.DateTimeField(_("thêm lúc"), default=timezone.now, editable=False)
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người duyệt"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    shown_at = models.DateTimeField(_("duyệt lúc"), null=True, editable=False)
    """For the last time; it stays when the file is taken down."""

    objects = models.Manager.from_queryset(MediaFileQuerySet)()

    class Meta:
        verbose_name = _("tệp")
        verbose_name_plural = _("tệp")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["belongs_to", "original"], name="media_file_once")
        ]

    def __str__(self) -> str:
        return self.title or self.name

    @property
    def kind(self) -> Kind:
        """What it is."""
        return Kind(self.original.kind)

    @property
    def told(self) -> Words:
        """The words that visitors have: its own, or approved ones while newer wait."""
        try:
            standing: StandingWords = self.standing
        except StandingWords.DoesNotExist:
            return self
        # Taken down it has nothing that visitors see, but may have what was approved.
        return standing if self.shown else self

    @property
    def told_transcripts(self) -> list[Transcript]:
        """What is said in it, as visitors have it; nothing that a machine wrote and nobody read."""
        from heritage.media.models.transcripts import Transcript

        told = self.told
        if isinstance(told, StandingWords):
            return [Transcript(file=self, language=x, text=text) for x, text in told.transcripts]
        return [one for one in self.transcripts.all() if one.may_be_shown]

    @property
    def focus(self) -> Sequence[float] | None:
        """What must be seen of a picture, as the recipe takes it: a point."""
        if self.focus_x is None or self.focus_y is None:
            return None
        return (self.focus_x, self.focus_y, 0.0, 0.0)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with an identifier; what is said in derivatives follows."""
        if self.identifier_id is None:
            self.identifier = Identifier.objects.mint(KIND)
        super().save(*args, **kwargs)
        say_credits(self.original)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Take it away from its thing. The original stays: only an operator removes bytes."""
        gone = super().delete(*args, **kwargs)
        Identifier.objects.filter(pk=self.identifier_id).update(withdrawn_at=timezone.now())
        say_credits(self.original)
        return gone
