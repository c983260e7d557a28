"""What a check is, and running all of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.functional import Promise

from forecourt.core.autodiscover import offered


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be, named so that a person finds it; a notice is no fault."""

    what: str
    is_notice: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to prove, as an app lists it in `verify.CHECKS`."""

    code: str
    label: str | Promise
    find: Callable[[], Iterator[Finding]]


def run_checks(
    on_start: Callable[[Check, int, int], None] | None = None,
) -> Iterator[tuple[Check, list[Finding]]]:
    """Run every check over one unchanging view of the database; each with what it found."""
    checks: tuple[Check, ...] = offered("verify", "CHECKS")
    with unchanging_view():
        for number, check in enumerate(checks, 1):
            if on_start:
                on_start(check, number, len(checks))
            yield check, list(check.find())


@contextmanager
def unchanging_view() -> Iterator[None]:
    """All reads of the block see one moment, and hinder no writer."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with (
            connection.cursor() as cursor
        ):  # a deferred BEGIN: the settings' IMMEDIATE would lock writers out
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
