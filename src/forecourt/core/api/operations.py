"""How an operation says who may call it, and how records carry their version."""

from collections.abc import Callable
from typing import TypeVar

from forecourt.core.http import ActorRequest

F = TypeVar("F", bound=Callable[..., object])


class ApiRequest(ActorRequest):
    """A request that the gate of the API has let in. Only a type: Django makes the request.

    `version` is the number of `If-Match`, for operations that demand it; `etag` is what the answer will be tagged with.
    """

    version: int
    etag: int


def allows(*permissions: str, versioned: bool = False) -> Callable[[F], F]:
    """Name the permissions of an operation: its caller holds at least one (none named: any caller that is known).

    `versioned` demands `If-Match` with the version of the record as it was read. The gate in `forecourt.api` enforces
    both before the input is looked at; an operation without this mark does not start.
    """

    def mark(function: F) -> F:
        function.needs = permissions  # type: ignore[attr-defined]
        function.versioned = versioned  # type: ignore[attr-defined]
        return function

    return mark


def needs_of(function: Callable[..., object]) -> tuple[str, ...]:
    """The permissions that `allows` named. Raises LookupError where an operation says nothing."""
    if not hasattr(function, "needs"):
        raise LookupError(f"{function.__qualname__} does not say whom it allows")
    needs: tuple[str, ...] = function.needs
    return needs


def is_versioned(function: Callable[..., object]) -> bool:
    """Whether the operation demands If-Match."""
    return bool(getattr(function, "versioned", False))


def tag(request: ApiRequest, version: int) -> None:
    """Answer with `ETag: "<version>"`, to be sent back as `If-Match`."""
    request.etag = version
