"""What verify proves, and that it names what was tampered with."""

from datetime import date

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forecourt.apps.finance.models import AccountBalance, JournalEntry, JournalLine
from forecourt.apps.inventory.models import Vehicle
from forecourt.apps.sales import verify
from forecourt.apps.sales.models import Sale, SaleLine, SalesSummary
from forecourt.apps.sales.services import AccessoryDraft, cancel_sale
from forecourt.apps.sales.tests.factories import SYSTEM, Shop, sold
from forecourt.core.models import NumberSequence

pytestmark = pytest.mark.django_db
MATS = [AccessoryDraft("Mats", 56_500, 2, 60_000)]


def found():
    return [finding.what for check in verify.CHECKS for finding in check.find()]


def test_sales_and_reversals_leave_nothing_to_find():
    shop = Shop.open()
    cancel_sale(actor=SYSTEM, sale_id=sold(shop, accessories=MATS).pk, reason="bank")
    sold(shop, seller_id=shop.manager().employee_id)

    assert found() == []


def test_a_changed_summary_is_named_with_day_store_seller_and_series():
    sale = sold(Shop.open())
    SalesSummary.objects.update(amount=1)

    (finding,) = found()

    assert finding == (
        f"sales summary of 2026-03-10, store {sale.store_id}, seller none, series {sale.series_id}: "
        f"amount is 1, its sales give {sale.price}"
    )


def test_a_lost_summary_is_named():
    sold(Shop.open())
    SalesSummary.objects.all().delete()

    (finding,) = found()
    assert "units is 0, its sales give 1" in finding


def test_a_lost_line_is_named(without_append_only):
    sale = sold(Shop.open(), accessories=MATS)
    with without_append_only(SaleLine._meta.db_table):
        SaleLine.objects.all().delete()

    (finding,) = found()
    assert finding == f"sale {sale.number}: accessories 113000 cost 60000, its lines give 0 and 0"


def test_a_gap_in_the_numbers_is_named():
    sale = sold(Shop.open())
    NumberSequence.objects.filter(kind="XS").update(last=2)

    (finding,) = found()
    assert finding == f"sale numbers of store {sale.store_id} in 2026: 1 of 2, missing [2]"


def test_a_sale_that_lost_its_ledger_entry_is_named(without_append_only):
    sale = sold(Shop.open())
    with without_append_only(JournalEntry._meta.db_table):
        JournalEntry.objects.filter(source=sale.ref).update(source="sales.sale:0")

    (finding,) = found()
    assert finding.startswith(f"sale {sale.number}: 0 ledger entries of 0, 0 reversed; should be 1 of")


def test_a_sold_vehicle_that_stands_in_stock_is_named():
    shop = Shop.open()
    sale = sold(shop)
    Vehicle.objects.filter(pk=sale.vehicle_id).update(status="ordered")

    (finding,) = [each for each in found() if "vehicle" in each]
    assert finding == f"sale {sale.number}: its vehicle {sale.vehicle.label} is ordered"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(
            st.booleans(), st.integers(1, 28), st.integers(1, 99_999_999), st.booleans(), st.booleans()
        ),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_is_sold_and_cancelled_the_sums_equal_a_recount_and_the_books_balance(steps):
    live: list[Sale] = []
    shop = Shop.open()
    with time_machine.travel("2026-04-02 04:00Z", tick=False):
        for cancels, day, price, costed, with_mats in steps:
            if cancels and live:
                cancel_sale(actor=SYSTEM, sale_id=live.pop().pk, reason="bank")
                continue
            car = shop.car(cost=price if costed else None)
            live.append(
                sold(
                    shop,
                    vehicle_id=car.pk,
                    price=price,
                    sold_on=date(2026, 3, day),
                    accessories=MATS if with_mats else [],
                )
            )

    assert found() == []
    assert sum(JournalLine.objects.values_list("amount", flat=True)) == 0
    in_stock = Vehicle.objects.filter(status="in_stock", store=shop.store).values_list("cost", flat=True)
    balances = AccountBalance.objects.filter(account="1405", books=shop.store.pk)
    assert sum(b.debit - b.credit for b in balances) == sum(cost or 0 for cost in in_stock)
    assert sum(SalesSummary.objects.filter(store=shop.store).values_list("units", flat=True)) == len(live)
    assert Sale.objects.filter(store=shop.store, status="recorded").count() == len(live)
