"""The public site's own pages: home, and one section for each kind; and who runs the archive."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from heritage.accounts.second_person import ReviewedPage
from heritage.records.fields import told_text
from heritage.records.pages import HeritagePage
from heritage.records.things import HeritageRecord, kinds
from heritage.site import front, listing
from heritage.site.addresses import Addresses
from heritage.site.admin.approval import LeaderApproval
from heritage.site.community.tombstones import not_shown
from heritage.site.exports.models import SearchFile
from heritage.site.generations import Generation
from heritage.site.standing_in import StandsIn

__all__ = [
    "Generation",
    "HomePage",
    "Institution",
    "LeaderApproval",
    "SearchFile",
    "SectionPage",
    "TextPage",
]


class HomePage(ReviewedPage, StandsIn):
    """The front page, one for each language."""

    intro = models.TextField(_("lời mở đầu"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["site.SectionPage", "site.TextPage"]
    template = "site/home.html"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a section, or a page of the institution, translated or not."""
        for section in Addresses.of(request).sections.values():
            if path_components[:1] == [section.slug] and section.locale_id == self.locale_id:
                return section.route(request, path_components[1:])
        try:
            return super().route(request, path_components)
        except Http404:
            if len(path_components) != 1 or not self.live:
                raise
            return self.stand_in(TextPage, path_components[0])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What is new, what comes next, and the peoples."""
        context = super().get_context(request, *args, **kwargs)
        return context | front.front_context(request)

    class Meta:
        verbose_name = _("trang đầu")
        verbose_name_plural = _("trang đầu")


class SectionPage(ReviewedPage, StandsIn):
    """Lists one kind; its pages are its children, its records have their addresses under it."""

    class SectionKind(models.TextChoices):
        """The kinds a section can list."""

        PEOPLE = "people", _("dân tộc")
        FESTIVAL = "festival", _("lễ hội")
        CUSTOM = "custom", _("phong tục")
        ITEM = "item", _("tư liệu")
        STORY = "story", _("chuyện kể")
        LIBRARY = "library", _("thư viện")
        WORD = "word", _("từ điển")
        PRODUCT = "product", _("sản vật")
        PRODUCER = "producer", _("người làm")
        NOTICE = "notice", _("thông báo")
        PLACE = "place", _("địa danh")

    section_kind = models.CharField(_("liệt kê"), max_length=10, choices=SectionKind, db_index=True)
    intro = models.TextField(_("lời giới thiệu"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("section_kind"), FieldPanel("intro")]
    parent_page_types = ["site.HomePage"]
    template = "site/section.html"

    class Meta:
        verbose_name = _("mục")
        verbose_name_plural = _("mục")

    @property
    def thing_model(self) -> type[HeritagePage] | type[HeritageRecord]:
        """The model whose objects this section lists."""
        return kinds()[self.section_kind]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a record by the identifier that ends its address, or a page, translated or not."""
        if len(path_components) != 1:
            return super().route(request, path_components)
        if not self.live:
            raise Http404
        (slug,) = path_components
        if issubclass(self.thing_model, HeritageRecord):
            return RouteResult(self, kwargs={"record_slug": slug})
        children = self.thing_model.objects.child_of(self).select_related("locale")
        page = children.filter(slug=slug, live=True).first()
        result = RouteResult(page) if page else self.stand_in(self.thing_model, slug)
        page = result.page
        if isinstance(page, HeritagePage) and not page.may_be_read_by(request.user):
            return RouteResult(self, kwargs={"hidden": page})
        return result

    def serve(
        self,
        request: HttpRequest,
        *args: Any,
        record_slug: str | None = None,
        hidden: HeritagePage | None = None,
        **kwargs: Any,
    ) -> HttpResponse:
        """The list, one record, or what stands in the place of a page that is not shown."""
        if hidden is not None:
            return not_shown(request, hidden.identifier_id)
        if record_slug is not None:
            return listing.serve_record(request, self, record_slug)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The list with its filters and pages."""
        context = super().get_context(request, *args, **kwargs)
        return context | listing.section_context(request, self)


class TextPage(ReviewedPage, Page):
    """A plain page of the institution: about, accessibility, personal data."""

    class Purpose(models.TextChoices):
        """What other pages lead to it for."""

        NONE = "", _("trang thường")
        ABOUT = "about", _("giới thiệu kho tư liệu")
        CONTACT = "contact", _("liên hệ")
        PRIVACY = "privacy", _("dữ liệu cá nhân")
        ACCESSIBILITY = "accessibility", _("trợ năng")

    purpose = models.CharField(
        _("dùng làm"), max_length=13, choices=Purpose, blank=True, editable=False, db_index=True
    )
    """Said once, when the tree is grown; the page of the contact shows who runs the archive."""
    body = told_text(_("nội dung"))

    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["site.HomePage"]
    subpage_types: list[str] = []
    template = "site/text_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The row that tells, as on the pages of things."""
        return super().get_context(request, *args, **kwargs) | {"told": self}

    class Meta:
        verbose_name = _("trang giới thiệu")
        verbose_name_plural = _("trang giới thiệu")


@register_setting(icon="home")
class Institution(BaseSiteSetting):
    """Who runs this archive."""

    province = models.CharField(
        _("tỉnh, thành phố"),
        max_length=80,
        blank=True,
        help_text=_("Tên tỉnh hiện nay, hiện ở chân mọi trang."),
    )
    agency = models.CharField(
        _("cơ quan"),
        max_length=160,
        blank=True,
        help_text=_("Tên đầy đủ của cơ quan, như trong quyết định thành lập."),
    )
    responsible_officer = models.CharField(
        _("người phụ trách"),
        max_length=120,
        blank=True,
        help_text=_("Ai trả lời khi người dân hỏi hoặc góp ý."),
    )
    phone = models.CharField(
        _("điện thoại"),
        max_length=40,
        blank=True,
        help_text=_("Số người dân gọi được trong giờ làm việc."),
    )
    address = models.CharField(
        _("địa chỉ trụ sở"),
        max_length=200,
        blank=True,
        help_text=_("Nơi người dân đến gặp hoặc gửi giấy."),
    )
    email = models.EmailField(
        _("thư điện tử"), blank=True, help_text=_("Hộp thư của cơ quan, không phải của riêng ai.")
    )

    class Meta:
        verbose_name = _("cơ quan phụ trách")
