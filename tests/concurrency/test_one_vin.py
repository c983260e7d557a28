"""32 processes want one car: one sells it, 31 hear clearly why not, and the books are right."""

import json
from typing import Any

import pytest

from forecourt.apps.sales.tests.factories import PRICE
from tests.concurrency.conftest import Database
from tests.concurrency.sell import SELLERS

pytestmark = pytest.mark.chaos


def run(database: Database, *verb: object) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(database.run("sell", *verb))
    return said


def test_one_car_is_sold_once_and_everybody_else_is_told_so(database: Database):
    database.run("sell", "prepare", 1)

    said = run(database, "one")

    assert said == {"sold": 1, "vehicle_not_available": SELLERS - 1}
    assert run(database, "check") == {
        "sales": 1, "numbers": [1], "units": 1, "amount": PRICE, "ledger": 0, "receivable": PRICE, "findings": [],
    }  # fmt: skip


def test_without_the_lock_the_same_car_is_sold_more_than_once(database: Database):
    """The control: the test above would notice."""
    database.run("sell", "prepare", 1)
    database.run("sell", "drop-constraint")

    said = run(database, "one-unlocked")

    assert said.get("sold", 0) > 1
    assert run(database, "check")["findings"]


def test_numbers_under_many_writers_have_no_gap_and_none_twice(database: Database):
    database.run("sell", "prepare", SELLERS)

    said = run(database, "many")

    assert said == {"sold": SELLERS, "vehicle_held": SELLERS}
    facts = run(database, "check")
    assert facts["numbers"] == list(range(1, SELLERS + 1))
    assert (facts["units"], facts["amount"], facts["ledger"]) == (SELLERS, SELLERS * PRICE, 0)
    assert facts["findings"] == []
