"""Transactions: what services share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.transaction import Atomic, TransactionManagementError

from forecourt.core.errors import DomainError

P = ParamSpec("P")
R = TypeVar("R")
Late = dict[type[models.Model], list[models.Model]]
Q = TypeVar("Q", bound="models.QuerySet[Any]")


def transaction_required(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a helper that must run inside its caller's transaction."""

    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        if not transaction.get_connection().in_atomic_block:
            raise TransactionManagementError(f"{function.__qualname__} needs the caller's transaction")
        return function(*args, **kwargs)

    return checked


class _Outermost(Atomic):
    """The transaction of the service called first, and the rows it inserts at its end, by their model."""

    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)
        self.late: Late = {}


def one_transaction(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a service: all it does, and all that the services it calls do, happens or does not.

    The service called first opens the transaction, or a savepoint in one that is open. A service it calls joins it
    without a savepoint: where that one is refused the whole is, so a service never catches another's refusal. Where
    one may fail and the rest go on, it is called within `transaction.atomic()`.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        connection = transaction.get_connection()
        if any(isinstance(block, _Outermost) for block in connection.atomic_blocks):
            with transaction.atomic(savepoint=False):
                return function(*args, **kwargs)
        outermost = _Outermost()
        with outermost:
            result = function(*args, **kwargs)
            if connection.needs_rollback:
                raise TransactionManagementError(f"{function.__qualname__} went on after a refusal")
            _insert(outermost.late)
        return result

    return run


@transaction_required
def insert_late(*rows: models.Model) -> None:
    """Insert rows nobody reads meanwhile at the end of the service called first, together with their like.

    Outside a service, and within a savepoint of one, which may yet be rolled back alone, they are inserted at once.
    """
    service = _service()
    late: Late = {} if service is None else service.late
    for row in rows:
        late.setdefault(type(row), []).append(row)
    if service is None:
        _insert(late)


def _service() -> _Outermost | None:
    """The service called first, unless a savepoint was opened since."""
    for block in reversed(transaction.get_connection().atomic_blocks):
        if isinstance(block, _Outermost):
            return block
        if block.savepoint:
            break
    return None


def _insert(late: Late) -> None:
    for model, rows in late.items():
        model._default_manager.bulk_create(rows, batch_size=1000)


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
