"""The table that `make bench` prints."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from bench.client import Measured

# The goals are given for 8 clients.
AIMED_AT = {8}


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of work at one number of clients; `goal` is per second and p95 in ms at 8 clients (0: none)."""

    database: str
    work: str
    clients: int
    measured: Measured
    goal: tuple[int, int] = (0, 0)

    def in_words(self) -> str:
        """The line for a log, as soon as it is measured."""
        result = self.measured
        return (
            f"{self.database} {self.work} ×{self.clients}: {result.throughput:,.1f}/s "
            f"p50 {result.percentile(0.5):.1f} p95 {result.percentile(0.95):.1f} ms {result.failures or ''}"
        )

    def verdict(self) -> str:
        """Whether the goal is met, where there is one for this number of clients."""
        per_second, p95 = self.goal
        if not per_second or self.clients != 8:
            return ""
        met = self.measured.throughput >= per_second and (not p95 or self.measured.percentile(0.95) <= p95)
        aim = f"≥{per_second}/s" + (f" p95≤{p95}" if p95 else "")
        return f"{'met' if met else 'missed'} ({aim})"


def show(lines: Iterable[Line], title: str) -> None:
    """Print throughput and latencies, the goals, and what failed."""
    table = Table(title=title)
    for name in ("work", "clients", "per second", "p50 ms", "p95 ms", "goal", "failed"):
        table.add_column(name, justify="left" if name in {"work", "goal", "failed"} else "right")
    for line in lines:
        result = line.measured
        table.add_row(
            line.work,
            str(line.clients),
            f"{result.throughput:,.1f}",
            f"{result.percentile(0.5):,.1f}",
            f"{result.percentile(0.95):,.1f}",
            line.verdict(),
            "; ".join(f"{count}× {what}" for what, count in result.failures.items()),
        )
    Console(width=150).print(table)
