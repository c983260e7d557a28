"""One VIN, one bay, one vehicle, and many who want it at the same moment."""

import time
from collections import Counter

import pytest

from tests.concurrency.conftest import Database, finish
from tests.concurrency.stock_race import VERBS

pytestmark = pytest.mark.chaos
WRITERS = 4


def test_one_gets_it_and_the_others_are_told_why_not_and_without_the_lock_writes_break(database: Database):
    ids = database.run("stock_race", "prepare").split()
    begin = time.time() + 8

    said = finish([database.start("stock_race", begin, place, *ids) for place in range(WRITERS)])

    results = zip(*(each.split() for each in said), strict=True)
    came = {verb: Counter(result) for verb, result in zip(VERBS, results, strict=True)}
    others = WRITERS - 1
    assert came["same_vin"] == {"done": 1, "vin_taken": others}
    assert came["same_bay"] == {"done": 1, "bay_full": others}
    assert came["hold"] == {"done": 1, "vehicle_held": others}
    assert came["sell"] == {"done": 1, "vehicle_not_available": others}
    assert came["hold_unlocked"]["broken"] >= 1
    assert came["same_vin_unlocked"]["broken"] >= 1
    # The control's vehicle has no movement; the sold one's cost leaves the books by the sale itself.
    assert database.run("stock_race", "prove").split() == ["inventory.movements", "inventory.value"]
