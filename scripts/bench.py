"""`make bench`: pages, API and import under load at the benchmark's size, on PostgreSQL and SQLite, beside plain SQL.

The databases are made once (minutes) and kept: `forecourt_bench` on the local PostgreSQL or the one of
FORECOURT_BENCH_URL, and a folder in var/ for SQLite. FORECOURT_BENCH_SCALE asks for another size, as `forecourt demo`
understands it. Arguments go to the measurement: `make bench ARGS="--seconds 5 --only sale"`, and `--sqlite` or
`--postgres` measures one database alone.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

from scripts.steps import ROOT, say
from scripts.test import local_server

DATABASE = "forecourt_bench"


def main(arguments: Sequence[str]) -> int:
    """Prepare and measure each database; not 0 when a measurement broke."""
    scale = os.environ.get("FORECOURT_BENCH_SCALE", "benchmark")
    only = {each for each in arguments if each in {"--sqlite", "--postgres"}}
    rest = [each for each in arguments if each not in only]
    codes = []
    for name, environment in databases(scale).items():
        if only and name not in only:
            continue
        codes.append(measure(name.strip("-"), environment, scale, rest))
    return max(codes, default=0)


def databases(scale: str) -> Mapping[str, Mapping[str, str]]:
    """Where each benchmark database is; PostgreSQL only where one answers."""
    folder = ROOT / "var" / f"bench-{scale.replace('*', 'x')}"
    found = {"--sqlite": {"DATABASE_URL": "", "FORECOURT_DATA_DIR": str(folder)}}
    suffix = "" if scale == "benchmark" else "_" + "".join(c if c.isalnum() else "_" for c in scale)
    url = os.environ.get("FORECOURT_BENCH_URL") or local_server(DATABASE + suffix)
    if not url:
        say("PostgreSQL is left out: none answers here; set FORECOURT_BENCH_URL")
        return found
    return {"--postgres": {"DATABASE_URL": url, "FORECOURT_DATA_DIR": str(folder)}, **found}


def measure(name: str, environment: Mapping[str, str], scale: str, arguments: Sequence[str]) -> int:
    """Make the database where it is empty, then measure."""
    say(f"{name}: preparing")
    run = {"env": {**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment}, "cwd": ROOT}
    for command in (["scripts.bench_data", scale], ["bench.run", *arguments]):
        code = subprocess.run([sys.executable, "-m", *command], check=False, **run).returncode  # type: ignore[call-overload]
        if code:
            return int(code)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
