"""Tidying up by schedule."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from forecourt.api import services
from forecourt.core.jobs.kinds import JobKind, Schedule
from forecourt.core.jobs.run import JobRun


def _tidy(run: JobRun) -> None:
    run.finish({"dropped": services.tidy()})


JOBS = (JobKind("api.tidy", _("Tidy up after API requests"), _tidy),)
SCHEDULES = (Schedule("api.tidy", "api.tidy", every=timedelta(hours=1)),)
