"""Small tables kept in each process for a while: read often, changed rarely, never a permission."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
_all: list["Remembered[object]"] = []


class Remembered(Generic[T]):
    """A function without arguments whose result is kept for `seconds`; other processes follow within that time."""

    def __init__(self, function: Callable[[], T], seconds: float) -> None:
        self.function, self.seconds = function, seconds
        self.kept: tuple[float, T] | None = None
        _all.append(self)  # type: ignore[arg-type]

    def __call__(self) -> T:
        """The kept result, or a new one."""
        kept = self.kept
        if kept is None or kept[0] < time.monotonic():
            kept = self.kept = (time.monotonic() + self.seconds, self.function())
        return kept[1]

    def forget(self) -> None:
        """Ask the function again next time."""
        self.kept = None


def remembered(seconds: float) -> Callable[[Callable[[], T]], Remembered[T]]:
    """Keep the result of a function without arguments. Nobody may change what it gives."""
    return lambda function: Remembered(function, seconds)


def forget_all() -> None:
    """Ask every function again: between tests."""
    for each in _all:
        each.forget()
