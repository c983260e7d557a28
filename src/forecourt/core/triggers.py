"""Append-only tables: a database trigger refuses to alter or delete what was written."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.migrations.operations.special import RunPython

_PG_FUNCTION = """
CREATE OR REPLACE FUNCTION forecourt_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_PG = "CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION forecourt_refuse()"
_SQLITE = (
    "CREATE TRIGGER {name} BEFORE {event} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'rows of this table are only ever added'); END"
)


def append_only(app_label: str, model_name: str) -> RunPython:
    """A migration operation that adds the triggers to the model's table, and its reverse."""

    def triggers(apps: Any, editor: Any) -> list[tuple[str, str, str]]:
        table = apps.get_model(app_label, model_name)._meta.db_table
        quote = editor.connection.ops.quote_name
        return [(quote(f"{table}_no_{event.lower()}"), event, quote(table)) for event in ("UPDATE", "DELETE")]

    def add(apps: Any, editor: Any) -> None:
        postgres = editor.connection.vendor == "postgresql"
        if postgres:
            editor.execute(_PG_FUNCTION, params=None)
        for name, event, table in triggers(apps, editor):
            editor.execute(
                (_PG if postgres else _SQLITE).format(name=name, event=event, table=table), params=None
            )

    def drop(apps: Any, editor: Any) -> None:
        for name, _event, table in triggers(apps, editor):
            suffix = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")

    return RunPython(add, drop)


@contextmanager
def append_only_lifted(table: str) -> Iterator[None]:
    """Run a block without the triggers of `table`. For tests of tampering only; the block must be in a transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table with checks that wait for the commit cannot be altered: they are run here.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            yield
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            return
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table]
        )
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _name, sql in triggers:
            cursor.execute(sql)
