"""Addresses of the admin that take the place of Wagtail's own."""

from __future__ import annotations

from typing import Any, NoReturn

from django.http import Http404, HttpRequest
from django.urls import include, path
from wagtail.admin.auth import require_admin_access

from heritage.site.admin.consents import consents
from heritage.site.admin.feedback import remark, remarks
from heritage.site.admin.media import lists
from heritage.site.admin.media.of_thing import files_of_thing
from heritage.site.admin.media.one_file import one_file, original
from heritage.site.admin.reports import (
    OpenLockedPagesView,
    OpenLogEntriesView,
    OpenWorkflowTasksView,
    OpenWorkflowView,
)
from heritage.site.admin.restricted import open_closed, restricted
from heritage.site.admin.search_index import search_index
from heritage.site.admin.tags import suggested
from heritage.site.styleguide.views import specimens, styleguide


def not_here(request: HttpRequest) -> NoReturn:
    """A report that nobody here reads, and that would name what is closed."""
    raise Http404


VIEWS: dict[str, Any] = {
    "locked": OpenLockedPagesView,
    "site-history": OpenLogEntriesView,
    "workflow": OpenWorkflowView,
    "workflow_tasks": OpenWorkflowTasksView,
}
urlpatterns = [
    pattern
    for name, view in VIEWS.items()
    for pattern in (
        path(f"reports/{name}/", require_admin_access(view.as_view())),
        path(f"reports/{name}/results/", require_admin_access(view.as_view(results_only=True))),
    )
] + [
    path("han-che/", require_admin_access(restricted), name="restricted"),
    path("han-che/mo/<slug:identifier>/", require_admin_access(open_closed), name="open_closed"),
    path("dong-y/", require_admin_access(consents), name="consents"),
    path("tep/", require_admin_access(lists.files), name="media_files"),
    path("tep/viec/", require_admin_access(lists.jobs), name="media_jobs"),
    path("tep/tu-choi/", require_admin_access(lists.refused), name="media_refused"),
    path("tep/gui/", include("heritage.site.admin.media.uploading")),
    path(
        "tep/cua/<slug:identifier>/",
        require_admin_access(files_of_thing),
        name="files_of_thing",
    ),
    path("tep/<slug:identifier>/", require_admin_access(one_file), name="media_file"),
    path(
        "tep/<slug:identifier>/ban-goc/",
        require_admin_access(original),
        name="media_original",
    ),
    path("gop-y/", require_admin_access(remarks), name="remarks"),
    path("gop-y/<slug:code>/", require_admin_access(remark), name="remark"),
    path("tim-kiem/", require_admin_access(search_index), name="search_index"),
    path("styleguide/", require_admin_access(styleguide), name="styleguide"),
    path(
        "styleguide/<slug:scheme>/<slug:script>/",
        require_admin_access(specimens),
        name="styleguide_specimens",
    ),
    path("tag-autocomplete/", require_admin_access(suggested)),
    path("tag-autocomplete/<slug:app_name>/<slug:model_name>/", require_admin_access(suggested)),
    path("reports/page-types-usage/", require_admin_access(not_here)),
    path("reports/page-types-usage/results/", require_admin_access(not_here)),
]
