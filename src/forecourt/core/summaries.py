"""Summaries: rows of sums per key, raised in the transaction of the fact they count.

A summary model has a unique constraint over its key, and integer columns with `db_default=0` that are only ever added
to. Raise summaries as the last lock of a transaction: each call is one statement, and its keys are locked in their sorted
order, so two writers never wait for each other crosswise. A reversal raises by negative numbers; a check that a column
is not negative would refuse them, for it judges the delta before it meets its row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection, models

from forecourt.core.batches import batched
from forecourt.core.db import transaction_required

Key = tuple[Any, ...]
Deltas = Mapping[str, int]

BATCH = 500
_UPSERT = "INSERT INTO {table} ({columns}) VALUES {rows} ON CONFLICT ({key}) DO UPDATE SET {raises}"


def summary_key(model: type[models.Model]) -> tuple[str, ...]:
    """The attribute names of the key: the fields of the model's one unconditional unique constraint."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None:
            return tuple(_field(model, name).attname for name in constraint.fields)
    raise TypeError(f"{model.__name__} has no unique constraint and cannot be a summary")


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


@transaction_required
def raise_summary(model: type[models.Model], key: Mapping[str, Any], deltas: Deltas) -> None:
    """Add `deltas` to the row of `key`, which is made where it is missing. One statement."""
    names = summary_key(model)
    raise_summaries(model, {tuple(key[name] for name in names): deltas})


@transaction_required
def raise_summaries(model: type[models.Model], raised: Mapping[Key, Deltas]) -> None:
    """Add to many rows: `raised` maps a key, in the order of `summary_key(model)`, to what is added to its columns.

    One statement for each 500 keys, in the sorted order of the keys.
    """
    columns = sorted({name for deltas in raised.values() for name in deltas})
    if not columns:
        return
    for batch in batched(sorted(raised.items(), key=lambda item: item[0]), BATCH):
        _upsert(model, columns, batch)


def _upsert(model: type[models.Model], columns: Sequence[str], batch: Iterable[tuple[Key, Deltas]]) -> None:
    quote = connection.ops.quote_name
    key_fields = [_field(model, name) for name in summary_key(model)]
    fields = key_fields + [_field(model, name) for name in columns]
    table = quote(model._meta.db_table)
    rows = [[*key, *(deltas.get(name, 0) for name in columns)] for key, deltas in batch]
    raised = [quote(_field(model, name).column) for name in columns]
    statement = _UPSERT.format(
        table=table,
        columns=", ".join(quote(field.column) for field in fields),
        rows=", ".join(["(" + ", ".join(["%s"] * len(fields)) + ")"] * len(rows)),
        key=", ".join(quote(field.column) for field in key_fields),
        raises=", ".join(f"{column} = {table}.{column} + EXCLUDED.{column}" for column in raised),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, list(_prepared(fields, rows)))


def _prepared(fields: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[Any]:
    """Each value as its column's adapter writes it, row by row."""
    for row in rows:
        for field, value in zip(fields, row, strict=True):
            # A whole number is written as it is by every integer column; most values are one.
            yield value if type(value) is int else field.get_db_prep_value(value, connection)
