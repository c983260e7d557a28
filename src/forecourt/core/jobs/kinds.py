"""How an app declares its jobs (`jobs.JOBS`) and when they run by themselves (`jobs.SCHEDULES`)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.functional import Promise

from forecourt.core.autodiscover import offered
from forecourt.core.jobs.run import JobRun


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of work: `run` does it, reporting to the JobRun it is given.

    `run` must be safe to run again after a worker died in the middle of it: it commits in steps and looks up what is
    already done. It is tried `attempts` times.
    """

    code: str
    label: str | Promise
    run: Callable[[JobRun], None]
    attempts: int = 3


@dataclass(frozen=True, slots=True)
class Schedule:
    """A job that starts by itself: every `every`, or daily `at` a time of the installation's zone."""

    name: str
    kind: str
    every: timedelta | None = None
    at: time | None = None

    def last_due(self, now: datetime) -> datetime:
        """The latest moment, not after `now`, at which this schedule is due (aware)."""
        zone = ZoneInfo(settings.TIME_ZONE)
        local = now.astimezone(zone)
        if self.every:
            seconds = int(self.every.total_seconds())
            epoch = int(now.timestamp())
            return datetime.fromtimestamp(epoch - epoch % seconds, now.tzinfo)
        due = (
            local.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
            if self.at
            else local
        )
        return due if due <= local else due - timedelta(days=1)


@cache
def kinds() -> dict[str, JobKind]:
    """Every kind of job by its code."""
    return {kind.code: kind for kind in offered("jobs", "JOBS")}


def schedules() -> tuple[Any, ...]:
    """Every schedule the apps declare."""
    return offered("jobs", "SCHEDULES")
