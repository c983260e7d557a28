"""Taking the next number of a sequence, as the last lock of a transaction."""

from django.db import connection

from forecourt.core.db import transaction_required
from forecourt.core.models import NumberSequence

_TAKE = (
    'INSERT INTO "core_numbersequence" ("kind", "store_id", "year", "last") VALUES (%s, %s, %s, %s) '
    'ON CONFLICT ("kind", "store_id", "year") DO UPDATE SET "last" = "core_numbersequence"."last" + EXCLUDED."last" '
    'RETURNING "last"'
)


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
    last = hold_sequence(kind=kind, store_id=store_id, year=year, take=count)
    return [f"{store_code}-{kind}-{year}-{number:06d}" for number in range(last - count + 1, last + 1)]


@transaction_required
def hold_sequence(*, kind: str, store_id: int, year: int, take: int = 0) -> int:
    """Lock a sequence until the caller's transaction ends, so that nobody else takes a number of it meanwhile.

    The sequence moves on by `take`; its last number then. One statement, on both databases.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [kind, store_id, year, take])
        (last,) = cursor.fetchone()
    return int(last)


def has_numbers(store_id: int) -> bool:
    """Whether a document of the store has a number."""
    return NumberSequence.objects.filter(store_id=store_id, last__gt=0).exists()
