"""Persons named in records: creators, performers, those shown."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase

from heritage.peoples.models.links import PeopleLink
from heritage.records.fields import list_field, told_text
from heritage.records.things import HeritageRecord


class Person(HeritageRecord):
    """A person. Never public by itself: a name and an ethnicity are personal data."""

    class Living(models.TextChoices):
        """Whether the person lives; decides which consent is needed."""

        YES = "yes", _("còn sống")
        NO = "no", _("đã mất")
        UNKNOWN = "unknown", _("chưa rõ")

    kind = "person"
    told_fields = ("roles", "biography")
    preview_modes: ClassVar[list[tuple[str, str]]] = []

    other_names = list_field(_("tên khác"), help_text=_("Cách nhau bằng dấu chấm phẩy."))
    roles = list_field(_("vai trò"), help_text=_("Nghệ nhân, thầy cúng, người sưu tầm…"))
    living = models.CharField(_("còn sống"), max_length=7, choices=Living, default=Living.UNKNOWN)
    biography = told_text(_("tiểu sử"))
    tags = ClusterTaggableManager(through="peoples.PersonTag", blank=True, verbose_name=_("thẻ"))

    class Meta(HeritageRecord.Meta):
        verbose_name = _("nhân vật")
        verbose_name_plural = _("nhân vật")


class PersonTag(TaggedItemBase):
    """A tag of a person."""

    content_object = ParentalKey(Person, on_delete=models.CASCADE, related_name="tagged_items")


class PersonPeople(PeopleLink):
    """A people the person belongs to."""

    owner = ParentalKey(Person, on_delete=models.CASCADE, related_name="people_links")
