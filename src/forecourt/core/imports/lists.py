"""The list of a person's imports."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forecourt.core.imports.importer import importers
from forecourt.core.imports.models import ImportRun
from forecourt.core.imports.selectors import list_runs
from forecourt.core.imports.services import VIEW
from forecourt.core.ui.lists import Action, Column, EmptyState, Filter, ListSpec

ADD = Action(_("Bring a file in"), "imports:run-add", VIEW)
COLOURS = {"checking": "progress", "checked": "info", "running": "progress", "done": "good", "failed": "bad"}


def label_of(run: ImportRun) -> Any:
    """What the file holds, in words."""
    importer = importers().get(run.importer)
    return importer.label if importer else run.importer


RUNS = ListSpec(
    code="core.import",
    title=_("Imports"),
    rows=list_runs,
    permission=VIEW,
    default_sort="-created_at",
    row_url="imports:run-record",
    columns=(
        Column("filename", _("File name"), priority=1),
        Column("importer", _("What the file holds"), value=label_of),
        Column("status", _("Status"), "badge", choices=ImportRun.Status.choices, colours=COLOURS),
        Column("rows_total", _("Rows"), "number"),
        Column("rows_refused", _("Refused"), "number"),
        Column("created_at", _("Created"), "datetime", sort="pk"),
        Column("finished_at", _("Finished"), "datetime", sort=None, priority=3),
    ),
    filters=(Filter("status", _("Status"), "multi", choices=ImportRun.Status.choices),),
    defer=("mapping", "options", "outcomes", "samples", "refusals"),
    empty=EmptyState(_("The files you bring in will stand here, with what came of each row."), ADD),
    primary=ADD,
)
