"""A year as cloth: a pick for each festival, a warp end for each month."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from heritage.archive.models import Edition, Festival
from heritage.calendars.edtf_display import display
from heritage.calendars.months import Month
from heritage.records.fields import split_list
from heritage.site import wording
from heritage.site.calendar import addresses
from heritage.site.calendar.dates import dated, editions_of, told_festivals, within
from heritage.site.calendar.month import anchor
from heritage.site.calendar.page import CalendarPage
from heritage.site.calendar.span import this_month
from heritage.site.weaves import weave

MONTHS = 12


@dataclass(frozen=True)
class End:
    """A column: a month with its name, and its page where there is one."""

    month: Month
    name: str
    season: str
    """Its name in any year: what is usual has no year."""
    address: str


@dataclass
class Mark:
    """An edition in the column of its month, and where the agenda of the month tells of it."""

    edition: Edition
    address: str


@dataclass
class Cell:
    """A festival in a month: whether it usually is then, and the days that are known."""

    end: End
    usual: bool
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class Pick:
    """A row: a festival over twelve months."""

    festival: Festival
    cells: list[Cell]

    @property
    def band(self) -> str:
        """The weave of its first people that has one."""
        festival: Any = self.festival
        return next((name for people in festival.peoples if (name := weave(people))), "")

    @property
    def is_empty(self) -> bool:
        """Whether nobody has said when it is."""
        return not any(cell.usual or cell.marks for cell in self.cells)


class TwelveMonths(CalendarPage):
    """Twelve months and the festivals in them."""

    def __init__(self, request: HttpRequest, first: Month) -> None:
        super().__init__(request)
        self.first = first

    @cached_property
    def ends(self) -> list[End]:
        """The columns."""
        known, language = set(self.span.months), self.reader.language
        months = [self.first.later(count) for count in range(MONTHS)]
        return [
            End(
                month,
                wording.month_of_year(month, language),
                wording.month(month.number, language),
                addresses.month_address(language, month) + self.tail if month in known else "",
            )
            for month in months
        ]

    @cached_property
    def _told(self) -> dict[int, Festival]:
        return told_festivals(self.festivals, self.reader)

    @cached_property
    def editions(self) -> list[Edition]:
        """Everything with a day in these months, the earliest first."""
        last = self.first.later(MONTHS - 1)
        here = editions_of(self.festivals).filter(within(self.first.first, last.last))
        return dated(here, self._told, self.reader)

    @cached_property
    def _picks(self) -> list[Pick]:
        found: dict[int, list[Edition]] = {}
        for edition in self.editions:
            found.setdefault(edition.festival_id, []).append(edition)
        picks = [self._pick(f, found.get(f.pk, [])) for f in self._told.values()]
        return sorted(picks, key=self._place)

    @property
    def picks(self) -> list[Pick]:
        """The rows: those whose season comes first stand first."""
        return [pick for pick in self._picks if not pick.is_empty]

    @property
    def unknown(self) -> list[Festival]:
        """Festivals of which nobody has said in which months they are."""
        return [pick.festival for pick in self._picks if pick.is_empty]

    def _pick(self, festival: Festival, editions: list[Edition]) -> Pick:
        usual = split_list(festival.typical_months)
        cells = [Cell(end, str(end.month.number) in usual) for end in self.ends]
        for edition in editions:
            assert edition.start_date is not None
            day = max(edition.start_date, self.first.first)
            end = next(end for end in self.ends if end.month == Month.of(day))
            address = f"{end.address}#{anchor(day)}"
            cells[self.ends.index(end)].marks.append(Mark(edition, address))
        return Pick(festival, cells)

    def _place(self, pick: Pick) -> tuple[int, str]:
        months = [int(part) for part in split_list(pick.festival.typical_months)]
        months += [number for number, cell in enumerate(pick.cells) if cell.marks]
        first = (months[0] - self.first.number) % MONTHS if months else MONTHS
        return first, pick.festival.told.sort_key

    @property
    def title(self) -> str:
        """The heading."""
        return _("Lịch lễ hội")

    @property
    def years(self) -> list[tuple[str, str, bool]]:
        """Every year of the calendar: its address, its name and whether it is this page."""
        return [
            (self._year_address(year), display(str(year), self.reader.language), self.is_of(year))
            for year in self.span.years
        ]

    def _year_address(self, year: int) -> str:
        return addresses.year_address(self.reader.language, year) + self.tail

    def is_of(self, year: int) -> bool:
        """Whether this is the page of a year."""
        return False


class AheadPage(TwelveMonths):
    """This month and the eleven that follow."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, this_month())

    def bare_address_in(self, language: str) -> str:
        """Where the page is, without filters."""
        return addresses.calendar_address(language)


class YearPage(TwelveMonths):
    """A year from January to December."""

    def __init__(self, request: HttpRequest, year: int) -> None:
        super().__init__(request, Month(year, 1))
        self.year = year
        if year not in self.span.years:
            raise Http404

    def bare_address_in(self, language: str) -> str:
        """Where the page is, without filters."""
        return addresses.year_address(language, self.year)

    @property
    def title(self) -> str:
        """With the year."""
        return f"{super().title} {display(str(self.year), self.reader.language)}"

    def is_of(self, year: int) -> bool:
        """Whether this is the page of a year."""
        return year == self.year

    @property
    def previous(self) -> tuple[str, str]:
        """The year before with something in it: its address and name."""
        return self._link(self.span.years_beside(self.year)[0])

    @property
    def following(self) -> tuple[str, str]:
        """The year after."""
        return self._link(self.span.years_beside(self.year)[1])

    def _link(self, year: int | None) -> tuple[str, str]:
        if year is None:
            return "", ""
        return self._year_address(year), display(str(year), self.reader.language)
