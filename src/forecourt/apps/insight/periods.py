"""The periods a dashboard shows, and what each is compared with."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from forecourt.core.errors import Text

Span = tuple[date, date]

PERIODS: tuple[tuple[str, Text], ...] = (
    ("today", _("Today")),
    ("month", _("This month")),
    ("last_month", _("Last month")),
    ("year", _("This year")),
    ("custom", _("From – to")),
)
DEFAULT = "month"
DAYS_SHOWN = 62
"""Up to here a period is shown by day, beyond by month."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, the same number of days before them, and the same days of last year."""

    code: str
    first: date
    last: date
    previous: Span
    last_year: Span

    @property
    def span(self) -> Span:
        """First and last day."""
        return (self.first, self.last)

    @property
    def by(self) -> str:
        """Whether it is shown by "day" or by "month"."""
        return "day" if (self.last - self.first).days < DAYS_SHOWN else "month"


def period_of(code: str, today: date, first: date | None = None, last: date | None = None) -> Period:
    """The period of a code; an unknown code, or "custom" without both days, is this month.

    This month and this year end today: comparisons are with as much of the period before and of last year.
    """
    if code == "custom" and first and last:
        return _free(min(first, last), max(first, last))
    if code == "today":
        return _free(today, today, code)
    if code == "last_month":
        end = today.replace(day=1) - timedelta(days=1)
        return _whole_month(end)
    if code == "year":
        start = today.replace(month=1, day=1)
        before = (years_before(start), years_before(today))
        return Period("year", start, today, before, before)
    start = today.replace(day=1)
    return Period(
        DEFAULT, start, today, _same_days_month_before(today), (years_before(start), years_before(today))
    )


def years_before(day: date, years: int = 1) -> date:
    """The same day some years ago; 28 February for a leap day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _free(first: date, last: date, code: str = "custom") -> Period:
    days = last - first + timedelta(days=1)
    return Period(code, first, last, (first - days, last - days), (years_before(first), years_before(last)))


def _whole_month(end: date) -> Period:
    start = end.replace(day=1)
    before = start - timedelta(days=1)
    year_ago = years_before(start)
    return Period("last_month", start, end, (before.replace(day=1), before), (year_ago, month_end(year_ago)))


def _same_days_month_before(today: date) -> Span:
    end = today.replace(day=1) - timedelta(days=1)
    return (end.replace(day=1), end.replace(day=min(today.day, end.day)))
