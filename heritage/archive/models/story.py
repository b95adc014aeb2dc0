"""Stories: told at length, leading into the archive."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase

from heritage.archive.models.item import RelationLink
from heritage.peoples.models import PeopleLink, PlaceLink
from heritage.records.fields import told_text
from heritage.records.pages import HeritagePage


class Story(HeritagePage):
    """A story by an author or a community."""

    kind = "story"
    told_fields = ("summary", "body", "byline")

    byline = models.CharField(_("người kể, người viết"), max_length=160, blank=True)
    summary = models.TextField(_("tóm tắt"), blank=True)
    body = told_text(_("nội dung"))
    tags = ClusterTaggableManager(through="archive.StoryTag", blank=True, verbose_name=_("thẻ"))

    parent_page_types = ["site.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("chuyện kể")
        verbose_name_plural = _("chuyện kể")


class StoryTag(TaggedItemBase):
    """A tag of a story."""

    content_object = ParentalKey(Story, on_delete=models.CASCADE, related_name="tagged_items")


class StoryPeople(PeopleLink):
    """A people the story is about."""

    owner = ParentalKey(Story, on_delete=models.CASCADE, related_name="people_links")


class StoryPlace(PlaceLink):
    """A place the story tells of."""

    owner = ParentalKey(Story, on_delete=models.CASCADE, related_name="place_links")


class StoryRelation(RelationLink):
    """Something the story leads to."""

    owner = ParentalKey(Story, on_delete=models.CASCADE, related_name="relation_links")
