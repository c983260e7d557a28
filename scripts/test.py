"""`make test`: the whole suite on SQLite, then on PostgreSQL, then in the browser, as far as each is here.

What was skipped is named at the end. FORECOURT_REQUIRE=postgres,browser,realdata turns a skip of these into a failure.
Arguments go to pytest: `make test ARGS="src/forecourt/core -k money"`.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from scripts.steps import ROOT, say

SERVERS = ["postgresql:///{}", "postgresql://127.0.0.1/{}", "postgresql://postgres@127.0.0.1/{}"]
DATABASE = "forecourt_test_run"
CHROMIUM = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
NOTHING_COLLECTED = 5


@dataclass(frozen=True)
class Run:
    """One run of pytest, or why it is not made."""

    name: str
    needs: str
    marker: str
    env: Mapping[str, str]
    missing: str = ""


def sqlite() -> Run:
    """Everything but the browser, on SQLite."""
    return Run("SQLite", "sqlite", "not browser and not benchmark", {"DATABASE_URL": ""})


def postgres() -> Run:
    """The same on PostgreSQL: the one of DATABASE_URL, or one that answers here and lets us create a database."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        url = local_server()
    missing = (
        "" if url else "no PostgreSQL answers here that lets this user create a database; set DATABASE_URL"
    )
    return Run("PostgreSQL", "postgres", "not browser and not benchmark", {"DATABASE_URL": url}, missing)


def local_server(name: str = DATABASE) -> str:
    """The address of a database of that name on a local server, made when it is not there; empty when there is none."""
    for server in SERVERS:
        try:
            with psycopg.connect(server.format("postgres"), connect_timeout=2, autocommit=True) as connection:
                make_database(connection, name)
        except psycopg.Error:
            continue
        return server.format(name)
    return ""


def make_database(connection: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    """Create the database unless it is there. Raises psycopg.Error without the right to."""
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    allowed = "SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolcreatedb OR rolsuper)"
    if not connection.execute(allowed).fetchone():
        raise psycopg.errors.InsufficientPrivilege("may not create databases")


def browser() -> Run:
    """The tests that drive a page, on SQLite."""
    found = chromium()
    missing = "" if found else "no Chromium on the PATH; install it or set FORECOURT_CHROMIUM"
    return Run("browser", "browser", "browser", {"DATABASE_URL": "", "FORECOURT_CHROMIUM": found}, missing)


def chromium() -> str:
    """The Chromium to drive; empty when there is none."""
    named = os.environ.get("FORECOURT_CHROMIUM", "")
    return named or next((path for name in CHROMIUM if (path := shutil.which(name))), "")


def real_data() -> str:
    """Why the tests on real data are skipped; empty when they are not."""
    folder = Path(os.environ.get("FORECOURT_SHARED_DATA", ROOT.parent / "shared" / "data"))
    return "" if folder.is_dir() else f"no data files in {folder}"


def perform(run: Run, arguments: Sequence[str]) -> int:
    """Run pytest once and return its exit code."""
    say(f"\n=== {run.name}")
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-n", "2", "-q", "-m", run.marker, *arguments]
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **run.env}, check=False).returncode
    say(f"=== {run.name}: {time.monotonic() - started:.0f} s")
    return code


def outcome(runs: Sequence[Run], codes: Mapping[str, int]) -> tuple[list[str], dict[str, str]]:
    """The runs that failed, and what was skipped with the reason; `codes` are pytest's, by the name of the run."""
    failed = [name for name, code in codes.items() if code not in {0, NOTHING_COLLECTED}]
    skipped = {run.needs: run.missing for run in runs if run.missing}
    skipped |= {run.needs: "no such test" for run in runs if codes.get(run.name) == NOTHING_COLLECTED}
    return failed, skipped


def report(failed: Sequence[str], skipped: Mapping[str, str], required: set[str]) -> int:
    """Name what was skipped and what failed; a skip of what is required is a failure."""
    for name, reason in skipped.items():
        say(f"SKIPPED: {name}: {reason}")
    missing = sorted(required & set(skipped))
    if missing:
        say(f"FAILED: required and not here: {', '.join(missing)}")
    if failed:
        say(f"FAILED: {', '.join(failed)}")
    return 1 if failed or missing else 0


def main() -> int:
    """Make the runs that can be made."""
    runs = [sqlite(), postgres(), browser()]
    required = set(filter(None, os.environ.get("FORECOURT_REQUIRE", "").replace(" ", "").split(",")))
    codes = {run.name: perform(run, sys.argv[1:]) for run in runs if not run.missing}
    failed, skipped = outcome(runs, codes)
    if reason := real_data():
        skipped["realdata"] = reason
    say("")
    return report(failed, skipped, required)


if __name__ == "__main__":
    sys.exit(main())
