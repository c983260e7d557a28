"""A guard for tests: a service that writes an audited table and records nothing fails.

It reads the statements of a connection. A service is a savepoint of the test's transaction; when its outermost
savepoint is released with a write to an audited table and no audit entry, the guard raises.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection

from forecourt.core.autodiscover import offered

_WRITE = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "(\w+)"')
Execute = Callable[[str, Any, bool, Any], Any]


class AuditMissing(AssertionError):
    """A write to an audited table without an audit entry."""


def audited_tables() -> frozenset[str]:
    """The tables of the models that the apps list as `MODELS` in `audited.py`."""
    return frozenset(apps.get_model(label)._meta.db_table for label in offered("audited", "MODELS"))


class AuditGuard:
    """Follows savepoints and writes; see the module."""

    def __init__(self) -> None:
        self.tables = audited_tables()
        self.levels: list[tuple[set[str], list[bool]]] = []

    def __call__(self, execute: Execute, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Run one statement and see what it wrote."""
        result = execute(sql, params, many, context)
        self.see(sql)
        return result

    def see(self, sql: str) -> None:
        """Take note of one statement."""
        if sql.startswith("SAVEPOINT"):
            self.levels.append((set(), []))
        elif sql.startswith("ROLLBACK TO SAVEPOINT") and self.levels:
            self.levels[-1] = (set(), [])
        elif sql.startswith("RELEASE SAVEPOINT") and self.levels:
            self.release(*self.levels.pop())
        elif self.levels and (write := _WRITE.match(sql)):
            self.note(write.group(1))

    def note(self, table: str) -> None:
        """A write to `table` at the present level."""
        writes, recorded = self.levels[-1]
        if table == "core_auditentry":
            recorded.append(True)
        elif table in self.tables:
            writes.add(table)

    def release(self, writes: set[str], recorded: list[bool]) -> None:
        """The end of a level: its notes go to the level above, or are judged."""
        if self.levels:
            self.levels[-1][0].update(writes)
            self.levels[-1][1].extend(recorded)
        elif writes and not recorded:
            raise AuditMissing(f"written without an audit entry: {', '.join(sorted(writes))}")


@contextmanager
def audit_guarded() -> Iterator[AuditGuard]:
    """Watch the default connection."""
    guard = AuditGuard()
    with connection.execute_wrapper(guard):
        yield guard
