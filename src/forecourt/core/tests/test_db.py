"""A service and the services it calls are one transaction."""

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from forecourt.core.db import insert_late, one_transaction
from forecourt.core.errors import Conflict
from forecourt.core.models import ExternalReference

pytestmark = pytest.mark.django_db


def row(reference: str) -> ExternalReference:
    return ExternalReference(kind="k", reference=reference, object_id=1)


def references() -> list[str]:
    return list(ExternalReference.objects.order_by("pk").values_list("reference", flat=True))


@one_transaction
def add(reference: str, *, refuse: bool = False) -> None:
    insert_late(row(reference))
    if refuse:
        raise Conflict


@one_transaction
def add_both(*, refuse: bool = False) -> None:
    add("first")
    assert references() == []
    add("second", refuse=refuse)


@one_transaction
def add_or_go_on() -> None:
    add("first")
    try:
        add("second", refuse=True)
    except Conflict:
        return


@one_transaction
def add_with_a_trial() -> None:
    add("kept")
    with pytest.raises(Conflict), transaction.atomic():
        add("tried", refuse=True)
    with transaction.atomic():
        add("at once")
        assert references() == ["at once"]


def test_what_services_add_late_goes_in_by_one_statement_in_one_savepoint():
    with CaptureQueriesContext(connection) as captured:
        add_both()

    assert references() == ["first", "second"]
    assert [query["sql"].split()[0] for query in captured.captured_queries] == [
        "SAVEPOINT", "SELECT", "INSERT", "RELEASE",
    ]  # fmt: skip


def test_a_refusal_of_the_second_takes_the_first_with_it():
    with pytest.raises(Conflict):
        add_both(refuse=True)

    assert references() == []


def test_a_service_that_goes_on_after_a_refusal_fails():
    with pytest.raises(TransactionManagementError, match="add_or_go_on"):
        add_or_go_on()

    assert references() == []


def test_what_is_tried_in_a_savepoint_may_fail_alone():
    add_with_a_trial()

    assert references() == ["at once", "kept"]


def test_outside_a_service_a_row_is_inserted_at_once():
    with transaction.atomic():
        insert_late(row("now"))

        assert references() == ["now"]


@pytest.mark.django_db(transaction=True)
def test_a_late_row_needs_a_transaction():
    with pytest.raises(TransactionManagementError):
        insert_late(row("lost"))

    assert references() == []
