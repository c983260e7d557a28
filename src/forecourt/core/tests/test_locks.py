"""Locks: a row that is held for change can be pointed to meanwhile, and a clash becomes a refusal."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from forecourt.core import clock
from forecourt.core.db import locked, refusing_doubles
from forecourt.core.errors import Conflict
from forecourt.core.models import EventDelivery, NumberSequence, OutboxEvent


@pytest.mark.django_db(transaction=True)
def test_a_locked_row_takes_new_rows_that_point_to_it():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    event = OutboxEvent.objects.create(name="Trial", payload={}, created_at=clock.now())
    outcome = []

    def point_to_it():
        try:
            with transaction.atomic():
                connection.cursor().execute("SET LOCAL lock_timeout = '2s'")
                EventDelivery.objects.create(event_id=event.pk, handler="trial", due_at=clock.now())
            outcome.append("added")
        except DatabaseError as error:
            outcome.append(type(error).__name__)
        finally:
            connection.close()

    with transaction.atomic():
        locked(OutboxEvent.objects.filter(pk=event.pk)).get()
        thread = threading.Thread(target=point_to_it)
        thread.start()
        thread.join()

    assert outcome == ["added"]


@pytest.mark.django_db
def test_a_clash_in_the_database_is_a_refusal_and_the_transaction_goes_on():
    key = {"kind": "XX", "store_id": 1, "year": 2026}
    NumberSequence.objects.create(**key)

    with pytest.raises(Conflict), refusing_doubles(Conflict(field="kind")):
        NumberSequence.objects.create(**key)

    assert NumberSequence.objects.count() == 1
