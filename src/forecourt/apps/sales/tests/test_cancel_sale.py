"""Cancelling: a reversal of today, and nothing of the original lost."""

from datetime import date

import pytest
import time_machine

from forecourt.apps.customers.models import Lead, TimelineEntry
from forecourt.apps.customers.services import add_lead
from forecourt.apps.finance.errors import PeriodClosed
from forecourt.apps.finance.models import JournalEntry, JournalLine
from forecourt.apps.finance.services import close_period
from forecourt.apps.inventory.models import Vehicle
from forecourt.apps.organization.tests.factories import acting
from forecourt.apps.sales.errors import ReasonMissing, SaleNotLive
from forecourt.apps.sales.models import Sale, SalesSummary
from forecourt.apps.sales.services import AccessoryDraft, cancel_sale
from forecourt.apps.sales.tests.factories import PRICE, SOLD_ON, SYSTEM, Shop, sold
from forecourt.core.errors import NotAllowed, NotFound, Stale
from forecourt.core.models import AuditEntry, OutboxEvent

TODAY = date(2026, 4, 2)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-04-02 04:00Z", tick=False):
        yield


@pytest.fixture
def shop():
    return Shop.open()


def sums(**where):
    return (
        SalesSummary.objects.filter(**where)
        .values_list("units", "amount", "accessories", "gross_profit")
        .get()
    )


def test_the_original_stays_and_a_reversal_of_today_takes_it_back(shop):
    sale = sold(shop, accessories=[AccessoryDraft("Mats", 56_500, 2, 60_000)])

    cancelled = cancel_sale(actor=shop.manager(), sale_id=sale.pk, reason=" bank said no ")

    cancelled.refresh_from_db()
    assert (cancelled.status, cancelled.cancel_reason, cancelled.version) == ("cancelled", "bank said no", 2)
    assert (cancelled.sold_on, cancelled.total) == (SOLD_ON, PRICE + 113_000)
    back = cancelled.reversal
    assert (back.status, back.sold_on, back.total, back.vat) == (
        "reversal",
        TODAY,
        -PRICE - 113_000,
        -sale.vat,
    )
    assert back.number.endswith("XS-2026-000002")
    assert list(back.lines.values_list("quantity", "amount", "cost")) == [(-2, -113_000, -60_000)]


def test_the_vehicle_stands_in_its_bay_again(shop):
    sale = sold(shop)

    cancel_sale(actor=shop.manager(), sale_id=sale.pk, reason="bank")

    vehicle = Vehicle.objects.get(pk=sale.vehicle_id)
    assert (vehicle.status, vehicle.bay) == ("in_stock", shop.bay)


def test_the_day_of_the_sale_keeps_its_sums_and_today_carries_the_minus(shop):
    sale = sold(shop)

    cancel_sale(actor=shop.manager(), sale_id=sale.pk, reason="bank")

    assert sums(day=SOLD_ON) == (1, PRICE, 0, sale.gross_profit)
    assert sums(day=TODAY) == (-1, -PRICE, 0, -sale.gross_profit)


def test_the_ledger_is_opposite_today_and_comes_to_nothing(shop):
    sale = sold(shop)

    cancel_sale(actor=shop.manager(), sale_id=sale.pk, reason="bank")

    entry = JournalEntry.objects.get(source=sale.ref, reverses__isnull=False)
    assert entry.on == TODAY
    balance: dict[str, int] = {}
    for account, amount in JournalLine.objects.filter(entry__source=sale.ref).values_list(
        "account", "amount"
    ):
        balance[account] = balance.get(account, 0) + amount
    assert set(balance.values()) == {0}


def test_the_lead_is_open_again_and_the_timeline_says_why(shop):
    lead = add_lead(
        actor=SYSTEM, store_id=shop.store.pk, name="Demo Buyer", phone="13900000001", source="walk_in"
    )
    sale = sold(shop, customer_id=lead.customer_id, lead_id=lead.pk)

    cancel_sale(actor=shop.manager(), sale_id=sale.pk, reason="bank")

    assert Lead.objects.get(pk=lead.pk).status == "active"
    assert "bank" in TimelineEntry.objects.get(kind="sale_cancelled").text


def test_audit_and_event_tell_of_it(shop):
    sale = sold(shop)

    cancel_sale(actor=shop.manager(), sale_id=sale.pk, reason="bank")

    assert AuditEntry.objects.get(action="sales.sale.cancelled").changes["reason"] == "bank"
    assert AuditEntry.objects.get(action="sales.sale.reversed").changes["reverses"] == sale.number
    payload = OutboxEvent.objects.get(name="SaleCancelled").payload
    assert (payload["sale_id"], payload["cancelled_on"]) == (sale.pk, "2026-04-02")


@pytest.fixture
def refused(shop):
    def try_it(error, sale, actor, reason="bank", **facts):
        before = (Sale.objects.count(), AuditEntry.objects.count(), JournalEntry.objects.count())
        with pytest.raises(error):
            cancel_sale(actor=actor, sale_id=sale.pk, reason=reason, **facts)
        assert (Sale.objects.count(), AuditEntry.objects.count(), JournalEntry.objects.count()) == before

    return try_it


def test_a_cancelled_sale_and_a_reversal_are_not_cancelled_again(shop, refused):
    sale, mira = sold(shop), shop.manager()
    cancel_sale(actor=mira, sale_id=sale.pk, reason="bank")
    sale.refresh_from_db()

    refused(SaleNotLive, sale, mira)
    refused(SaleNotLive, sale.reversal, mira)


def test_a_cancellation_says_why(shop, refused):
    refused(ReasonMissing, sold(shop), shop.manager(), reason="  ")


def test_a_page_seen_before_a_change_is_stale(shop, refused):
    refused(Stale, sold(shop), shop.manager(), version=7)


def test_who_may_not_cancel_is_refused(shop, refused):
    refused(NotAllowed, sold(shop), shop.consultant())


def test_a_manager_of_another_store_finds_no_sale(shop, refused):
    refused(NotFound, sold(shop), Shop.open().manager())


def test_the_auditor_changes_nothing(shop, refused):
    refused(NotAllowed, sold(shop), acting("auditor", shop.store))


def test_a_closed_month_of_today_is_refused(shop, refused):
    sale = sold(shop)
    close_period(actor=SYSTEM, store_id=shop.store.pk, month=TODAY)

    refused(PeriodClosed, sale, SYSTEM)
