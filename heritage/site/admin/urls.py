"""Addresses under /admin/ in place of Wagtail's own."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from heritage.site.admin.history import HistoryView

urlpatterns = [
    path("reports/site-history/", require_admin_access(HistoryView.as_view())),
    path(
        "reports/site-history/results/",
        require_admin_access(HistoryView.as_view(results_only=True)),
    ),
]
