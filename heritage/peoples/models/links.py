"""How pages and records name the peoples and places they concern, in order."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable

from heritage.peoples.models.people import People, original_peoples


class PeopleLink(Orderable):
    """One of the peoples a thing belongs to. Subclasses add `owner`, a ParentalKey."""

    people = models.ForeignKey(
        People,
        verbose_name=_("dân tộc"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=original_peoples,
    )

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("dân tộc")
        verbose_name_plural = _("dân tộc")

    def __str__(self) -> str:
        return self.people.title


class PlaceLink(Orderable):
    """One of the places a thing comes from, with its name as recorded at the time."""

    place = models.ForeignKey(
        "peoples.Place", verbose_name=_("địa danh"), on_delete=models.PROTECT, related_name="+"
    )
    name_as_recorded = models.CharField(
        _("tên khi ghi chép"),
        max_length=120,
        blank=True,
        help_text=_("Tên nơi này trong tài liệu gốc, nếu khác tên hôm nay."),
    )

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("địa danh")
        verbose_name_plural = _("địa danh")

    def __str__(self) -> str:
        return self.name_as_recorded or self.place.title
