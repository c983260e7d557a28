"""Make the benchmark's database where it is empty: tables, demo group, statistics."""

import os
import sys

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection


def main(scale: str) -> None:
    """Migrate, fill, and let the database look at what it holds."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    if not apps.get_model("organization", "Store")._base_manager.exists():
        call_command("demo", scale=scale)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forecourt.config.settings")
    main(sys.argv[1])
