"""Notices: information pages about policy, law, health, disaster and work."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase

from heritage.peoples.models import PeopleLink
from heritage.peoples.models.vocabulary import Scheme, term_field
from heritage.records.fields import languages_field, told_text
from heritage.records.pages import HeritagePage


class Notice(HeritagePage):
    """One notice, in plain words."""

    kind = "notice"
    told_fields = ("summary", "body")

    topic = term_field(Scheme.NOTICE_TOPIC, _("chủ đề"), blank=False)
    published_on = models.DateField(_("ngày đăng"), null=True, blank=False)
    summary = models.TextField(_("tóm tắt"), blank=True)
    body = told_text(_("nội dung"))
    audio_languages = languages_field(
        _("cần thu tiếng"),
        help_text=_(
            "Những tiếng nên có bản đọc: mã tiếng, cách nhau bằng dấu chấm phẩy, như km;cjm."
        ),
    )
    tags = ClusterTaggableManager(through="archive.NoticeTag", blank=True, verbose_name=_("thẻ"))

    parent_page_types = ["site.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("thông báo")
        verbose_name_plural = _("thông báo")


class NoticeTag(TaggedItemBase):
    """A tag of a notice."""

    content_object = ParentalKey(Notice, on_delete=models.CASCADE, related_name="tagged_items")


class NoticePeople(PeopleLink):
    """A people the notice is meant for."""

    owner = ParentalKey(Notice, on_delete=models.CASCADE, related_name="people_links")
