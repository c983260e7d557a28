"""Summaries under many writers."""

import pytest

from tests.concurrency.conftest import Database, finish

pytestmark = pytest.mark.chaos


def test_writers_of_the_same_keys_lose_nothing_and_never_deadlock(database: Database):
    finish([database.start("raise_sums", place) for place in range(8)])

    assert database.run("raise_sums", "show") == f"{8 * 25 * 7} {8 * 25 * 8} {8 * 25 * 9}"
