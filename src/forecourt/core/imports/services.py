"""The steps of an import: upload, map, check, bring in. The wizard and `forecourt import` take the same ones."""

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from forecourt.core import audit, clock
from forecourt.core.actor import Actor
from forecourt.core.db import one_transaction
from forecourt.core.errors import Conflict, DomainError
from forecourt.core.imports.engine import Pass, Tally
from forecourt.core.imports.importer import Importer, get_importer
from forecourt.core.imports.mapping import ColumnMapping, complete_options, require_complete, suggest
from forecourt.core.imports.models import ImportRun, KeptMapping
from forecourt.core.jobs import queue
from forecourt.core.spreadsheets import Limits, Sheet, Table, open_table, write_xlsx

Status = ImportRun.Status
VIEW = "imports.run.execute"
MAX_REFUSALS = 20_000
Report = Callable[[int], None]


def open_run(run: ImportRun) -> Table:
    """The table of a run's file, from its beginning. Raises Invalid."""
    with run.file.open("rb") as file:
        return _open(file, run.filename, run.sheet, run.header_row)


def _open(file: IO[bytes], filename: str, sheet: str, header_row: int) -> Table:
    limits = Limits(size=settings.FORECOURT_MAX_UPLOAD)
    return open_table(file, filename, sheet=sheet or None, header_row=header_row, limits=limits)


@one_transaction
def upload_import(
    *, actor: Actor, importer: str, file: IO[bytes], filename: str, sheet: str = "", header_row: int = 1
) -> ImportRun:
    """Keep a file that can be read as a table, with a first guess at its mapping.

    Raises NotFound, NotAllowed, Invalid; a refused file is not kept.
    """
    kind = get_importer(importer)
    kind.require(actor)
    table = _open(file, filename, sheet, header_row)
    file.seek(0)
    run = ImportRun(
        importer=kind.code,
        filename=PurePath(filename).name[:200],
        sheet=table.sheet[:100],
        header_row=header_row,
        mapping=_kept_or_guessed(kind, table).as_json(),
        user_id=actor.user_id,
        created_at=clock.now(),
    )
    run.file.save(f"import{PurePath(filename).suffix.lower()}", File(file), save=False)
    run.save()
    audit.record(actor, "core.import.uploaded", run, {"importer": kind.code})
    return run


def _kept_or_guessed(importer: Importer, table: Table) -> ColumnMapping:
    kept = KeptMapping.objects.filter(importer=importer.code, headers=table.headers).order_by("-pk").first()
    return ColumnMapping(**kept.mapping) if kept else suggest(table.headers, importer.fields)


@one_transaction
def set_mapping(
    *, actor: Actor, run_id: int, mapping: ColumnMapping, options: Mapping[str, Any], keep_as: str = ""
) -> ImportRun:
    """Decide the columns and options. Raises Invalid where they are incomplete, Conflict once it runs."""
    run = _changeable(actor, run_id)
    importer = get_importer(run.importer)
    table = open_run(run)
    require_complete(mapping, importer, table.headers)
    options = complete_options(importer, actor, options)
    importer.prepare(actor, options)
    run.mapping, run.options, run.status = mapping.as_json(), dict(options), Status.UPLOADED
    run.save(update_fields=["mapping", "options", "status"])
    if keep_as:
        KeptMapping.objects.update_or_create(
            importer=importer.code,
            name=keep_as[:80],
            defaults={"headers": table.headers, "mapping": run.mapping, "user_id": actor.user_id},
        )
    audit.record(actor, "core.import.mapped", run, {"columns": mapping.columns})
    return run


@one_transaction
def reopen_file(*, actor: Actor, run_id: int, sheet: str, header_row: int) -> ImportRun:
    """Read another sheet, or take the names from another row. Raises Invalid, Conflict."""
    run = _changeable(actor, run_id)
    run.sheet, run.header_row, run.status = sheet, header_row, Status.UPLOADED
    run.mapping = _kept_or_guessed(get_importer(run.importer), open_run(run)).as_json()
    run.save(update_fields=["sheet", "header_row", "mapping", "status"])
    audit.record(actor, "core.import.mapped", run, {"sheet": sheet, "header_row": header_row})
    return run


@one_transaction
def start_check(*, actor: Actor, run_id: int) -> ImportRun:
    """Let a worker judge every row."""
    return _start(actor, _changeable(actor, run_id), Status.CHECKING, "imports.check")


