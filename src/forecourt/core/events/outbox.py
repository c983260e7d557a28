"""Publishing an event: one outbox row, and one delivery row for each handler that wants it."""

import dataclasses
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import transaction

from forecourt.core import clock
from forecourt.core.audit.record import plain
from forecourt.core.autodiscover import offered
from forecourt.core.bulk import insert_rows
from forecourt.core.db import transaction_required
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
def publish(event: Any) -> OutboxEvent:
    """Write `event`, a frozen dataclass of plain values, to the outbox of the caller's transaction."""
    row = OutboxEvent.objects.create(
        name=type(event).__name__, payload=_payload(event), created_at=clock.now()
    )
    deliveries = [
        EventDelivery(event=row, handler=handler.name, due_at=row.created_at)
        for handler in handlers_of(type(event))  # type: ignore[arg-type]  # mypy: no class is hashable
    ]
    if deliveries:
        EventDelivery.objects.bulk_create(deliveries)
        transaction.on_commit(deliver_soon, robust=True)
    return row


@transaction_required
def publish_many(published: Sequence[Any]) -> None:
    """Write many events, in their order, in one statement per thousand."""
    at = clock.now()
    rows = insert_rows(
        [OutboxEvent(name=type(each).__name__, payload=_payload(each), created_at=at) for each in published]
    )
    deliveries = [
        EventDelivery(event=row, handler=handler.name, due_at=at)
        for row, each in zip(rows, published, strict=True)
        for handler in handlers_of(each.__class__)
    ]
    if deliveries:
        insert_rows(deliveries)
        transaction.on_commit(deliver_soon, robust=True)
