"""The `forecourt` command: the project's own commands and Django's."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a management command with Forecourt's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forecourt.config.settings")
    execute_from_command_line(["forecourt", *sys.argv[1:]])


if __name__ == "__main__":
    main()
