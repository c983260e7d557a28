"""Reading, judging and bringing in the rows of a file, a batch at a time."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from forecourt.core.actor import Actor
from forecourt.core.batches import batched
from forecourt.core.errors import DomainError
from forecourt.core.imports.importer import Context, Importer, ImportField, ImportRow
from forecourt.core.imports.mapping import ColumnMapping, complete_options, require_complete
from forecourt.core.imports.values import READERS
from forecourt.core.spreadsheets import Row, Table

BATCH = 1000
SHOWN = 50
Report = Callable[[int], None]


@dataclass(slots=True)
class Tally:
    """What a pass over the file found: counts by outcome, the first rows of each sort, all refused rows."""

    total: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    samples: list[dict[str, Any]] = field(default_factory=list)
    refused: list[tuple[int, Sequence[Any], str]] = field(default_factory=list)

    def add(self, rows: Iterable[ImportRow]) -> None:
        """Count judged rows."""
        for row in rows:
            self.total += 1
            if row.problems:
                self.refused.append((row.number, row.raw, "; ".join(row.problems)))
                continue
            self.outcomes[row.outcome] += 1
            if len(self.samples) < SHOWN:
                self.samples.append(
                    {"number": row.number, "outcome": row.outcome, "values": _shown(row.values)}
                )


def _shown(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value)[:80] for name, value in values.items() if value is not None}


def typed_rows(table: Table, fields: Sequence[ImportField], mapping: ColumnMapping) -> Iterator[ImportRow]:
    """The rows of a table with typed values; a cell that cannot be read is a problem of its row.

    Blank rows are passed. A cell whose text is listed in the mapping's `unknown` counts as empty.
    """
    positions = {header: position for position, header in enumerate(table.headers)}
    plan = [
        (
            each,
            READERS[each.kind],
            positions.get(mapping.columns.get(each.name, "")),
            mapping.constants.get(each.name),
        )
        for each in fields
    ]
    unknown = frozenset({None, "", *mapping.settings.get("unknown", ())})
    for row in table.rows:
        if any(cell not in (None, "") for cell in row):
            yield _typed(row, plan, mapping.settings, unknown)


def _typed(
    row: Row, plan: Sequence[tuple[Any, ...]], settings: Mapping[str, Any], unknown: Container[Any]
) -> ImportRow:
    values: dict[str, Any] = {}
    typed = ImportRow(row.number, row, values)
    if row.problem:
        typed.refuse(row.problem)
    for each, reader, position, constant in plan:
        cell = row[position] if position is not None else None
        cell = constant if cell in unknown else cell
        if cell is None or cell == "":
            values[each.name] = None
        else:
            try:
                values[each.name] = reader(cell, each, settings)
            except DomainError as error:
                values[each.name] = None
                typed.refuse(f"{each.label}: {error.message}")
        if each.required and values[each.name] in (None, "") and not typed.problems:
            typed.refuse(_("%(field)s is missing") % {"field": each.label})
    return typed


@dataclass(slots=True)
class Pass:
    """One pass over a file for one importer: `check` changes nothing, `bring_in` writes."""

    importer: Importer
    actor: Actor
    mapping: ColumnMapping
    options: Mapping[str, Any]
    tally: Tally = field(default_factory=Tally)

    def prepared(self, table: Table) -> Context:
        """The importer's context. Raises NotAllowed, or Invalid for an incomplete mapping or impossible options."""
        self.importer.require(self.actor)
        require_complete(self.mapping, self.importer, table.headers)
        self.options = complete_options(self.importer, self.actor, self.options)
        return self.importer.prepare(self.actor, self.options)

    def check(self, table: Table, report: Report = lambda done: None) -> Tally:
        """Judge every row; nothing is written."""
        context = self.prepared(table)
        for batch in batched(typed_rows(table, self.importer.fields, self.mapping), BATCH):
            self.judge(context, batch)
            self.tally.add(batch)
            report(self.tally.total)
        return self.tally

    def judge(self, context: Context, batch: Sequence[ImportRow]) -> None:
        """Let the importer judge the rows that could be read."""
        self.importer.check(context, [row for row in batch if not row.problems])

    def bring_in(self, table: Table, *, skip: int = 0, on_batch: Report = lambda done: None) -> Tally:
        """Judge and write batch by batch, each in a transaction of its own that also calls `on_batch`.

        `skip` rows were brought in by an earlier try. A batch that the database refuses is tried row by row, so one bad
        row never takes good ones with it, and no row is ever brought in by half.
        """
        context = self.prepared(table)
        rows = typed_rows(table, self.importer.fields, self.mapping)
        done = sum(1 for _row in islice(rows, skip))
        for batch in batched(rows, BATCH):
            done += len(batch)
            try:
                self.write(context, batch, lambda: on_batch(done))  # noqa: B023 - called before `done` changes
            except (DomainError, IntegrityError):
                context = self.importer.prepare(self.actor, self.options)
                context = self.write_singly(context, batch, lambda: on_batch(done))  # noqa: B023
            self.tally.add(batch)
        return self.tally

    def write(self, context: Context, batch: Sequence[ImportRow], then: Callable[[], None]) -> None:
        """Judge and write a batch in one transaction."""
        with transaction.atomic():
            self.judge(context, batch)
            good = [row for row in batch if not row.problems]
            if good:
                self.importer.write(context, good)
            then()

    def write_singly(self, context: Context, batch: Sequence[ImportRow], then: Callable[[], None]) -> Context:
        """Write each row in a savepoint of its own; a row that is refused says why. The context to go on with.

        The batch is still one transaction: a worker killed on the way leaves nothing that would come in twice.
        """
        with transaction.atomic():
            for row in batch:
                if row.problems:
                    continue
                try:
                    self.write(context, [row], lambda: None)
                except (DomainError, IntegrityError) as error:
                    row.refuse(
                        error.message if isinstance(error, DomainError) else _("clashes with another record")
                    )
                    context = self.importer.prepare(self.actor, self.options)
            then()
        return context
