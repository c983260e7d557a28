"""Reads of the ledger."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet, Sum

from forecourt.apps.finance.models import Account, AccountBalance, JournalEntry, JournalLine
from forecourt.core.actor import Actor

VIEW = "finance.ledger.view"


@dataclass(frozen=True, slots=True)
class TrialRow:
    """An account in a trial balance: its sums up to the day, and its balance on one of the two sides."""

    account: Account
    debit: int
    credit: int

    @property
    def debit_balance(self) -> int:
        """What the debits exceed the credits by, or 0."""
        return max(self.debit - self.credit, 0)

    @property
    def credit_balance(self) -> int:
        """What the credits exceed the debits by, or 0."""
        return max(self.credit - self.debit, 0)


def list_entries(actor: Actor) -> "QuerySet[JournalEntry]":
    """The journal within reach, the latest first."""
    return JournalEntry.objects.visible_to(actor, VIEW).select_related("store").order_by("-on", "-pk")


def get_entry(actor: Actor, entry_id: int) -> JournalEntry:
    """One entry. Raises NotAllowed, NotFound."""
    entry: JournalEntry = JournalEntry.objects.select_related("store", "reverses").fetch(
        actor, VIEW, pk=entry_id
    )
    return entry


def list_lines(entry: JournalEntry) -> "QuerySet[JournalLine]":
    """The lines of an entry that was read within reach."""
    return entry.lines.select_related("account").order_by("pk")


def entries_of_source(actor: Actor, source: str) -> "QuerySet[JournalEntry]":
    """What a document, such as "sales.sale:42", posted, in order, as far as the actor may read the ledger."""
    return list_entries(actor).filter(source=source).order_by("pk")


class Posted(NamedTuple):
    """What stands in the books of one store for a document: its entries, those reversed, and their debits."""

    source: str
    store_id: int | None
    entries: int
    reversed: int
    total_debit: int


def posted_by_source(kind: str) -> Iterator[Posted]:
    """What each document of a kind, such as "sales.sale", posted to each store's books; for proofs, not narrowed."""
    rows = JournalEntry.objects.filter(source__startswith=f"{kind}:", reverses=None).order_by()
    sums = rows.values_list("source", "store_id").annotate(
        entries=Count("pk"), undone=Count("reversed_by"), debit=Sum("total_debit")
    )
    return (Posted(*row) for row in sums.iterator(chunk_size=2000))


def trial_balance(actor: Actor, on: date, store_ids: Collection[int] | None = None) -> list[TrialRow]:
    """Every account that ever moved until the end of `on`, within reach; `store_ids` narrows (0: the group's books).

    Whole months come from the summaries, the days of the current one from the lines.
    """
    month = on.replace(day=1)
    months = AccountBalance.objects.visible_to(actor, VIEW).filter(month__lt=month)
    lines = JournalLine.objects.visible_to(actor, VIEW).filter(entry__on__range=(month, on))
    if store_ids is not None:
        months = months.filter(books__in=store_ids)
        lines = lines.filter(
            Q(entry__store__in=store_ids) | (Q(entry__store=None) if 0 in store_ids else Q(pk__in=()))
        )
    sums: dict[str, list[int]] = {}
    for account, debit, credit in months.values_list("account").annotate(Sum("debit"), Sum("credit")):
        _add(sums, account, debit, credit)
    by_side = lines.order_by().values_list("account")
    for account, amount in by_side.filter(amount__gt=0).annotate(Sum("amount")):
        _add(sums, account, amount, 0)
    for account, amount in by_side.filter(amount__lt=0).annotate(Sum("amount")):
        _add(sums, account, 0, -amount)
    accounts = Account.objects.in_bulk(list(sums))
    return [TrialRow(accounts[code], *sums[code]) for code in sorted(sums)]


def _add(sums: dict[str, list[int]], account: str, debit: int, credit: int) -> None:
    row = sums.setdefault(account, [0, 0])
    row[0] += debit
    row[1] += credit


def account_balances(actor: Actor, account: str) -> dict[int | None, int]:
    """The balance of an account in each store's books within reach (None: the group's own), debit positive."""
    rows = AccountBalance.objects.visible_to(actor, VIEW).filter(account=account)
    sums = rows.order_by().values_list("books").annotate(balance=Sum(F("debit") - F("credit")))
    return {books or None: balance for books, balance in sums}


def get_reversal(entry: JournalEntry) -> JournalEntry | None:
    """The entry that reverses this one, which was read within reach."""
    return JournalEntry.objects.filter(reverses=entry).first()
