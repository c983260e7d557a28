"""The jobs of an import."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.imports.models import ImportRun
from forecourt.core.imports.services import bring_rows_in, check_rows
from forecourt.core.jobs.kinds import JobKind
from forecourt.core.jobs.run import JobRun


def check(work: JobRun) -> None:
    """Judge every row of the file."""
    run = ImportRun.objects.get(pk=work.params["run"])
    tally = check_rows(run, work.actor, lambda done: work.progress(done, 0))
    work.finish({"rows": tally.total, "refused": len(tally.refused)})


def bring_in(work: JobRun) -> None:
    """Bring the rows in."""
    run = ImportRun.objects.get(pk=work.params["run"])
    bring_rows_in(run, work.actor, lambda done: work.progress(done, run.rows_total))
    work.finish({"rows": run.rows_total, "refused": run.rows_refused})


KINDS = (
    JobKind("imports.check", _("Check a file"), check),
    JobKind("imports.run", _("Bring a file in"), bring_in),
)
