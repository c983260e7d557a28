"""Posting entries and reversing them.

The ledger is the last stop of a business transaction: number sequence, period, entry, balances, in this order. It asks
for no permission of its own, for the document that posts has asked for its own; posting by hand asks for
`finance.ledger.post` in its view.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from forecourt.apps.finance.errors import NothingToReverse, PeriodClosed
from forecourt.apps.finance.models import AccountBalance, JournalEntry, JournalLine, Period
from forecourt.apps.finance.services.drafts import EntryDraft, Posting, refuse_unsound
from forecourt.apps.organization.selectors import store_facts
from forecourt.core import audit, clock
from forecourt.core.actor import Actor
from forecourt.core.bulk import insert_rows
from forecourt.core.db import locked, one_transaction, transaction_required
from forecourt.core.numbering import next_numbers
from forecourt.core.summaries import raise_summaries

NUMBER_KIND = "PZ"
GROUP_BOOKS = 0
GROUP_CODE = "GROUP"


@one_transaction
def post_entry(
    *, actor: Actor, store_id: int | None, on: date, source: str, text: str, postings: Sequence[Posting]
) -> JournalEntry:
    """Post one entry to the books of a store (None: of the group itself).

    Raises Unbalanced, EntryEmpty, AccountUnknown, PeriodClosed.
    """
    entry = _write(actor, [EntryDraft(store_id, on, source, text, postings)])[0]
    audit.record(actor, "finance.entry.posted", entry, {"source": source, "amount": entry.total_debit})
    return entry


@one_transaction
def post_entries(*, actor: Actor, drafts: Sequence[EntryDraft]) -> int:
    """Post many entries, all or none, with one audit entry for all; the number posted.

    Raises Unbalanced, EntryEmpty, AccountUnknown, PeriodClosed for the first that cannot be.
    """
    if not drafts:
        return 0
    entries = _write(actor, drafts)
    facts = {
        "entries": len(entries),
        "amount": sum(entry.total_debit for entry in entries),
        "first": entries[0].source,
        "last": entries[-1].source,
    }
    stores = {entry.store_id for entry in entries}
    only_store = stores.pop() if len(stores) == 1 else None
    audit.record_many([audit.entry(actor, "finance.entries.posted", entries[0], facts, store_id=only_store)])
    return len(entries)


@one_transaction
def reverse_entry(*, actor: Actor, source: str, on: date, text: str) -> JournalEntry:
    """Take back what a document posted, by an entry with the opposite lines; the last one made.

    Raises NothingToReverse where none of its entries counts any more, PeriodClosed.
    """
    of_source = JournalEntry.objects.filter(source=source, reverses=None).order_by("pk")
    held = [entry.pk for entry in locked(of_source)]
    # Asked again with the rows held: an entry itself never changes, so waiting for its lock tells nothing.
    live = list(JournalEntry.objects.filter(pk__in=held, reversed_by=None).order_by("pk"))
    if not live:
        raise NothingToReverse(source=source)
    entries = _write(actor, [_opposite(entry, on, text) for entry in live])
    for entry in entries:
        changes = {"source": source, "reverses": entry.reverses_id, "amount": entry.total_debit}
        audit.record(actor, "finance.entry.reversed", entry, changes)
    return entries[-1]


def _opposite(entry: JournalEntry, on: date, text: str) -> EntryDraft:
    lines = entry.lines.order_by("pk")
    postings = [Posting(line.account_id, -line.amount, line.memo) for line in lines]
    return EntryDraft(entry.store_id, on, entry.source, text, postings, reverses_id=entry.pk)


@transaction_required
def _write(actor: Actor, drafts: Sequence[EntryDraft]) -> list[JournalEntry]:
    """Entries, lines and balances of sound drafts, in a fixed number of statements per thousand."""
    refuse_unsound(drafts)
    numbers = _numbers(actor, drafts)
    _refuse_closed(drafts)
    at = clock.now()
    entries = [
        JournalEntry(
            number=number,
            store_id=draft.store_id,
            on=draft.on,
            source=draft.source,
            text=draft.text[:200],
            reverses_id=draft.reverses_id,
            line_count=len(draft.lines),
            total_debit=draft.total_debit,
            posted_at=at,
            posted_by=actor.name,
        )
        for number, draft in zip(numbers, drafts, strict=True)
    ]
    insert_rows(entries)
    _write_lines(entries, drafts)
    return entries


def _write_lines(entries: Sequence[JournalEntry], drafts: Sequence[EntryDraft]) -> None:
    lines = []
    raised: dict[tuple[int, date, str], dict[str, int]] = defaultdict(lambda: {"debit": 0, "credit": 0})
    for entry, draft in zip(entries, drafts, strict=True):
        for posting in draft.lines:
            lines.append(
                JournalLine(
                    entry_id=entry.pk,
                    account_id=posting.account,
                    amount=posting.amount,
                    memo=posting.memo[:120],
                )
            )
            sums = raised[draft.store_id or GROUP_BOOKS, draft.month, posting.account]
            sums["debit" if posting.amount > 0 else "credit"] += abs(posting.amount)
    insert_rows(lines)
    raise_summaries(AccountBalance, raised)


def _numbers(actor: Actor, drafts: Sequence[EntryDraft]) -> list[str]:
    """A number for each draft, in the drafts' order; sequences are taken in the order of their keys."""
    wanted: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        wanted[draft.store_id or GROUP_BOOKS, draft.on.year].append(at)
    facts = store_facts(actor, {store_id for store_id, _year in wanted})
    numbers = [""] * len(drafts)
    for (store_id, year), places in sorted(wanted.items()):
        code = facts[store_id].code if store_id else GROUP_CODE
        taken = next_numbers(
            kind=NUMBER_KIND, store_id=store_id, store_code=code, year=year, count=len(places)
        )
        for at, number in zip(places, taken, strict=True):
            numbers[at] = number
    return numbers


def _refuse_closed(drafts: Sequence[EntryDraft]) -> None:
    """Raises PeriodClosed. Called with the number sequences held, which closing a month takes as well."""
    months = {(draft.store_id, draft.month) for draft in drafts}
    of_stores = Q(store_id__in={store_id for store_id, _month in months if store_id})
    closed = Period.objects.filter(of_stores | Q(store=None), month__in={month for _store, month in months})
    for store_id, month in closed.exclude(closed_at=None).values_list("store_id", "month"):
        if (store_id, month) in months:
            raise PeriodClosed(month=f"{month:%Y-%m}")
