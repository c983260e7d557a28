"""Many rows at once are the same rows as one by one, on both databases."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError

from forecourt.core import clock
from forecourt.core.bulk import FEW, insert_rows, insert_unless_there
from forecourt.core.models import EventDelivery, ExternalReference, OutboxEvent

pytestmark = pytest.mark.django_db
MANY = FEW + 5
ODD = ["tab\there", "line\nbreak", "back\\slash", "\\N", "quote'\"", "张伟 🚗", ""]


def events(count: int = MANY) -> list[OutboxEvent]:
    at = clock.now()
    return [
        OutboxEvent(
            name=f"E{n}", payload={"text": ODD[n % len(ODD)], "n": n}, created_at=at + timedelta(seconds=n)
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("count", [0, 3, MANY])
def test_rows_are_inserted_with_their_keys_in_order(count):
    made = events(count)

    found = insert_rows(made)

    assert found == made
    assert [row.pk for row in found] == sorted(row.pk for row in found)
    kept = list(OutboxEvent.objects.order_by("pk").values_list("pk", "name", "payload", "created_at"))
    assert kept == [(row.pk, row.name, row.payload, row.created_at) for row in made]
    assert not any(row._state.adding for row in made)


def test_a_row_may_point_to_one_that_was_inserted_after_it_was_set():
    made = events()
    deliveries = [EventDelivery(event=event, handler="h", due_at=event.created_at) for event in made]

    insert_rows(made)
    insert_rows(deliveries)

    assert list(EventDelivery.objects.order_by("pk").values_list("event_id", flat=True)) == [
        row.pk for row in made
    ]


def test_texts_stay_as_they_are():
    insert_rows(
        [ExternalReference(kind=f"k{n}", reference=ODD[n % len(ODD)], object_id=n) for n in range(MANY)]
    )

    kept = ExternalReference.objects.order_by("pk").values_list("reference", flat=True)
    assert list(kept) == [ODD[n % len(ODD)] for n in range(MANY)]


def test_a_constraint_refuses_all_of_them():
    rows = [ExternalReference(kind="k", reference=str(n % (MANY - 1)), object_id=n) for n in range(MANY)]

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(rows)

    assert not ExternalReference.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_needs_the_transaction_of_its_caller():
    with pytest.raises(TransactionManagementError):
        insert_rows(events())

    assert not OutboxEvent.objects.exists()


def test_a_row_is_inserted_unless_its_place_is_taken():
    first, second = (ExternalReference(kind="k", reference="r", object_id=n) for n in (1, 2))

    assert insert_unless_there(first)
    assert not insert_unless_there(second)

    assert list(ExternalReference.objects.values_list("pk", "object_id")) == [(first.pk, 1)]
    assert first._state.adding is False
    assert second.pk is None


def test_keys_go_on_after_those_of_other_rows():
    before = OutboxEvent.objects.create(name="before", payload={}, created_at=clock.now())

    insert_rows(made := events())
    after = OutboxEvent.objects.create(name="after", payload={}, created_at=clock.now())

    assert [before.pk + 1, after.pk - 1] == [made[0].pk, made[-1].pk]
