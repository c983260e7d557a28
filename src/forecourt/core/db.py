"""Transactions: what services share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.transaction import TransactionManagementError

from forecourt.core.errors import DomainError

P = ParamSpec("P")
R = TypeVar("R")
Q = TypeVar("Q", bound="models.QuerySet[Any]")


def transaction_required(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a helper that must run inside its caller's transaction."""

    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        if not transaction.get_connection().in_atomic_block:
            raise TransactionManagementError(f"{function.__qualname__} needs the caller's transaction")
        return function(*args, **kwargs)

    return checked


def locked(rows: Q) -> Q:
    """The rows held for change until the caller's transaction ends.

    Their keys are not held: a row that points to one of them, such as a timeline entry to its customer, is added
    meanwhile. Holding the keys too would let two services that lock in different places wait for each other.
    """
    held: Q = rows.select_for_update(of=("self",), no_key=True)
    return held


@contextmanager
def refusing_doubles(refusal: DomainError) -> Iterator[None]:
    """Run the block in a savepoint; where a constraint of the database refuses it, raise `refusal` instead."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise refusal from error
