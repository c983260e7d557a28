"""Measure one database: `python -m bench.run`, with DATABASE_URL as for the product itself."""

import argparse
import os
from collections.abc import Iterator

import django
from django.db import connection

from bench.client import drive
from bench.floor import PostgresFloor, SqliteFloor, pgbench
from bench.report import Line, show
from bench.server import serving

CLIENTS = (1, 8, 32)
PORT = 8799


def main() -> None:
    """Print the table of one database."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--only", default="", help="measure only scenarios whose name holds this")
    options = parser.parse_args()
    django.setup()
    name = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    environment = {"FORECOURT_API_RATE": "0", "FORECOURT_LOG_LEVEL": "WARNING"}
    with serving(PORT, environment):
        show(measure(name, options.only, options.seconds), f"Forecourt on {name}")
    if options.only in "import":
        show(files(name), f"Files on {name}")
    if not options.only:
        show(floor(name, options.seconds), f"Plain SQL on {name}")


def measure(database: str, only: str, seconds: float) -> Iterator[Line]:
    """Every scenario at every number of clients, reads first."""
    from bench.scenarios import Cast, pages, writes

    cast = Cast()
    for scenario in [*pages(cast), *writes(cast)]:
        if only and only not in scenario.name:
            continue
        drive(PORT, scenario.requests, clients=4, seconds=2)
        for clients in CLIENTS:
            measured = drive(PORT, scenario.requests, clients=clients, seconds=seconds)
            line = Line(database, scenario.name, clients, measured, scenario.goal)
            print(line.in_words(), flush=True)
            yield line


def files(database: str) -> Iterator[Line]:
    """A file of leads, row by row."""
    from bench.imports import measure as measure_files

    for work, measured in measure_files():
        yield Line(database, work, 1, measured)


def floor(database: str, seconds: float) -> Iterator[Line]:
    """The list and the sale as plain SQL."""
    if database == "SQLite":
        with SqliteFloor() as sqlite:
            for work in ("list", "sale"):
                yield Line(database, f"plain {work}", 1, sqlite.measure(work, seconds=seconds))
    elif pgbench():
        with PostgresFloor(os.environ["DATABASE_URL"]) as postgres:
            for work in ("list", "sale"):
                for clients in CLIENTS:
                    yield Line(
                        database,
                        f"plain {work}",
                        clients,
                        postgres.measure(work, clients=clients, seconds=seconds),
                    )
    else:
        print("pgbench is not installed: no floor for PostgreSQL")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forecourt.config.settings")
    main()