@one_transaction
def start_import(*, actor: Actor, run_id: int) -> ImportRun:
    """Let a worker bring the rows in, or go on where it was stopped. Raises Conflict where they have not been checked."""
    run = _startable(actor, run_id)
    if run.status != Status.CHECKED and not run.is_partly_in:
        raise Conflict(_("Check the rows first."))
    return _start(actor, run, Status.RUNNING, "imports.run")


def _changeable(actor: Actor, run_id: int) -> ImportRun:
    run = _startable(actor, run_id)
    if run.is_partly_in:
        raise Conflict(_("Some of the rows are in already: let it go on as it was begun."))
    return run


def _startable(actor: Actor, run_id: int) -> ImportRun:
    run: ImportRun = ImportRun.objects.fetch(actor, VIEW, lock=True, pk=run_id)
    get_importer(run.importer).require(actor)
    if run.is_under_way or run.status == Status.DONE:
        raise Conflict(_("This import is already under way."))
    return run


def _start(actor: Actor, run: ImportRun, status: Status, kind: str) -> ImportRun:
    run.job = queue.enqueue(actor=actor, kind=kind, params={"run": run.pk})
    run.status, run.error = status, ""
    run.save(update_fields=["status", "error", "job"])
    audit.record(actor, f"core.import.{status}", run)
    return run


def check_rows(run: ImportRun, actor: Actor, report: Report = lambda done: None) -> Tally:
    """Judge every row and keep what was found; a file that cannot be taken is marked refused with its reason."""
    work = Pass(get_importer(run.importer), actor, ColumnMapping(**run.mapping), run.options)
    try:
        tally = work.check(open_run(run), report)
    except DomainError as error:
        _keep(run, Status.FAILED, error=error.message)
        raise
    run.rows_total, run.rows_refused = tally.total, len(tally.refused)
    run.outcomes, run.samples = dict(tally.outcomes), tally.samples
    run.refusals = [[number, reason] for number, _raw, reason in tally.refused[:MAX_REFUSALS]]
    _write_refused(run)
    _keep(run, Status.CHECKED)
    return tally


def bring_rows_in(run: ImportRun, actor: Actor, report: Report = lambda done: None) -> ImportRun:
    """Bring in every row that is not refused; a second try goes on where a killed worker stopped."""
    work = Pass(get_importer(run.importer), actor, ColumnMapping(**run.mapping), run.options)
    resumed = run.rows_done
    before = dict(run.outcomes) if resumed else {}
    refusals = list(run.refusals) if resumed else []

    def on_batch(done: int) -> None:
        run.rows_done = done
        run.save(update_fields=["rows_done"])
        report(done)

    try:
        tally = work.bring_in(open_run(run), skip=resumed, on_batch=on_batch)
    except DomainError as error:
        _keep(run, Status.FAILED, error=error.message)
        raise
    refusals += [[number, reason] for number, _raw, reason in tally.refused]
    run.outcomes = {key: before.get(key, 0) + count for key, count in tally.outcomes.items()} or before
    run.rows_total, run.rows_refused, run.refusals = (
        resumed + tally.total,
        len(refusals),
        refusals[:MAX_REFUSALS],
    )
    _write_refused(run)
    with transaction.atomic():
        _keep(run, Status.DONE)
        audit.record(actor, "core.import.done", run, {"rows": run.rows_total, "refused": run.rows_refused})
    return run


def _keep(run: ImportRun, status: Status, error: str = "") -> None:
    run.status, run.error, run.finished_at = status, error, clock.now()
    run.save(
        update_fields=[
            "status", "error", "finished_at", "rows_total", "rows_refused", "outcomes", "samples", "refusals",
            "refused_file",
        ]
    )  # fmt: skip


def _write_refused(run: ImportRun) -> None:
    """A workbook with each refused row as it was, and its reason."""
    run.refused_file = None
    if not run.refusals:
        return
    reasons = dict(run.refusals)
    table = open_run(run)
    rows = ([row.number, reasons[row.number], *row] for row in table.rows if row.number in reasons)
    buffer = BytesIO()
    write_xlsx(buffer, [Sheet(_("Refused rows"), [_("Row"), _("Reason"), *table.headers], rows)])
    buffer.seek(0)
    run.refused_file.save("refused.xlsx", File(buffer), save=False)
