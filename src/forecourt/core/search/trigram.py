"""A trigram index on `search_text`, where the database has one."""

from typing import Any

from django.db.migrations.operations.special import RunPython

_CREATE = "CREATE INDEX IF NOT EXISTS {name} ON {table} USING gin ({column} gin_trgm_ops)"


def trigram_index(app_label: str, model_name: str, column: str = "search_text") -> RunPython:
    """A migration operation: a pg_trgm GIN index on PostgreSQL (with the extension), nothing on SQLite; reversible."""

    def names(apps: Any, editor: Any) -> dict[str, str]:
        table = apps.get_model(app_label, model_name)._meta.db_table
        quote = editor.connection.ops.quote_name
        return {"name": quote(f"{table}_{column}_trgm"[:63]), "table": quote(table), "column": quote(column)}

    def create(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            editor.execute(_CREATE.format(**names(apps, editor)))

    def drop(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute("DROP INDEX IF EXISTS {name}".format(**names(apps, editor)))

    return RunPython(create, drop)
