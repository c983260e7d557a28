"""The list of jobs."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.jobs.models import Job
from forecourt.core.jobs.selectors import VIEW, kind_label, list_jobs
from forecourt.core.ui.lists import Column, EmptyState, Filter, ListSpec

COLOURS = {"running": "progress", "done": "good", "failed": "bad", "cancelled": "warn"}

JOBS = ListSpec(
    code="core.job",
    title=_("Background jobs"),
    rows=list_jobs,
    permission=VIEW,
    default_sort="-created_at",
    row_url="jobs:job-record",
    columns=(
        Column("kind", _("Work"), value=kind_label, priority=1),
        Column("status", _("Status"), "badge", choices=Job.Status.choices, colours=COLOURS),
        Column("percent", _("Done, %"), "number", value=lambda job: job.percent, sort=None),
        Column("created_at", _("Created"), "datetime", sort="pk"),
        Column("finished_at", _("Finished"), "datetime", sort=None),
    ),
    filters=(Filter("status", _("Status"), "multi", choices=Job.Status.choices),),
    defer=("params", "result", "error"),
    empty=EmptyState(_("Long work such as imports and exports will stand here while it runs and after.")),
)
