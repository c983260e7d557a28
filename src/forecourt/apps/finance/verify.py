"""Proof of the books: entries balance, nothing was touched, balances are the sums of their lines, numbers have no gap."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, F, Max, Q, Sum
from django.db.models.functions import Coalesce, ExtractYear, TruncMonth
from django.utils.translation import gettext_lazy as _

from forecourt.apps.finance.models import AccountBalance, JournalEntry, JournalLine
from forecourt.apps.finance.services.entries import GROUP_BOOKS, NUMBER_KIND
from forecourt.core.models import NumberSequence
from forecourt.core.money import format_money
from forecourt.core.verify import Check, Finding


def entries_balance() -> Iterator[Finding]:
    """Each entry's lines are as many as it says, come to nothing together and to its total on the debit side."""
    entries = JournalEntry.objects.order_by("pk").annotate(
        found_lines=Count("lines"),
        difference=Coalesce(Sum("lines__amount"), 0),
        found_debit=Coalesce(Sum("lines__amount", filter=Q(lines__amount__gt=0)), 0),
    )
    wrong = entries.exclude(found_lines=F("line_count"), difference=0, found_debit=F("total_debit"))
    facts = wrong.values_list(
        "number", "found_lines", "line_count", "difference", "found_debit", "total_debit"
    )
    for number, lines, line_count, difference, debit, total in facts.iterator(chunk_size=1000):
        if lines != line_count:
            why = f"has {lines} lines instead of {line_count}"
        elif difference:
            why = f"is out of balance by {format_money(difference)}"
        else:
            why = f"has debits of {format_money(debit)} instead of {format_money(total)}"
        yield Finding(f"journal entry {number} {why}")


def balances_are_sums() -> Iterator[Finding]:
    """Each balance of books, month and account is what the lines come to."""
    kept = {
        (row.books, row.month, row.account_id): (row.debit, row.credit)
        for row in AccountBalance.objects.order_by().iterator(chunk_size=2000)
    }
    found = _sums_of_lines()
    for key in sorted(kept.keys() | found.keys()):
        stated, summed = kept.get(key, (0, 0)), found.get(key, (0, 0))
        if stated != summed:
            books, month, account = key
            yield Finding(
                f"balance of account {account} in {month:%Y-%m} of books {books}: "
                f"kept {_sides(stated)}, lines come to {_sides(summed)}"
            )


def _sums_of_lines() -> dict[Any, tuple[int, int]]:
    rows = JournalLine.objects.order_by().values_list(
        Coalesce("entry__store_id", GROUP_BOOKS), TruncMonth("entry__on"), "account_id"
    )
    sums = rows.annotate(
        debits=Coalesce(Sum("amount", filter=Q(amount__gt=0)), 0),
        credits=-Coalesce(Sum("amount", filter=Q(amount__lt=0)), 0),
    )
    return {(books, month, account): (debit, credit) for books, month, account, debit, credit in sums}


def _sides(sums: tuple[int, int]) -> str:
    return f"{format_money(sums[0])} / {format_money(sums[1])}"


def numbers_have_no_gap() -> Iterator[Finding]:
    """The numbers of a store's year run from 1 to the last one given out."""
    entries = JournalEntry.objects.order_by().values_list(
        Coalesce("store_id", GROUP_BOOKS), ExtractYear("on")
    )
    found = {
        (store, year): (count, int(highest[-6:]))
        for store, year, count, highest in entries.annotate(Count("pk"), Max("number"))
    }
    sequences = NumberSequence.objects.filter(kind=NUMBER_KIND)
    last = {(row.store_id, row.year): row.last for row in sequences}
    for key in sorted(found.keys() | last.keys()):
        count, highest = found.get(key, (0, 0))
        if not count == highest == last.get(key, 0):
            store, year = key
            yield Finding(
                f"journal numbers of store {store} in {year}: {count} entries, the highest is {highest}, "
                f"given out {last.get(key, 0)}"
            )


CHECKS = (
    Check("finance.entries", _("Journal entries balance and are untouched"), entries_balance),
    Check("finance.balances", _("Account balances are the sums of their lines"), balances_are_sums),
    Check("finance.numbers", _("Journal numbers have no gap"), numbers_have_no_gap),
)
