"""Events: told in the transaction of the fact, handled once in effect, tried again until it works."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction

from forecourt.core import events
from forecourt.core.events import deliver, outbox
from forecourt.core.events.handlers import Handler
from forecourt.core.models import EventDelivery, NumberSequence, OutboxEvent

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Washed:
    """A trial event with a value of every kind."""

    car_id: int
    on: date
    at: datetime
    again_on: date | None = None
    note: str | None = None


WASHED = Washed(car_id=7, on=date(2026, 3, 10), at=NOON, again_on=date(2026, 3, 17), note="2026-03-10")


@pytest.fixture
def seen(monkeypatch):
    """What the one handler was handed; it writes a row and then does what `seen.then` says."""
    handed = Handed()
    handler = Handler("trial.count", Washed, handed.handle)
    monkeypatch.setattr(outbox, "handlers_of", lambda event: (handler,) if event is Washed else ())
    monkeypatch.setattr(deliver, "_handlers", lambda: {handler.name: handler})
    with time_machine.travel(NOON, tick=False) as handed.clock:
        yield handed


class Handed:
    def __init__(self):
        self.events: list[Any] = []
        self.then: Callable[[], None] = lambda: None
        self.clock: Any = None

    def handle(self, event):
        self.events.append(event)
        NumberSequence.objects.create(kind="WASH", store_id=len(self.events), year=2026)
        self.then()


def fail():
    raise RuntimeError("no water")


def test_an_event_reaches_its_handler_as_it_was_and_once(seen):
    events.publish(WASHED)

    assert (deliver.deliver_due(), deliver.deliver_due()) == (1, 0)

    assert seen.events == [WASHED]
    assert type(seen.events[0].on) is date
    assert EventDelivery.objects.get().done_at == NOON


def test_an_event_nobody_wants_is_kept_without_a_delivery(seen):
    @dataclass(frozen=True)
    class Other:
        car_id: int

    events.publish(Other(7))

    assert OutboxEvent.objects.get().payload == {"car_id": 7}
    assert not EventDelivery.objects.exists()


def test_an_event_goes_with_a_transaction_that_is_rolled_back(seen):
    with transaction.atomic():
        events.publish(WASHED)
        transaction.set_rollback(True)

    assert not OutboxEvent.objects.exists()


def test_a_handler_that_fails_leaves_nothing_and_is_tried_again_later(seen):
    seen.then = fail
    events.publish(WASHED)

    assert (deliver.deliver_due(), deliver.deliver_due()) == (1, 0)

    delivery = EventDelivery.objects.get()
    assert (delivery.attempts, delivery.done_at, delivery.error) == (1, None, "RuntimeError: no water")
    assert not NumberSequence.objects.exists()

    seen.then = lambda: None
    seen.clock.shift(timedelta(seconds=2))
    assert deliver.deliver_due() == 1
    assert NumberSequence.objects.count() == 1
    assert EventDelivery.objects.get().error == ""


def test_a_handler_that_always_fails_is_given_up_and_the_others_go_on(seen):
    seen.then = fail
    events.publish(WASHED)
    EventDelivery.objects.update(attempts=deliver.MAX_ATTEMPTS)

    assert deliver.deliver_due() == 0


def test_many_events_are_published_in_order(seen):
    events.publish_many([WASHED, WASHED])

    assert deliver.deliver_due() == 2
    assert OutboxEvent.objects.count() == 2
