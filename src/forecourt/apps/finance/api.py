"""The ledger for programs."""

from datetime import date, datetime

from ninja import Router, Schema

from forecourt.apps.finance import lists, selectors
from forecourt.core.api import ApiRequest, MoneyOut, allows, money
from forecourt.core.api.lists import add_list

router = Router(tags=["Finance"])

add_list(router, "/journal-entries/", lists.ENTRIES, name="list_journal_entries")


class JournalLineOut(Schema):
    """One side of an entry: `amount` is positive for a debit, negative for a credit."""

    account: str
    account_name: str
    amount: MoneyOut
    memo: str


class JournalEntryOut(Schema):
    """A balanced entry. `reverses_id` names the entry whose opposite it is."""

    id: int
    number: str
    on: date
    store_id: int | None
    text: str
    source: str
    reverses_id: int | None
    total: MoneyOut
    posted_at: datetime
    posted_by: str
    lines: list[JournalLineOut]


@router.get("/journal-entries/{int:pk}/", response=JournalEntryOut)
@allows(selectors.VIEW)
def get_journal_entry(request: ApiRequest, pk: int) -> JournalEntryOut:
    """One entry of the journal with its lines."""
    entry = selectors.get_entry(request.actor, pk)
    lines = [
        JournalLineOut(
            account=line.account_id,
            account_name=str(line.account),
            amount=money(line.amount),
            memo=line.memo,
        )
        for line in selectors.list_lines(entry)
    ]
    return JournalEntryOut(
        id=entry.pk,
        number=entry.number,
        on=entry.on,
        store_id=entry.store_id,
        text=entry.text,
        source=entry.source,
        reverses_id=entry.reverses_id,
        total=money(entry.total_debit),
        posted_at=entry.posted_at,
        posted_by=entry.posted_by,
        lines=lines,
    )
