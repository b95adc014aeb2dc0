"""Files of what was found: `/tim-kiem/xuat/csv?q=…`, `/en/search/export/csv?q=…`."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from heritage.site.exports import views

urlpatterns = [
    path(
        _("tim-kiem/"),
        include(
            [
                path(_("xuat/<slug:code>"), views.export, name="search_export"),
                path(_("tep/<slug:token>/"), views.progress, name="search_file"),
                path(_("tep/<slug:token>/tai-ve"), views.download, name="search_file_download"),
            ]
        ),
    )
]
