"""The table that `make bench` prints."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from bench.client import Measured

PAGES, CREATE, SALE, DASHBOARD = (150, 80), (200, 0), (60, 200), (200, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """One scenario at one number of clients on one database."""

    database: str
    scenario: str
    clients: int
    measured: Measured


def show(lines: Iterable[Line], title: str) -> None:
    """Print throughput and latencies, and what failed."""
    table = Table(title=title)
    for name in ("database", "work", "clients", "per second", "p50 ms", "p95 ms", "failed"):
        table.add_column(name, justify="left" if name in {"database", "work"} else "right")
    for line in lines:
        result = line.measured
        table.add_row(
            line.database,
            line.scenario,
            str(line.clients),
            f"{result.throughput:,.1f}",
            f"{result.percentile(0.5):,.1f}",
            f"{result.percentile(0.95):,.1f}",
            "; ".join(f"{count}× {what}" for what, count in result.failures.items()),
        )
    Console(width=150).print(table)
