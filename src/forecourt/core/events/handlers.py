"""The declaration of an event handler, as an app lists it in `handlers.HANDLERS`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Handler:
    """A reaction to an event: idempotent, calls its own app's services.

    `name` is stable, for it is kept with each delivery: "sales.count_lead_outcome".
    """

    name: str
    event: type
    function: Callable[[Any], None]
