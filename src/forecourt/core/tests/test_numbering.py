"""Document numbers: per kind, store and year, without gaps."""

from typing import Any

import pytest
from django.db import transaction

from forecourt.core.models import NumberSequence
from forecourt.core.numbering import has_numbers, hold_sequence, next_number, next_numbers

pytestmark = pytest.mark.django_db
XS: Any = {"kind": "XS", "store_id": 1, "store_code": "SH01", "year": 2026}


def test_numbers_count_up_from_one():
    assert [next_number(**XS), next_number(**XS)] == ["SH01-XS-2026-000001", "SH01-XS-2026-000002"]


def test_each_kind_store_and_year_counts_for_itself():
    next_number(**XS)

    others = [XS | {"kind": "PZ"}, XS | {"store_id": 2, "store_code": "SH02"}, XS | {"year": 2027}]
    assert [next_number(**other)[-6:] for other in others] == ["000001"] * 3


def test_many_are_taken_at_once():
    next_number(**XS)

    assert next_numbers(**XS, count=3) == [f"SH01-XS-2026-{number:06d}" for number in (2, 3, 4)]
    assert next_number(**XS) == "SH01-XS-2026-000005"


def test_a_refused_document_gives_its_number_back():
    with transaction.atomic():
        next_number(**XS)
        transaction.set_rollback(True)

    assert next_number(**XS) == "SH01-XS-2026-000001"


def test_holding_a_sequence_takes_no_number():
    hold_sequence(kind="XS", store_id=1, year=2026)

    assert NumberSequence.objects.get().last == 0
    assert not has_numbers(1)
    assert next_number(**XS) == "SH01-XS-2026-000001"
    assert has_numbers(1)
