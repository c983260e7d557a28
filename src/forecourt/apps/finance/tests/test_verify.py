"""The proof of the books finds what was broken on purpose, and names it."""

from datetime import date

import pytest
from django.db import connection

from forecourt.apps.finance.models import AccountBalance, JournalEntry, JournalLine
from forecourt.apps.finance.services import Posting
from forecourt.apps.finance.tests.test_posting import post
from forecourt.apps.finance.verify import CHECKS
from forecourt.apps.organization.tests.factories import StoreFactory
from forecourt.core.models import NumberSequence

pytestmark = pytest.mark.django_db


def findings():
    return {check.code: [finding.what for finding in check.find()] for check in CHECKS}


def found(code):
    """What the check finds, and that nothing else finds anything."""
    by_code = findings()
    assert not any(whats for other, whats in by_code.items() if other != code)
    return by_code[code]


def run(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


@pytest.fixture
def entry():
    store = StoreFactory(code="SH01")
    post(store, [Posting("1405", 5), Posting("2202", -5)], on=date(2025, 12, 31))
    post(None, [Posting("1405", 5), Posting("2202", -5)])
    return post(store)


def test_sound_books_have_no_finding(entry):
    assert not any(findings().values())


def test_an_altered_line_is_found_and_its_entry_named(entry, without_append_only):
    with without_append_only("finance_journalline"):
        run(
            "UPDATE finance_journalline SET amount = amount + 1 WHERE entry_id = %s AND account_id = '1122'",
            entry.pk,
        )

    by_code = findings()
    assert by_code["finance.entries"] == ["journal entry SH01-PZ-2026-000001 is out of balance by ¥0.01"]
    assert len(by_code["finance.balances"]) == 1


def test_lines_altered_in_balance_are_found(entry, without_append_only):
    with without_append_only("finance_journalline"):
        run("UPDATE finance_journalline SET amount = amount * 2 WHERE entry_id = %s", entry.pk)

    assert "has debits of ¥226,000.00 instead of ¥113,000.00" in findings()["finance.entries"][0]


def test_a_line_moved_to_another_account_is_found_by_the_balances(entry, without_append_only):
    with without_append_only("finance_journalline"):
        run(
            "UPDATE finance_journalline SET account_id = '6051' WHERE entry_id = %s AND account_id = '6001'",
            entry.pk,
        )

    whats = found("finance.balances")
    assert [what[:39] for what in whats] == [
        f"balance of account {code} in 2026-03 of b" for code in ("6001", "6051")
    ]


def test_a_deleted_line_is_found(entry, without_append_only):
    with without_append_only("finance_journalline"):
        JournalLine.objects.filter(entry=entry, account="2221").delete()

    assert "has 2 lines instead of 3" in findings()["finance.entries"][0]


def test_a_changed_balance_is_found(entry):
    AccountBalance.objects.filter(account="1122").update(debit=1)

    assert "account 1122 in 2026-03" in found("finance.balances")[0]


def test_a_gap_in_the_numbers_is_found(entry, without_append_only):
    NumberSequence.objects.filter(store_id=entry.store_id, year=2026).update(last=2)
    assert "1 entries, the highest is 1, given out 2" in found("finance.numbers")[0]
    NumberSequence.objects.filter(store_id=entry.store_id, year=2026).update(last=1)
    with without_append_only("finance_journalentry"):
        JournalEntry.objects.filter(pk=entry.pk).update(number="SH01-PZ-2026-000009")

    assert "the highest is 9" in found("finance.numbers")[0]
