"""The same work as plain SQL: pgbench on PostgreSQL, Python's own driver on SQLite. The floor nothing gets under.

The tables are small copies of what the work touches, in a schema (or file) of their own, filled with as many rows.
"""

import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from bench.client import Measured

LEADS, VEHICLES = 220_000, 250_000

_SETUP = (
    "CREATE TABLE {p}lead (id INTEGER PRIMARY KEY, owner INTEGER, due DATE, name TEXT, phone TEXT, level TEXT)",
    "CREATE TABLE {p}vehicle (id INTEGER PRIMARY KEY, status INTEGER, cost BIGINT)",
    "CREATE TABLE {p}fact (id {serial}, kind INTEGER, ref INTEGER, amount BIGINT, note TEXT)",
    "CREATE TABLE {p}summary (store INTEGER PRIMARY KEY, units INTEGER, amount BIGINT, number INTEGER)",
)
_FILL = (
    (
        "INSERT INTO {p}lead SELECT n, n %% 1200, DATE '2026-01-01' + n %% 60, 'name ' || n, '199' || n, 'H' FROM "
        "generate_series(1, {leads}) n"
    ),
    "INSERT INTO {p}vehicle SELECT n, 0, 10000000 FROM generate_series(1, {vehicles}) n",
    "INSERT INTO {p}summary SELECT n, 0, 0, 0 FROM generate_series(0, 99) n",
    "CREATE INDEX ON {p}lead (owner, due, id)",
    "ANALYZE",
)
_LIST = "SELECT id, name, phone, level, due FROM {p}lead WHERE owner = :owner ORDER BY due, id LIMIT 50;"
_FACT = "INSERT INTO {p}fact (kind, ref, amount, note) VALUES (%d, :vehicle, 100, 'plain');"
_SALE = "\n".join(
    [
        "BEGIN;",
        "SELECT status FROM {p}vehicle WHERE id = :vehicle FOR UPDATE;",
        "UPDATE {p}vehicle SET status = 1 WHERE id = :vehicle;",
        *(
            _FACT % kind for kind in range(14)
        ),  # sale, lines, movement, timeline, journal with its lines, audit, event
        "UPDATE {p}summary SET units = units + 1, amount = amount + 100, number = number + 1 WHERE store = :store;",
        "COMMIT;",
    ]
)
_RANDOM = "\\set owner random(0, 1199)\n\\set vehicle random(1, 250000)\n\\set store random(0, 99)\n"
_SCHEMA = "bench_floor."


def pgbench() -> str | None:
    """Where pgbench is, among the programs of PostgreSQL."""
    found = shutil.which("pgbench")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    return found or (str(installed[-1]) if installed else None)


class PostgresFloor:
    """Plain SQL by pgbench on the database of a URL; the schema goes when the block ends."""

    def __init__(self, url: str) -> None:
        self.url = url

    def __enter__(self) -> Self:
        self._psql("DROP SCHEMA IF EXISTS bench_floor CASCADE", "CREATE SCHEMA bench_floor")
        filled = [each.format(p=_SCHEMA, serial="BIGSERIAL PRIMARY KEY") for each in _SETUP]
        filled += [
            each.replace("%%", "%").format(p=_SCHEMA, leads=LEADS, vehicles=VEHICLES) for each in _FILL
        ]
        self._psql(*filled)
        return self

    def __exit__(self, *_failure: object) -> None:
        self._psql("DROP SCHEMA bench_floor CASCADE")

    def _psql(self, *statements: str) -> None:
        commands = [argument for each in statements for argument in ("-c", each)]
        subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", self.url, *commands], check=True)

    def measure(self, work: str, *, clients: int, seconds: float) -> Measured:
        """Run "list" or "sale" from `clients` connections; latencies from pgbench's own log."""
        program = pgbench()
        if program is None:
            raise FileNotFoundError("pgbench")
        script = _RANDOM + (_LIST if work == "list" else _SALE).format(p=_SCHEMA)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "work.sql")
            path.write_text(script, encoding="utf-8")
            command = [
                program, "-n", "-M", "prepared", "-c", str(clients), "-j", str(min(2, clients)), "-T", str(int(seconds)),
                "-l", "-f", str(path), self.url,
            ]  # fmt: skip
            subprocess.run(command, check=True, cwd=folder, capture_output=True, env=os.environ)
            latencies = [
                int(line.split()[2]) / 1e6
                for log in Path(folder).glob("pgbench_log.*")
                for line in log.read_text().splitlines()
            ]
        return Measured(float(int(seconds)), latencies)


class SqliteFloor:
    """Plain SQL by Python's sqlite3, one connection: SQLite has one writer."""

    def __enter__(self) -> Self:
        self.folder = tempfile.TemporaryDirectory()
        self.connection = sqlite3.connect(Path(self.folder.name, "floor.sqlite3"), isolation_level=None)
        run = self.connection.execute
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            run(f"PRAGMA {pragma}")
        for each in _SETUP:
            run(each.format(p="", serial="INTEGER PRIMARY KEY"))
        run("BEGIN")
        leads = (
            (n, n % 1200, f"2026-01-{n % 28 + 1:02d}", f"name {n}", f"199{n}", "H") for n in range(LEADS)
        )
        self.connection.executemany("INSERT INTO lead VALUES (?, ?, ?, ?, ?, ?)", leads)
        self.connection.executemany(
            "INSERT INTO vehicle VALUES (?, 0, 10000000)", ((n,) for n in range(VEHICLES))
        )
        self.connection.executemany("INSERT INTO summary VALUES (?, 0, 0, 0)", ((n,) for n in range(100)))
        run("CREATE INDEX lead_due ON lead (owner, due, id)")
        run("COMMIT")
        return self

    def __exit__(self, *_failure: object) -> None:
        self.connection.close()
        self.folder.cleanup()

    def measure(self, work: str, *, seconds: float) -> Measured:
        """Run "list" or "sale" for `seconds`."""
        statements = _plain(_LIST if work == "list" else _SALE)
        latencies: list[float] = []
        started, turn = time.perf_counter(), 0
        while (now := time.perf_counter()) < started + seconds:
            turn += 1
            values = {"owner": turn % 1200, "vehicle": turn % VEHICLES, "store": turn % 100}
            for statement in statements:
                self.connection.execute(statement, values).fetchall()
            latencies.append(time.perf_counter() - now)
        return Measured(time.perf_counter() - started, latencies)


def _plain(script: str) -> Sequence[str]:
    """The script's statements as SQLite runs them."""
    text = script.format(p="").replace(" FOR UPDATE", "").replace("BEGIN;", "BEGIN IMMEDIATE;")
    return [re.sub(r"\s+", " ", each).strip() for each in text.split(";") if each.strip()]
