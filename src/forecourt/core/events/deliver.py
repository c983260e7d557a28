"""Delivering what waits in the outbox, each delivery once in effect.

A delivery is claimed with a row lock, the handler runs in the same transaction, and the row is marked done there: a
process killed in between leaves nothing behind, and a second process passes the locked row by.
"""

import dataclasses
import threading
from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, get_args, get_type_hints

import structlog
from django.conf import settings
from django.db import connection, transaction

from forecourt.core import clock
from forecourt.core.autodiscover import offered
from forecourt.core.events.handlers import Handler
from forecourt.core.models import EventDelivery

log = structlog.get_logger(__name__)
MAX_ATTEMPTS = 12
_wake = threading.Event()


def deliver_soon() -> None:
    """After a commit: wake the worker of this process, or deliver at once where settings ask for it."""
    if settings.FORECOURT_DELIVER_EVENTS_INLINE:
        deliver_due()
    _wake.set()


def wait_for_work(seconds: float) -> None:
    """Sleep until an event of this process waits, at most `seconds`."""
    _wake.wait(seconds)
    _wake.clear()


@cache
def _handlers() -> dict[str, Handler]:
    return {handler.name: handler for handler in offered("handlers", "HANDLERS")}


def _restore(handler: Handler, payload: dict[str, Any]) -> Any:
    """The event dataclass from its JSON."""
    hints = get_type_hints(handler.event)
    values = {}
    for each in dataclasses.fields(handler.event):
        value, hint = payload.get(each.name), hints[each.name]
        if isinstance(value, str):
            value = _moment(value, {hint, *get_args(hint)})
        values[each.name] = value
    return handler.event(**values)


def _moment(text: str, types: Collection[Any]) -> Any:
    """A text of the payload as the moment or day its field holds, if it holds one."""
    if datetime in types:
        return datetime.fromisoformat(text)
    return date.fromisoformat(text) if date in types else text


def deliver_due(limit: int = 200) -> int:
    """Deliver up to `limit` waiting deliveries that are due; the number tried."""
    tried = 0
    while tried < limit and _deliver_next():
        tried += 1
    return tried


def _deliver_next() -> bool:
    due = EventDelivery.objects.filter(done_at=None, due_at__lte=clock.now(), attempts__lt=MAX_ATTEMPTS)
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        delivery = due.select_for_update(skip_locked=skip).order_by("due_at", "pk").first()
        if delivery is None:
            return False
        _attempt(delivery)
    return True


def _attempt(delivery: EventDelivery) -> None:
    """Run the handler in a savepoint; mark done, or note the failure and back off."""
    delivery.attempts += 1
    try:
        with transaction.atomic():
            handler = _handlers()[delivery.handler]
            handler.function(_restore(handler, delivery.event.payload))
    except Exception as error:  # a handler's bug must not stop the others; it is kept and retried
        log.exception("event_handler_failed", handler=delivery.handler, event_id=delivery.event_id)
        delivery.error = f"{type(error).__name__}: {error}"[:500]
        delivery.due_at = clock.now() + timedelta(seconds=min(3600, 2**delivery.attempts))
    else:
        delivery.error, delivery.done_at = "", clock.now()
    delivery.save(update_fields=["attempts", "error", "due_at", "done_at"])
