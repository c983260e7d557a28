"""How fast a file comes in: leads with new customers, by the steps of the wizard."""

import time
from collections.abc import Iterator
from io import BytesIO

from bench.client import Measured
from forecourt.apps.organization.models import Store
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.imports.mapping import ColumnMapping
from forecourt.core.imports.services import bring_rows_in, check_rows, set_mapping, upload_import

ROWS = 10_000
COLUMNS = ("reference", "name", "phone", "store", "source", "created_on")


def leads_file(rows: int) -> bytes:
    """A csv file of people nobody knows yet."""
    base = int(clock.now().timestamp()) % 10_000 * rows
    stores = list(Store.objects.order_by("pk").values_list("name", flat=True))
    lines = (
        f"B{base + n},演示导入{n},196{(base + n) % 100_000_000:08d},{stores[n % len(stores)]},walk_in,2026-10-01"
        for n in range(rows)
    )
    return "\n".join([",".join(COLUMNS), *lines]).encode()


def measure() -> Iterator[tuple[str, Measured]]:
    """The check and the import of the file; one "request" is one row."""
    actor = Actor.system("bench")
    run = upload_import(
        actor=actor, importer="customers.leads", file=BytesIO(leads_file(ROWS)), filename="leads.csv"
    )
    mapping = ColumnMapping(columns={name: name for name in COLUMNS})
    run = set_mapping(actor=actor, run_id=run.pk, mapping=mapping, options={})
    for name, step in (("check a row", check_rows), ("import a row", bring_rows_in)):
        started = time.perf_counter()
        step(run, actor)
        seconds = time.perf_counter() - started
        failures = {str(run.refusals[:2]): run.rows_refused} if run.rows_refused else {}
        yield name, Measured(seconds, [seconds / ROWS] * (ROWS - run.rows_refused), failures)
