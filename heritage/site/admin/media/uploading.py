"""Where the admin's pages send files to: tus, for who works on the thing they are for."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access

from heritage.site.media.arrivals import thing_for
from media_pipeline.uploads.protocol import TusError
from media_pipeline.uploads.views import OneUpload, Uploads


class ForThings(Uploads):
    """Only for a thing, and only by who works on it."""

    def check(self, owner: Any, purpose: str) -> None:
        """403 for everything else."""
        if thing_for(owner, purpose) is None:
            raise TusError(403, _("Bạn không thêm tệp vào nội dung này được."))


urlpatterns = [
    path("", require_admin_access(ForThings.as_view()), name="media_uploads"),
    path("<uuid:pk>/", require_admin_access(OneUpload.as_view()), name="media_upload"),
]
