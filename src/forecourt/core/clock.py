"""The only source of the present moment.

`*_at` values are aware UTC moments; `*_on` values are calendar dates in the store's time zone.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: str | None = None) -> date:
    """The calendar date in `zone` (an IANA name), or in the installation's zone."""
    return local_date(now(), zone)


def local_date(moment: datetime, zone: str | None = None) -> date:
    """The calendar date of an aware `moment` in `zone`."""
    return local(moment, zone).date()


def local(moment: datetime, zone: str | None = None) -> datetime:
    """An aware `moment` as the clocks in `zone` show it, or those of the installation's zone."""
    return moment.astimezone(ZoneInfo(zone or settings.TIME_ZONE))


def start_of(day: date, zone: str | None = None) -> datetime:
    """Midnight that begins `day` in `zone`, as an aware UTC moment."""
    return datetime.combine(day, time(), ZoneInfo(zone or settings.TIME_ZONE)).astimezone(UTC)


def end_of(day: date, zone: str | None = None) -> datetime:
    """Midnight that ends `day` in `zone`: the first moment that is not of it."""
    return start_of(day + timedelta(days=1), zone)
