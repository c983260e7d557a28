"""`forecourt serve`: the web server, with a worker beside it."""

import socket
import subprocess  # nosec B404 - starts this very program
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server


def leave_no_connection() -> None:
    """Close every connection and pool of this process: its children would speak on the same lines at once."""
    for each in connections.all(initialized_only=True):
        each.close()
        if hasattr(each, "close_pool"):
            each.close_pool()


class Command(BaseCommand):
    """One command for a small installation; `--no-worker` where workers run elsewhere."""

    help = "Serve the pages and the API; also runs a worker unless told otherwise."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen and with how many processes."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="web processes")
        parser.add_argument("--threads", type=int, default=4, help="threads in each web process")
        parser.add_argument(
            "--no-worker", action="store_true", help="do not run a job worker beside the server"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until interrupted."""
        self.refuse_taken_port(options["host"], options["port"])
        self.refuse_old_tables()
        for greeting in settings.FORECOURT_GREETINGS:
            for line in import_string(greeting)():
                self.stdout.write(line)
        self.stdout.write(f"Forecourt: http://{options['host']}:{options['port']}/", self.style.SUCCESS)
        leave_no_connection()
        worker = (
            None if options["no_worker"] else subprocess.Popen([sys.executable, "-m", "forecourt", "worker"])
        )  # nosec B603
        try:
            self.server(options).serve()
        finally:
            if worker is not None:
                worker.terminate()
                worker.wait(timeout=30)

    def refuse_taken_port(self, host: str, port: int) -> None:
        """Say so when another program listens there: two servers would share the port unnoticed."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(f"Port {port} of {host} cannot be used: {error.strerror}.") from None

    def refuse_old_tables(self) -> None:
        """Say so when `migrate` was forgotten."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stderr.write(
                "The database is not up to date: run `forecourt migrate` first.", self.style.ERROR
            )
            raise SystemExit(1)

    def server(self, options: dict[str, Any]) -> Any:
        """The configured web server."""
        return Server(
            "forecourt.config.wsgi:application",
            address=options["host"],
            port=options["port"],
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=options["threads"],
            backlog=1024,
            respawn_failed_workers=True,
            workers_kill_timeout=10,
            log_level=LogLevels.warning,
        )
