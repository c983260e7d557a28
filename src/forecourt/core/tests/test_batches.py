"""Batches hold every row once, in order."""

from forecourt.core.batches import KEYS, batched, batched_keys


def test_rows_come_in_order_in_lists_of_at_most_the_size():
    assert list(batched(iter(range(5)), 2)) == [[0, 1], [2, 3], [4]]
    assert list(batched((), 2)) == []


def test_keys_are_sorted_once_each_and_never_empty():
    assert list(batched_keys(["b", "", "a", "b"])) == [["a", "b"]]
    assert [len(batch) for batch in batched_keys(range(KEYS + 2))] == [KEYS, 1]
