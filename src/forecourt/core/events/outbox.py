"""Publishing an event: one outbox row, and one delivery row for each handler that wants it."""

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.db import transaction

from forecourt.core import clock
from forecourt.core.audit.record import plain
from forecourt.core.autodiscover import offered
from forecourt.core.bulk import insert_rows
from forecourt.core.db import insert_late, transaction_required
from forecourt.core.events.deliver import deliver_soon
from forecourt.core.events.handlers import Handler
from forecourt.core.models import EventDelivery, OutboxEvent


@cache
def handlers_of(event: type) -> tuple[Handler, ...]:
    """The handlers that the apps declare for this event, in app order."""
    return tuple(handler for handler in offered("handlers", "HANDLERS") if handler.event is event)


def _payload(event: Any) -> Any:
    """The values of an event by name: they are plain, so nothing has to be copied in depth."""
    return plain({name: getattr(event, name) for name in _names_of(type(event))})  # type: ignore[arg-type]  # mypy: no class is hashable


@cache
def _names_of(event: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(event))


@transaction_required
def publish(event: Any) -> None:
    """Write `event`, a frozen dataclass of plain values, to the outbox of the caller's transaction."""
    row, deliveries = _rows_of(event, clock.now())
    insert_late(row, *deliveries)
    if deliveries:
        transaction.on_commit(deliver_soon, robust=True)


@transaction_required
def publish_many(published: Sequence[Any]) -> None:
    """Write many events, in their order, at once."""
    at = clock.now()
    made = [_rows_of(event, at) for event in published]
    deliveries = [delivery for _row, each in made for delivery in each]
    insert_rows([row for row, _each in made])
    insert_rows(deliveries)
    if deliveries:
        transaction.on_commit(deliver_soon, robust=True)


def _rows_of(event: Any, at: datetime) -> tuple[OutboxEvent, list[EventDelivery]]:
    """The unsaved row of an event, and one for each handler that wants it."""
    row = OutboxEvent(name=type(event).__name__, payload=_payload(event), created_at=at)
    handlers = handlers_of(event.__class__)
    return row, [EventDelivery(event=row, handler=handler.name, due_at=at) for handler in handlers]
