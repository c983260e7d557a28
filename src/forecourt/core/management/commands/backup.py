"""`forecourt backup`: the database and the uploads in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from forecourt.core.backup import back_up
from forecourt.core.errors import DomainError


class Command(BaseCommand):
    """Write one archive while the installation runs."""

    help = "Write the database and the uploaded files to one archive."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("target", type=Path, help="a .tar.gz to make, or a folder")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it and say where it is."""
        try:
            path = back_up(options["target"])
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{path} ({path.stat().st_size:,} bytes)")
