"""`forecourt import`: bring a file in by a kept mapping, as the wizard does."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.progress import Progress

from forecourt.core.actor import Actor
from forecourt.core.errors import DomainError
from forecourt.core.imports.importer import get_importer
from forecourt.core.imports.mapping import MappingFile, load_mapping_file
from forecourt.core.imports.models import ImportRun
from forecourt.core.imports.services import bring_rows_in, check_rows, set_mapping, upload_import


class Command(BaseCommand):
    """Check a file, and bring its rows in unless only the check is asked for."""

    help = (
        "Bring a csv or spreadsheet file in by a mapping file. "
        "Exit code 0: all rows are in; 2: some were refused; 1: none could be."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file, by which mapping."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--mapping", type=Path, required=True, help="a YAML file: importer, columns, options"
        )
        parser.add_argument("--check", action="store_true", help="only say what would happen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the steps of the wizard and print the outcome and the speed."""
        try:
            kept = load_mapping_file(options["mapping"])
            run = self.prepared(options["file"], kept)
            seconds = self.work(run, check_only=options["check"])
        except (DomainError, OSError) as error:
            raise CommandError(str(error)) from error
        labels = get_importer(run.importer).outcomes
        for outcome, count in run.outcomes.items():
            self.stdout.write(f"{count:>9,}  {labels.get(outcome, outcome)}")
        self.stdout.write(
            f"{run.rows_total:,} rows in {seconds:.1f} s, {run.rows_total / max(seconds, 0.001):,.0f} rows/s"
        )
        if run.rows_refused:
            self.show_refused(run)
            raise SystemExit(2 if run.rows_refused < run.rows_total else 1)

    def prepared(self, path: Path, kept: MappingFile) -> ImportRun:
        """The file uploaded and mapped."""
        actor = Actor.system("import")
        with path.open("rb") as file:
            run = upload_import(
                actor=actor, importer=kept.importer, file=file, filename=path.name, sheet=kept.sheet,
                header_row=kept.header_row,
            )  # fmt: skip
        return set_mapping(actor=actor, run_id=run.pk, mapping=kept.mapping, options=kept.options)

    def work(self, run: ImportRun, *, check_only: bool) -> float:
        """Check, and bring in unless `check_only`; the seconds of the last step."""
        actor = Actor.system("import")
        with Progress(transient=True) as progress:
            task = progress.add_task("check", total=None)
            started = time.perf_counter()
            check_rows(run, actor, lambda done: progress.update(task, completed=done))
            if not check_only:
                task = progress.add_task("import", total=run.rows_total)
                started = time.perf_counter()
                bring_rows_in(run, actor, lambda done: progress.update(task, completed=done))
        return time.perf_counter() - started

    def show_refused(self, run: ImportRun) -> None:
        """Name the first refused rows and the file that holds all."""
        self.stderr.write(f"{run.rows_refused:,} rows refused:")
        for number, reason in run.refusals[:20]:
            self.stderr.write(f"  row {number}: {reason}")
        if run.refused_file:
            self.stderr.write(f"All of them with their reasons: {run.refused_file.path}")
