"""Archive items: recordings, photographs, objects, manuscripts."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.models import Orderable

from heritage.calendars import edtf_dates
from heritage.peoples.models import PeopleLink, Person, PlaceLink, Term
from heritage.peoples.models.vocabulary import Scheme, term_field
from heritage.records.fields import languages_field, validate_edtf
from heritage.records.models import Identifier
from heritage.records.things import HeritageRecord


class Item(HeritageRecord):
    """One thing the archive holds or describes."""

    class Kind(models.TextChoices):
        """What it is."""

        PHOTOGRAPH = "photograph", _("ảnh")
        AUDIO = "audio", _("bản ghi âm")
        VIDEO = "video", _("phim")
        MANUSCRIPT = "manuscript", _("bản viết tay")
        OBJECT = "object", _("hiện vật")
        DOCUMENT = "document", _("tài liệu")
        MAP = "map", _("bản đồ")

    kind = "item"
    told_fields = ("title", "creator_role", "holder", "materials", "description", "credit")

    catalogue_number = models.CharField(_("số đăng ký"), max_length=40, blank=True, db_index=True)
    item_kind = models.CharField(_("loại tư liệu"), max_length=10, choices=Kind)
    created = models.CharField(
        _("niên đại"),
        max_length=40,
        blank=True,
        validators=[validate_edtf],
        help_text=_("Ghi như 1998, 2019-04; 1955~ là khoảng 1955; 197X là thập niên 1970."),
    )
    created_earliest = models.DateField(null=True, blank=True, editable=False, db_index=True)
    created_latest = models.DateField(null=True, blank=True, editable=False)
    creator_role = models.CharField(
        _("người làm ra, vai trò"),
        max_length=255,
        blank=True,
        help_text=_("Không bắt buộc nêu tên."),
    )
    holder = models.CharField(_("nơi giữ"), max_length=255, blank=True)
    languages = languages_field(
        _("ngôn ngữ"),
        help_text=_("Mã tiếng, cách nhau bằng dấu chấm phẩy: km;pi là tiếng Khmer và tiếng Pali."),
    )
    materials = models.CharField(_("chất liệu"), max_length=255, blank=True)
    material_terms = ParentalManyToManyField(
        Term,
        verbose_name=_("chất liệu theo danh mục"),
        blank=True,
        related_name="+",
        limit_choices_to={"scheme": Scheme.MATERIAL.value},
    )
    dimensions = models.CharField(_("kích thước, thời lượng"), max_length=160, blank=True)
    description = models.TextField(_("mô tả"), blank=True)
    rights = term_field(Scheme.RIGHTS, _("tuyên bố quyền"), blank=False)
    credit = models.CharField(_("ghi công"), max_length=255, blank=True)
    tags = ClusterTaggableManager(through="archive.ItemTag", blank=True, verbose_name=_("thẻ"))

    class Meta(HeritageRecord.Meta):
        verbose_name = _("tư liệu")
        verbose_name_plural = _("tư liệu")

    def set_created_bounds(self) -> None:
        """Keep the earliest and latest day of the EDTF date, for sorting and filters."""
        date = edtf_dates.parse(self.created) if self.created else None
        self.created_earliest = date.earliest if date else None
        self.created_latest = date.latest if date else None

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save with the bounds of the date."""
        self.set_created_bounds()
        return super().save(*args, **kwargs)


class ItemTag(TaggedItemBase):
    """A tag of an item."""

    content_object = ParentalKey(Item, on_delete=models.CASCADE, related_name="tagged_items")


class ItemPeople(PeopleLink):
    """A people the item belongs to."""

    owner = ParentalKey(Item, on_delete=models.CASCADE, related_name="people_links")


class ItemPlace(PlaceLink):
    """A place it comes from."""

    owner = ParentalKey(Item, on_delete=models.CASCADE, related_name="place_links")


class ItemPerson(Orderable):
    """A person who made, performed or is shown in the item."""

    class Role(models.TextChoices):
        """How the person is linked."""

        CREATOR = "creator", _("người làm ra")
        PERFORMER = "performer", _("người trình diễn")
        SHOWN = "shown", _("người trong hình")

    owner = ParentalKey(Item, on_delete=models.CASCADE, related_name="person_links")
    person = models.ForeignKey(
        Person, verbose_name=_("nhân vật"), on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(_("vai trò"), max_length=9, choices=Role)

    class Meta(Orderable.Meta):
        verbose_name = _("nhân vật")
        verbose_name_plural = _("nhân vật")


class RelationLink(Orderable):
    """Something else in the archive, of any kind, by its permanent identifier."""

    target = models.ForeignKey(
        Identifier, verbose_name=_("liên quan đến"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("liên quan")
        verbose_name_plural = _("liên quan")


class ItemRelation(RelationLink):
    """Something the item documents."""

    owner = ParentalKey(Item, on_delete=models.CASCADE, related_name="relation_links")
