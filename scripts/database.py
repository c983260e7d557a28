"""Make the database ready for `make run`: compile translations, migrate, and fill it with the demo group when empty."""

import sys

import django
from django.apps import apps
from django.core.management import CommandError, call_command


def main() -> int:
    """Run the three in one process: starting Django is what takes time on a second run."""
    django.setup()
    call_command("messages", "compile", verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    store = apps.get_model("organization", "Store")
    if not store._base_manager.exists():
        print("\nThe database is empty: filling it with a demo group.", flush=True)
        call_command("demo")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CommandError as error:
        sys.exit(str(error))
