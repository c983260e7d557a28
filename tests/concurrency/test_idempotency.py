"""One idempotency key sent by many at once."""

import pytest

from tests.concurrency.conftest import Database, finish

pytestmark = pytest.mark.chaos


def test_one_key_sent_at_once_by_four_has_one_effect_and_one_answer(database: Database):
    token, vehicle = database.run("send_once", "prepare").split()[-2:]

    said = finish([database.start("send_once", token, vehicle) for _place in range(4)])

    answers = sorted(text.splitlines()[-1] for text in said)
    assert answers == ["201 first", *["201 true"] * 3]
    assert database.run("send_once", "show").splitlines()[-1] == "1"
