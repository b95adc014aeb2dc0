"""Public addresses that are not pages."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from heritage.site import sitemaps, views
from heritage.site.calendar import feeds as calendars
from heritage.site.feeds import NewestFeed
from heritage.site.media import views as files
from heritage.site.offline.worker import worker
from heritage.site.share import views as share

newest = NewestFeed()

urlpatterns: list[URLPattern | URLResolver] = [
    re_path(r"^id/(?P<text>[^/]+)/?$", views.permanent, name="permanent"),
    re_path(
        r"^share/(?P<name>[a-z0-9]+)-(?P<language>[a-z]{2})-(?P<digest>[0-9a-f]{20})\.png$",
        share.picture,
        name="share_picture",
    ),
    re_path(
        r"^tep/(?P<identifier>[0-9a-z]{7})/(?P<stamp>[0-9a-f]{16})/(?P<name>[a-z0-9][a-z0-9.-]*)$",
        files.file,
        name="file",
    ),
    re_path(
        r"^tep/(?P<identifier>[0-9a-z]{7})/loi/(?P<language>[A-Za-z0-9-]{2,35})\.vtt$",
        files.words,
        name="file_words",
    ),
    path("api/v1/", include("heritage.site.api.urls")),
    path("robots.txt", views.robots, name="robots"),
    path("sw.js", worker, name="worker"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-muc.xml", sitemaps.sections, name="sitemap_sections"),
    path("sitemap-<slug:kind>-<int:number>.xml", sitemaps.things, name="sitemap_things"),
    path("feeds/moi/", newest, name="feed"),
    path("feeds/moi/<slug:kind>/", newest, name="feed"),
    path("feeds/<slug:language>/moi/", newest, name="feed"),
    path("feeds/<slug:language>/moi/<slug:kind>/", newest, name="feed"),
    path("calendar/tat-ca.ics", calendars.everything, name="calendar_feed"),
    path(
        "calendar/tinh/<slug:province>.ics",
        calendars.of_province,
        name="calendar_feed_of_province",
    ),
    path("calendar/<slug:identifier>.ics", calendars.of_thing, name="calendar_feed_of_thing"),
    path("calendar/<slug:language>/tat-ca.ics", calendars.everything, name="calendar_feed"),
    path(
        "calendar/<slug:language>/tinh/<slug:province>.ics",
        calendars.of_province,
        name="calendar_feed_of_province",
    ),
    path(
        "calendar/<slug:language>/<slug:identifier>.ics",
        calendars.of_thing,
        name="calendar_feed_of_thing",
    ),
]
