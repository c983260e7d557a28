"""`forecourt demo`: fill an empty installation with a demo group."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from forecourt.core.errors import DomainError
from forecourt.demo.build import Builder
from forecourt.demo.profile import Profile

BENCHMARK = "benchmark"


class Command(BaseCommand):
    """A dealer group by seed, with dates relative to today."""

    help = "Fill an empty installation with a demo group."

    def add_arguments(self, parser: CommandParser) -> None:
        """How large, and which."""
        parser.add_argument(
            "--scale", default="1", help=f"1 is 12 stores; or “{BENCHMARK}”, or “{BENCHMARK}*5”"
        )
        parser.add_argument("--seed", type=int, default=20260101)

    def handle(self, *args: Any, **options: Any) -> None:
        """Build it with a progress bar."""
        columns = (
            TextColumn("{task.description:<9}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns) as progress:
            tasks: dict[str, Any] = {}

            def report(what: str, done: int, total: int) -> None:
                if what not in tasks:
                    tasks[what] = progress.add_task(what, total=total)
                progress.update(tasks[what], completed=done)

            try:
                Builder(self.profile(options["scale"]), options["seed"], report).build()
            except DomainError as error:
                raise CommandError(error.message) from error

    def profile(self, scale: str) -> Profile:
        """The size that the option asks for."""
        name, _star, times = scale.partition("*")
        try:
            return Profile.benchmark(int(times or 1)) if name == BENCHMARK else Profile.of_scale(float(scale))
        except ValueError:
            raise CommandError(f"--scale is a number or “{BENCHMARK}”, not “{scale}”.") from None
