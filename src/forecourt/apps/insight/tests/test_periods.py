"""Periods and what they are compared with."""

from datetime import date

import pytest

from forecourt.apps.insight.periods import month_end, period_of, years_before

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("code", "span", "previous", "last_year"),
    [
        ("today", ("2026-03-31", "2026-03-31"), ("2026-03-30", "2026-03-30"), ("2025-03-31", "2025-03-31")),
        ("month", ("2026-03-01", "2026-03-31"), ("2026-02-01", "2026-02-28"), ("2025-03-01", "2025-03-31")),
        (
            "last_month",
            ("2026-02-01", "2026-02-28"),
            ("2026-01-01", "2026-01-31"),
            ("2025-02-01", "2025-02-28"),
        ),
        ("year", ("2026-01-01", "2026-03-31"), ("2025-01-01", "2025-03-31"), ("2025-01-01", "2025-03-31")),
        (
            "nonsense",
            ("2026-03-01", "2026-03-31"),
            ("2026-02-01", "2026-02-28"),
            ("2025-03-01", "2025-03-31"),
        ),
    ],
)
def test_a_period_has_its_days_those_before_and_those_of_last_year(code, span, previous, last_year):
    period = period_of(code, TODAY)

    def days(pair):
        return tuple(date.fromisoformat(day) for day in pair)

    assert (period.span, period.previous, period.last_year) == (days(span), days(previous), days(last_year))


def test_free_days_are_compared_with_as_many_days_before():
    period = period_of("custom", TODAY, date(2026, 3, 10), date(2026, 3, 1))

    assert period.span == (date(2026, 3, 1), date(2026, 3, 10))
    assert period.previous == (date(2026, 2, 19), date(2026, 2, 28))
    assert period.by == "day"
    assert period_of("custom", TODAY, date(2025, 1, 1), TODAY).by == "month"


def test_a_leap_day_last_year_is_the_28th():
    assert years_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert month_end(date(2028, 2, 3)) == date(2028, 2, 29)
