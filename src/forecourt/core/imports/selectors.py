"""Reads of imports: a person sees what he brought in himself."""

from collections.abc import Sequence
from itertools import islice

from django.db.models import QuerySet

from forecourt.core.actor import Actor
from forecourt.core.imports.models import ImportRun, KeptMapping
from forecourt.core.imports.services import VIEW, open_run
from forecourt.core.spreadsheets import Table

PREVIEWED = 5


def list_runs(actor: Actor) -> QuerySet[ImportRun]:
    """The imports within reach."""
    return ImportRun.objects.visible_to(actor, VIEW)


def get_run(actor: Actor, run_id: int) -> ImportRun:
    """One import with its job. Raises NotAllowed, NotFound."""
    rows = ImportRun.objects.select_related("job")
    run: ImportRun = rows.fetch(actor, VIEW, pk=run_id)
    return run


def kept_mappings(importer: str, headers: Sequence[str]) -> list[KeptMapping]:
    """The kept mappings of this kind of data whose columns the file has, by name."""
    rows = KeptMapping.objects.filter(importer=importer).order_by("name")
    return [kept for kept in rows if set(kept.mapping.get("columns", {}).values()) <= set(headers)]


def preview(run: ImportRun) -> tuple[Table, list[list[str]]]:
    """The opened table of a run and the texts of its first rows. Raises Invalid where the file breaks off."""
    table = open_run(run)
    rows = [["" if cell is None else str(cell)[:80] for cell in row] for row in islice(table.rows, PREVIEWED)]
    return table, rows
