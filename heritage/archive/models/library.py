"""The library: articles about the work, and the legal documents they cite."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.models import Orderable

from heritage.peoples.models import PeopleLink
from heritage.records.fields import list_field, validate_edtf
from heritage.records.things import HeritageRecord


class LibraryDocument(HeritageRecord):
    """An article or a legal document."""

    class Kind(models.TextChoices):
        """What sort of document it is."""

        ARTICLE = "article", _("bài viết")
        LEGAL = "legal", _("văn bản pháp luật")

    kind = "library"
    told_fields = ("title", "issuer", "summary", "subject")

    document_kind = models.CharField(_("loại văn bản"), max_length=8, choices=Kind)
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    issuer = models.CharField(_("nơi ban hành, nơi đăng"), max_length=160, blank=True)
    date = models.CharField(
        _("ngày"),
        max_length=40,
        blank=True,
        validators=[validate_edtf],
        help_text=_("Ghi như 2019-04-12, hoặc 2018 khi chỉ biết năm."),
    )
    province_as_recorded = models.CharField(
        _("tỉnh ghi trong văn bản"),
        max_length=80,
        blank=True,
        help_text=_("Giữ tên lúc bấy giờ; trang công chúng hiện thêm tên hôm nay."),
    )
    summary = models.TextField(_("tóm tắt"), blank=True)
    subject = models.TextField(_("trích yếu"), blank=True)
    decision_numbers = list_field(
        _("số văn bản được nhắc đến"),
        max_length=500,
        help_text=_("Đúng như in trong bài, cách nhau bằng dấu chấm phẩy."),
    )
    source_file = models.CharField(_("tệp gốc"), max_length=120, blank=True)
    status = models.CharField(_("tình trạng"), max_length=80, blank=True)
    tags = ClusterTaggableManager(through="archive.LibraryTag", blank=True, verbose_name=_("thẻ"))

    class Meta(HeritageRecord.Meta):
        verbose_name = _("tài liệu thư viện")
        verbose_name_plural = _("thư viện")


class LibraryTag(TaggedItemBase):
    """A topic of a library document."""

    content_object = ParentalKey(
        LibraryDocument, on_delete=models.CASCADE, related_name="tagged_items"
    )


class LibraryPeople(PeopleLink):
    """A people the document concerns."""

    owner = ParentalKey(LibraryDocument, on_delete=models.CASCADE, related_name="people_links")


class LibraryCitation(Orderable):
    """An article that cites this document."""

    owner = ParentalKey(LibraryDocument, on_delete=models.CASCADE, related_name="citation_links")
    cited_by = models.ForeignKey(
        LibraryDocument,
        verbose_name=_("được nhắc trong"),
        on_delete=models.PROTECT,
        related_name="cites",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("bài nhắc đến")
        verbose_name_plural = _("bài nhắc đến")
