"""The report of everything that was done, and its files for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.widgets.button import Button, HeaderButton

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def on_the_clock(moment: datetime) -> datetime:
    """The moment as the clock on the wall showed it; a spreadsheet knows no time zones."""
    return timezone.make_naive(moment).replace(second=0, microsecond=0)


class HistoryView(LogEntriesView):
    """As Wagtail's; the files have the times of the screen, and a link to one is in sight."""

    custom_field_preprocess = {
        "timestamp": {
            SpreadsheetExportMixin.FORMAT_CSV: lambda at: f"{on_the_clock(at):%d/%m/%Y %H:%M}",
            SpreadsheetExportMixin.FORMAT_XLSX: on_the_clock,
        }
    }

    @cached_property
    def header_buttons(self) -> list[Button]:
        """A link to the file; the workbook is in the menu beside it."""
        return [HeaderButton(_("Tải CSV"), url=self.csv_export_url, icon_name="download")]

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """The lines of the file, after the mark by which Excel knows UTF-8."""
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(queryset)
