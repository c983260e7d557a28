"""One customer for one phone, however many write it down at once."""

from pathlib import Path

import pytest

from tests.concurrency.conftest import Database, finish

pytestmark = pytest.mark.chaos
WRITERS = 4


def race(database: Database, folder: Path, *extra: str) -> list[str]:
    """What became of each of the writers, who begin at the same moment."""
    database.run("same_phone", "prepare")
    writers = [database.start("same_phone", place, folder, WRITERS, *extra) for place in range(WRITERS)]
    return sorted(finish(writers))


def test_a_new_phone_written_by_many_is_one_customer_with_one_open_lead_per_store(
    database: Database, tmp_path: Path
):
    outcomes = race(database, tmp_path)

    assert outcomes == ["added"] * 2 + ["customers.lead_exists"] * (WRITERS - 2)
    assert database.run("same_phone", "show") == "1 2 2"


def test_control_without_the_constraint_the_same_race_makes_doubles(database: Database, tmp_path: Path):
    race(database, tmp_path, "unguarded")

    customers, _relationships, _leads = database.run("same_phone", "show").split()
    assert int(customers) > 1
