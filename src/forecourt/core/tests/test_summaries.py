"""Summaries: one statement, any writer first, negative deltas."""

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from forecourt.core.models import NumberSequence
from forecourt.core.summaries import raise_summaries, raise_summary, summary_key

KEY = {"kind": "SUM", "store_id": 7, "year": 2026}


def test_the_key_is_the_unique_constraint_of_the_model():
    assert summary_key(NumberSequence) == ("kind", "store_id", "year")


@pytest.mark.django_db
def test_the_first_delta_makes_the_row_and_later_ones_add_to_it():
    raise_summary(NumberSequence, KEY, {"last": 40})
    raise_summary(NumberSequence, KEY, {"last": 5})

    assert NumberSequence.objects.get().last == 45


@pytest.mark.django_db
def test_many_keys_take_one_statement_for_each_five_hundred(django_assert_num_queries):
    raised = {("SUM", store, 2026): {"last": store} for store in range(1, 1001)}

    with django_assert_num_queries(2):
        raise_summaries(NumberSequence, raised)
    raise_summaries(NumberSequence, raised)

    assert NumberSequence.objects.count() == 1000
    assert NumberSequence.objects.get(store_id=999).last == 2 * 999


@pytest.mark.django_db
def test_nothing_raised_is_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        raise_summaries(NumberSequence, {})


@pytest.mark.django_db(transaction=True)
def test_a_summary_is_refused_outside_a_transaction():
    with pytest.raises(TransactionManagementError):
        raise_summary(NumberSequence, KEY, {"last": 1})

    assert not NumberSequence.objects.exists()


@pytest.mark.django_db
def test_what_is_raised_goes_with_a_rolled_back_transaction():
    with transaction.atomic():
        raise_summary(NumberSequence, KEY, {"last": 1})
        transaction.set_rollback(True)

    assert not NumberSequence.objects.exists()
