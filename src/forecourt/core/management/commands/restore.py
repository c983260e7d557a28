"""`forecourt restore`: put a backup back."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from forecourt.core.backup import restore
from forecourt.core.errors import DomainError


class Command(BaseCommand):
    """Load an archive made by `forecourt backup`; stop the server first."""

    help = "Load a backup into this installation (stop the server first)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which archive, and whether to lose what is here."""
        parser.add_argument("source", type=Path)
        parser.add_argument("--replace", action="store_true", help="lose the data of this installation")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it, bring the tables up to date, prove the data."""
        try:
            manifest = restore(options["source"], replace=options["replace"])
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"Restored a backup of {manifest['at']}.")
        call_command("migrate", verbosity=0)
        call_command("verify")
