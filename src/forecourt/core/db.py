"""Transactions: what services share."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction
from django.db.transaction import TransactionManagementError

P = ParamSpec("P")
R = TypeVar("R")


def transaction_required(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a helper that must run inside its caller's transaction."""

    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        if not transaction.get_connection().in_atomic_block:
            raise TransactionManagementError(f"{function.__qualname__} needs the caller's transaction")
        return function(*args, **kwargs)

    return checked
