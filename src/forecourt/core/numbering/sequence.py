"""Taking the next number of a sequence, as the last lock of a transaction."""

from django.db.models import F

from forecourt.core.db import transaction_required
from forecourt.core.models import NumberSequence


@transaction_required
def next_number(*, kind: str, store_id: int, store_code: str, year: int) -> str:
    """The next document number, such as "SH01-XS-2026-000042".

    The sequence row stays locked until the caller's transaction ends: a refused sale gives its number back, and two
    sales never hold the same one. Call it after all checks, before the ledger.
    """
    return next_numbers(kind=kind, store_id=store_id, store_code=store_code, year=year, count=1)[0]


@transaction_required
def next_numbers(*, kind: str, store_id: int, store_code: str, year: int, count: int) -> list[str]:
    """The next `count` numbers of the sequence, in order."""
    hold_sequence(kind=kind, store_id=store_id, year=year, take=count)
    row = NumberSequence.objects.filter(kind=kind, store_id=store_id, year=year)
    last = row.values_list("last", flat=True).get()
    return [f"{store_code}-{kind}-{year}-{number:06d}" for number in range(last - count + 1, last + 1)]


@transaction_required
def hold_sequence(*, kind: str, store_id: int, year: int, take: int = 0) -> None:
    """Lock a sequence until the caller's transaction ends, so that nobody else takes a number of it meanwhile."""
    row = NumberSequence.objects.filter(kind=kind, store_id=store_id, year=year)
    if not row.update(last=F("last") + take):
        NumberSequence.objects.bulk_create(
            [NumberSequence(kind=kind, store_id=store_id, year=year)], ignore_conflicts=True
        )
        row.update(last=F("last") + take)
