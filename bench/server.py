"""A Forecourt server for a measurement, on a port and a database of its own."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

STARTS_WITHIN = 60
PROJECT = Path(__file__).resolve().parent.parent


@contextmanager
def serving(
    port: int, environment: Mapping[str, str], *, workers: int = 2, threads: int = 4
) -> Iterator[None]:
    """Run `forecourt serve` without a job worker while the block runs."""
    command = [
        sys.executable, "-m", "forecourt", "serve", "--port", str(port), "--workers", str(workers), "--threads",
        str(threads), "--no-worker",
    ]  # fmt: skip
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, cwd=PROJECT, stdout=subprocess.DEVNULL
    )
    try:
        _wait_until_up(port)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_up(port: int) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise TimeoutError("the server did not come up")
