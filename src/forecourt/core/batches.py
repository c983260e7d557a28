"""Many rows, a batch at a time."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
K = TypeVar("K", int, str)
KEYS = 500
"""Most keys of one `IN`: what every database takes."""


def batched(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """The rows in lists of at most `size`."""
    waiting = iter(rows)
    while batch := list(islice(waiting, size)):
        yield batch


def batched_keys(keys: Collection[K]) -> Iterator[list[K]]:
    """The keys, in order and without empty ones, in lists for one `IN` each."""
    return batched(sorted({key for key in keys if key}), KEYS)
