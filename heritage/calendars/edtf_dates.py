"""Dates as archives know them: `1955~` about 1955, `197X` the seventies, `1909/1918` a span.

`parse` gives the days a date can mean, `display` says it in words. The notation is EDTF; which
part of it is read, and why by a parser of our own, stands in `edtf_grammar`.
"""

from heritage.calendars.edtf_display import display
from heritage.calendars.edtf_grammar import EdtfDate, EdtfError, parse

__all__ = ["EdtfDate", "EdtfError", "display", "parse"]
