"""Posting an entry, many entries, and reversing them."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from forecourt.apps.finance.errors import (
    AccountUnknown,
    EntryEmpty,
    NothingToReverse,
    PeriodClosed,
    Unbalanced,
)
from forecourt.apps.finance.models import AccountBalance, JournalEntry, JournalLine
from forecourt.apps.finance.services import (
    EntryDraft,
    Posting,
    close_period,
    post_entries,
    post_entry,
    reopen_period,
    reverse_entry,
)
from forecourt.apps.organization.tests.factories import StoreFactory, actor_with
from forecourt.core.actor import Actor
from forecourt.core.errors import NotAllowed
from forecourt.core.models import AuditEntry, NumberSequence

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
DAY = date(2026, 3, 5)
SALE = [Posting("1122", 11_300_000), Posting("6001", -10_000_000), Posting("2221", -1_300_000, "VAT")]


def post(store, postings=SALE, *, on=DAY, source="sales.sale:1"):
    store_id = store.pk if store else None
    return post_entry(actor=SYSTEM, store_id=store_id, on=on, source=source, text="Sale", postings=postings)


def balances():
    rows = AccountBalance.objects.order_by("books", "month", "account_id")
    return [(row.books, row.month, row.account_id, row.debit, row.credit) for row in rows]


def nothing_was_written():
    return not (
        JournalEntry.objects.exists()
        or JournalLine.objects.exists()
        or AccountBalance.objects.exists()
        or NumberSequence.objects.exists()
        or AuditEntry.objects.exists()
    )


def test_an_entry_has_a_number_its_lines_and_an_audit_entry():
    store = StoreFactory(code="SH01")

    entry = post(store)

    assert entry.number == "SH01-PZ-2026-000001"
    assert (entry.line_count, entry.total_debit, entry.source) == (3, 11_300_000, "sales.sale:1")
    lines = [(line.account_id, line.amount, line.memo) for line in entry.lines.all()]
    assert lines == [("1122", 11_300_000, ""), ("6001", -10_000_000, ""), ("2221", -1_300_000, "VAT")]
    recorded = AuditEntry.objects.get()
    assert (recorded.action, recorded.store_id) == ("finance.entry.posted", store.pk)
    assert recorded.changes == {"source": "sales.sale:1", "amount": 11_300_000}


def test_balances_rise_by_month_and_account():
    store = StoreFactory()

    post(store)
    post(store, [Posting("1122", 100), Posting("6001", -100)])
    post(store, [Posting("1002", 7), Posting("1122", -7)], on=date(2026, 4, 1))

    march, april = date(2026, 3, 1), date(2026, 4, 1)
    assert balances() == [
        (store.pk, march, "1122", 11_300_100, 0),
        (store.pk, march, "2221", 0, 1_300_000),
        (store.pk, march, "6001", 0, 10_000_100),
        (store.pk, april, "1002", 7, 0),
        (store.pk, april, "1122", 0, 7),
    ]


def test_the_books_of_the_group_have_numbers_and_balances_of_their_own():
    entry = post(None, [Posting("1405", 5), Posting("2202", -5)])

    assert entry.number == "GROUP-PZ-2026-000001"
    assert entry.store_id is None
    assert [row[0] for row in balances()] == [0, 0]


def test_a_posting_of_nothing_is_left_out():
    entry = post(StoreFactory(), [Posting("1122", 5), Posting("2221", 0), Posting("6001", -5)])

    assert entry.line_count == 2
    assert JournalLine.objects.count() == 2


@pytest.mark.parametrize(
    ("postings", "error"),
    [
        ([Posting("1122", 5), Posting("6001", -4)], Unbalanced),
        ([Posting("1122", 0), Posting("6001", 0)], EntryEmpty),
        ([], EntryEmpty),
        ([Posting("1122", 5), Posting("9999", -5)], AccountUnknown),
    ],
)
def test_an_unsound_entry_is_refused_and_nothing_is_written(postings, error):
    store = StoreFactory()

    with pytest.raises(error):
        post(store, postings)

    assert nothing_was_written()


def test_nothing_is_posted_into_a_closed_month_and_the_number_is_given_back():
    store = StoreFactory()
    close_period(actor=SYSTEM, store_id=store.pk, month=DAY)
    before = list(NumberSequence.objects.values_list("last", flat=True))

    with pytest.raises(PeriodClosed) as refused:
        post(store)

    assert "2026-03" in refused.value.message
    assert not JournalEntry.objects.exists()
    assert list(NumberSequence.objects.values_list("last", flat=True)) == before == [0]


def test_a_closed_month_closes_no_other_store_and_no_other_month():
    store, other = StoreFactory(), StoreFactory()
    close_period(actor=SYSTEM, store_id=store.pk, month=DAY)
    close_period(actor=SYSTEM, store_id=None, month=DAY)

    post(other)
    post(store, on=date(2026, 4, 1))

    assert JournalEntry.objects.count() == 2


def test_a_reopened_month_takes_entries_again():
    store = StoreFactory()
    close_period(actor=SYSTEM, store_id=store.pk, month=DAY)
    close_period(actor=SYSTEM, store_id=store.pk, month=DAY)
    reopen_period(actor=SYSTEM, store_id=store.pk, month=DAY)

    post(store)

    actions = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["finance.period.closed", "finance.period.reopened", "finance.entry.posted"]


def test_only_who_may_close_a_store_s_month_closes_it():
    store, other = StoreFactory(), StoreFactory()
    accountant = actor_with(["finance.period.close"], store=other)

    for actor in (accountant, actor_with([], store=store)):
        with pytest.raises(NotAllowed):
            close_period(actor=actor, store_id=store.pk, month=DAY)

    assert nothing_was_written()


def test_a_batch_is_numbered_in_its_order_and_audited_once():
    north, south = StoreFactory(code="N"), StoreFactory(code="S")
    lines = [Posting("1405", 3), Posting("2202", -3)]
    drafts = [
        EntryDraft(store.pk, date(year, 1, 2), f"test:{at}", "Receipt", lines)
        for at, (store, year) in enumerate([(south, 2026), (north, 2026), (south, 2026), (south, 2025)])
    ]

    assert post_entries(actor=SYSTEM, drafts=drafts) == 4

    numbers = list(JournalEntry.objects.order_by("source").values_list("number", flat=True))
    assert numbers == ["S-PZ-2026-000001", "N-PZ-2026-000001", "S-PZ-2026-000002", "S-PZ-2025-000001"]
    assert balances()[0] == (north.pk, date(2026, 1, 1), "1405", 3, 0)
    recorded = AuditEntry.objects.get()
    assert recorded.changes == {"entries": 4, "amount": 12, "first": "test:0", "last": "test:3"}


def test_one_bad_draft_refuses_the_batch():
    store = StoreFactory()
    drafts = [
        EntryDraft(store.pk, DAY, "test:1", "Fine", [Posting("1405", 3), Posting("2202", -3)]),
        EntryDraft(store.pk, DAY, "test:2", "Off", [Posting("1405", 3), Posting("2202", -2)]),
    ]

    with pytest.raises(Unbalanced):
        post_entries(actor=SYSTEM, drafts=drafts)

    assert nothing_was_written()


def test_an_empty_batch_is_no_work():
    assert post_entries(actor=SYSTEM, drafts=[]) == 0
    assert nothing_was_written()


def test_a_reversal_has_opposite_lines_and_brings_the_balances_to_nothing():
    store = StoreFactory()
    entry = post(store)

    reversal = reverse_entry(actor=SYSTEM, source="sales.sale:1", on=date(2026, 3, 9), text="Cancelled")

    assert (reversal.reverses_id, reversal.total_debit, reversal.source) == (
        entry.pk,
        11_300_000,
        "sales.sale:1",
    )
    assert sorted(reversal.lines.values_list("amount", flat=True)) == [-11_300_000, 1_300_000, 10_000_000]
    assert {debit - credit for *_key, debit, credit in balances()} == {0}
    assert AuditEntry.objects.order_by("-pk")[0].action == "finance.entry.reversed"


def test_what_is_reversed_is_not_reversed_again():
    post(StoreFactory())
    reverse_entry(actor=SYSTEM, source="sales.sale:1", on=DAY, text="Cancelled")

    with pytest.raises(NothingToReverse):
        reverse_entry(actor=SYSTEM, source="sales.sale:1", on=DAY, text="Cancelled")

    assert JournalEntry.objects.count() == 2


def test_a_document_without_entries_has_nothing_to_reverse():
    with pytest.raises(NothingToReverse):
        reverse_entry(actor=SYSTEM, source="sales.sale:404", on=DAY, text="Cancelled")


def test_a_document_posted_again_after_its_reversal_can_be_reversed_again():
    store = StoreFactory()
    post(store)
    reverse_entry(actor=SYSTEM, source="sales.sale:1", on=DAY, text="Cancelled")
    second = post(store)

    reversal = reverse_entry(actor=SYSTEM, source="sales.sale:1", on=DAY, text="Cancelled")

    assert reversal.reverses_id == second.pk
    assert {debit - credit for *_key, debit, credit in balances()} == {0}


@pytest.mark.parametrize("table", ["finance_journalentry", "finance_journalline"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_alter_or_delete_what_was_posted(table, statement):
    post(StoreFactory())

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))

    assert (JournalEntry.objects.count(), JournalLine.objects.count()) == (1, 3)
