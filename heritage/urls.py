"""Addresses: everything is wired here. Vietnamese has no prefix, English and Khmer have theirs."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from heritage.site.views import page

urlpatterns = [
    path("admin/", include("heritage.accounts.urls")),
    path("admin/", include("heritage.site.admin.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("iiif/", include("heritage.site.media.iiif")),
    path("", include("heritage.site.urls")),
    *i18n_patterns(
        path("", include("heritage.site.community.urls")),
        path("", include("heritage.site.calendar.urls")),
        path("", include("heritage.site.atlas.urls")),
        path("", include("heritage.site.search.urls")),
        path("", include("heritage.site.feedback.urls")),
        path("", include("heritage.site.offline.urls")),
        path("", include("heritage.site.exports.urls")),
        re_path(serve_pattern, page, name="wagtail_serve"),
        prefix_default_language=False,
    ),
]
