"""`forecourt createadmin`: a login that may set up everything."""

import getpass
import secrets
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from forecourt.apps.organization.services import add_administrator
from forecourt.core.actor import Actor
from forecourt.core.errors import DomainError


class Command(BaseCommand):
    """Also the way back in when every administrator lost his password."""

    help = "Make a login that holds system administrator for the whole group."

    def add_arguments(self, parser: CommandParser) -> None:
        """Its name; the password is asked for, or made."""
        parser.add_argument("--username", required=True)
        parser.add_argument("--name", default="")
        parser.add_argument("--generate", action="store_true", help="make a password and print it once")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the login."""
        generate = options["generate"] or not sys.stdin.isatty()
        password = secrets.token_urlsafe(15) if generate else self.ask()
        try:
            user = add_administrator(
                actor=Actor.system("createadmin"),
                username=options["username"],
                password=password,
                name=options["name"],
            )
        except DomainError as error:
            raise CommandError(error.message) from None
        self.stdout.write(f"Login {user.username} may set up everything.", self.style.SUCCESS)
        if generate:
            self.stdout.write(f"Password (shown once): {password}")

    def ask(self) -> str:
        """The password, typed twice."""
        password = getpass.getpass()
        if password != getpass.getpass("Password (again): "):
            raise CommandError("The two passwords differ.")
        return password
