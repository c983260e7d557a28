"""Pages and reads of the ledger."""

from datetime import date

import pytest
from django.urls import reverse

from forecourt.apps.finance import selectors
from forecourt.apps.finance.services import Posting, reverse_entry
from forecourt.apps.finance.tests.test_posting import SYSTEM, post
from forecourt.apps.organization.tests.factories import StoreFactory, actor_with, person
from forecourt.core.errors import NotAllowed, NotFound

pytestmark = pytest.mark.django_db
VIEW = "finance.ledger.view"


def rows_of(actor, on, stores=None):
    return [
        (row.account.code, row.debit, row.credit, row.debit_balance, row.credit_balance)
        for row in selectors.trial_balance(actor, on, stores)
    ]


def test_a_trial_balance_counts_until_the_end_of_the_day():
    store = StoreFactory()
    post(store, [Posting("1405", 100), Posting("2202", -100)], on=date(2026, 2, 27))
    post(store, [Posting("1405", 30), Posting("2202", -30)], on=date(2026, 3, 5))
    post(store, [Posting("2202", 7), Posting("1002", -7)], on=date(2026, 3, 6))

    assert rows_of(SYSTEM, date(2026, 3, 5)) == [("1405", 130, 0, 130, 0), ("2202", 0, 130, 0, 130)]
    assert rows_of(SYSTEM, date(2026, 3, 6))[2] == ("2202", 7, 130, 0, 123)
    assert rows_of(SYSTEM, date(2026, 2, 26)) == []


def test_a_trial_balance_is_of_the_stores_within_reach():
    north, south = StoreFactory(), StoreFactory()
    lines = [Posting("1405", 100), Posting("2202", -100)]
    for store in (north, south, None):
        post(store, lines)
    on = date(2026, 3, 31)

    assert rows_of(SYSTEM, on)[0][1] == 300
    assert rows_of(actor_with([VIEW], store=north), on)[0][1] == 100
    assert rows_of(SYSTEM, on, [south.pk])[0][1] == 100
    assert rows_of(SYSTEM, on, [0])[0][1] == 100
    assert rows_of(actor_with([]), on) == []
    assert selectors.account_balances(SYSTEM, "1405") == {north.pk: 100, south.pk: 100, None: 100}


def test_entries_are_found_by_their_document_within_reach():
    north, south = StoreFactory(), StoreFactory()
    entry = post(north)

    assert list(selectors.entries_of_source(actor_with([VIEW], store=north), "sales.sale:1")) == [entry]
    assert not selectors.entries_of_source(actor_with([VIEW], store=south), "sales.sale:1")
    with pytest.raises(NotFound):
        selectors.get_entry(actor_with([VIEW], store=south), entry.pk)
    with pytest.raises(NotAllowed):
        selectors.get_entry(actor_with([], store=north), entry.pk)


@pytest.fixture
def accountant(client):
    employee = person("accountant", StoreFactory(name="North"))
    user = employee.user
    assert user is not None
    user.language = "en"
    user.save(update_fields=["language"])
    client.force_login(user)
    client.store = employee.store
    return client


def test_the_accountant_reads_the_journal_of_his_store(accountant):
    mine, theirs = post(accountant.store), post(StoreFactory())

    shown = accountant.get(reverse("finance:entry-list")).content.decode()

    assert mine.number in shown
    assert theirs.number not in shown
    assert accountant.get(reverse("finance:entry-detail", args=[theirs.pk])).status_code == 404


def test_an_entry_shows_its_lines_and_what_reversed_it(accountant):
    entry = post(accountant.store)
    reversal = reverse_entry(actor=SYSTEM, source="sales.sale:1", on=date(2026, 3, 9), text="Cancelled")

    shown = accountant.get(reverse("finance:entry-detail", args=[entry.pk])).content.decode()
    back = accountant.get(reverse("finance:entry-detail", args=[reversal.pk])).content.decode()

    assert "¥113,000.00" in shown
    assert "Revenue from main operations" in shown
    assert reversal.number in shown
    assert "Reversed" in shown
    assert entry.number in back


def test_the_trial_balance_page_totals_both_sides(accountant):
    post(accountant.store)
    url = reverse("finance:trial-balance")

    shown = accountant.get(url, {"on": "2026-03-31"}).content.decode()
    none = accountant.get(url, {"on": "2026-03-01", "store": accountant.store.pk}).content.decode()

    assert shown.count("¥113,000.00") >= 4
    assert "Nothing posted yet" in none
    assert accountant.get(url, {"on": "yesterday"}).status_code == 422
    assert accountant.get(url, {"store": "0"}).status_code == 422


def test_a_consultant_reads_no_ledger(client):
    client.force_login(person("sales_consultant").user)

    for name in ("entry-list", "trial-balance"):
        assert client.get(reverse(f"finance:{name}")).status_code == 403
