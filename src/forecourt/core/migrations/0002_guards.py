"""What was written is never altered; a table for the shared cache."""

from typing import Any

from django.core.management import call_command
from django.db import migrations

from forecourt.core.triggers import append_only


def create_cache_table(apps: Any, editor: Any) -> None:
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


def drop_cache_table(apps: Any, editor: Any) -> None:
    editor.execute("DROP TABLE IF EXISTS core_cache")


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [
        append_only("core", "AuditEntry"),
        append_only("core", "AuditSeal"),
        migrations.RunPython(create_cache_table, drop_cache_table),
    ]
