"""`forecourt verify`: prove the data, name what is wrong."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from forecourt.core.verify import Check, run_checks

SHOWN = 20


class Command(BaseCommand):
    """Recompute everything that is kept beside its history and compare."""

    help = "Prove the data: stock equals movements, sums equal facts, ledger balances, audit chain whole."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each check with its findings. Exit code 1 when something is wrong."""
        console = Console(stderr=False, highlight=False)
        wrong = 0
        with console.status("") as status:

            def show(check: Check, number: int, count: int) -> None:
                status.update(f"[{number}/{count}] {check.label}")

            for check, findings in run_checks(show):
                faults = [finding for finding in findings if not finding.is_notice]
                wrong += len(faults)
                console.print(f"{'[red]✗' if faults else '[green]✓'}[/] {check.label}")
                for finding in findings[:SHOWN]:
                    console.print(f"    {finding.what}", markup=False)
                if len(findings) > SHOWN:
                    console.print(f"    … and {len(findings) - SHOWN} more")
        if wrong:
            raise CommandError(f"{wrong} things are not as they must be.")
        console.print("[green]The data is proven.[/]")
