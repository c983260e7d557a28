"""Recording a sale: all of it, or nothing."""

from datetime import date, timedelta

import pytest

from forecourt.apps.customers.models import Lead, TimelineEntry
from forecourt.apps.customers.services import add_lead
from forecourt.apps.finance.errors import PeriodClosed
from forecourt.apps.finance.models import JournalEntry, JournalLine
from forecourt.apps.finance.services import close_period
from forecourt.apps.inventory.errors import VehicleHeld, VehicleNotAvailable
from forecourt.apps.inventory.models import Movement
from forecourt.apps.inventory.services import hold_vehicle
from forecourt.apps.organization.tests.factories import EmployeeFactory, acting
from forecourt.apps.sales.errors import (
    BelowFloor,
    LeadOfAnother,
    LineInvalid,
    PriceNotPositive,
    PriceTooHigh,
    SellerNotOfStore,
    SoldInFuture,
    VehicleOfAnotherCompany,
)
from forecourt.apps.sales.models import Sale, SaleLine, SalesSummary
from forecourt.apps.sales.services import AccessoryDraft, cancel_sale, set_price_policy
from forecourt.apps.sales.tests.factories import COST, PRICE, SOLD_ON, SYSTEM, Shop, sold
from forecourt.core import clock
from forecourt.core.errors import NotAllowed, NotFound
from forecourt.core.models import AuditEntry, NumberSequence, OutboxEvent
from forecourt.core.money import MAX_MINOR
from forecourt.localisation.china.vat import RateUnknown

MATS = AccessoryDraft("Floor mats", price=56_500, quantity=2, cost=60_000)

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return Shop.open()


def books(sale):
    lines = JournalLine.objects.filter(entry__source=sale.ref)
    return dict(lines.values_list("account_id", "amount"))


def state():
    """Everything a refused sale must leave as it was."""
    return (
        Sale.objects.count(),
        SaleLine.objects.count(),
        SalesSummary.objects.count(),
        JournalEntry.objects.count(),
        Movement.objects.count(),
        TimelineEntry.objects.count(),
        AuditEntry.objects.count(),
        OutboxEvent.objects.count(),
        list(NumberSequence.objects.values_list("kind", "last")),
    )


@pytest.fixture
def refused(shop):
    """Record a sale that must be refused, and see that nothing changed."""

    def try_it(error, *, actor=SYSTEM, **facts):
        facts["vehicle_id"] = facts.get("vehicle_id") or shop.car().pk
        facts["customer_id"] = facts.get("customer_id") or shop.buyer().pk
        before = state()
        with pytest.raises(error) as caught:
            sold(shop, actor=actor, **facts)
        assert state() == before
        return caught.value

    return try_it


def test_a_sale_takes_the_vehicle_out_of_stock_and_counts_everywhere(shop):
    vehicle, buyer = shop.car(), shop.buyer()

    sale = sold(shop, vehicle_id=vehicle.pk, customer_id=buyer.pk, accessories=[MATS], note=" in a hurry ")

    vehicle.refresh_from_db()
    assert (vehicle.status, vehicle.bay_id) == ("sold", None)
    assert sale.number == f"{shop.store.code}-XS-2026-000001"
    assert (sale.price, sale.accessories, sale.total) == (PRICE, 113_000, 11_413_000)
    assert (sale.vat, sale.vehicle_cost, sale.accessory_cost) == (1_313_000, COST, 60_000)
    assert sale.gross_profit == 11_413_000 - 1_313_000 - COST - 60_000
    assert (sale.status, sale.note, sale.floor_price) == ("recorded", "in a hurry", None)
    assert list(sale.lines.values_list("position", "name", "quantity", "amount")) == [
        (1, "Floor mats", 2, 113_000)
    ]


def test_the_ledger_holds_receivable_revenue_vat_and_cost(shop):
    sale = sold(shop, accessories=[MATS])

    assert books(sale) == {
        "1122": 11_413_000,
        "6001": -10_000_000,
        "6051": -100_000,
        "2221": -1_313_000,
        "6401": COST,
        "1405": -COST,
    }


def test_a_vehicle_of_another_store_is_paid_for_between_the_books_of_both(shop):
    other = Shop.open(legal_entity=shop.store.legal_entity)
    sale = sold(shop, vehicle_id=other.car().pk)

    lines = JournalLine.objects.filter(entry__source=sale.ref)
    of = lambda where: dict(lines.filter(entry__store=where).values_list("account_id", "amount"))  # noqa: E731
    assert of(other.store) == {"1221": COST, "1405": -COST}
    assert of(shop.store)["2241"] == -COST
    assert "1405" not in of(shop.store)


def test_a_vehicle_of_unknown_cost_is_counted_apart(shop):
    sale = sold(shop, vehicle_id=shop.car(cost=None).pk)

    assert (sale.vehicle_cost, sale.gross_profit) == (None, None)
    assert "6401" not in books(sale)
    row = SalesSummary.objects.get()
    assert (row.units, row.gross_profit, row.units_uncosted, row.uncosted_amount) == (1, 0, 1, PRICE)


def test_the_summary_rises_by_the_sale_and_by_the_next_one(shop):
    manager = shop.manager()
    series = shop.car().series
    for _again in range(2):
        sold(shop, actor=manager, seller_id=manager.employee_id, vehicle_id=shop.car(series_id=series.pk).pk)

    row = SalesSummary.objects.get()
    assert (row.day, row.store, row.seller_id, row.series) == (
        SOLD_ON,
        shop.store,
        manager.employee_id,
        series,
    )
    assert (row.units, row.amount, row.vat, row.vehicle_cost) == (2, 2 * PRICE, 2_600_000, 2 * COST)
    assert row.gross_profit == 2 * (PRICE - 1_300_000 - COST)


def test_audit_event_and_timeline_tell_of_it(shop):
    sale = sold(shop)

    entry = AuditEntry.objects.get(action="sales.sale.recorded")
    assert (entry.object_id, entry.store_id, entry.changes["price"]) == (sale.pk, shop.store.pk, PRICE)
    event = OutboxEvent.objects.get(name="SaleRecorded")
    assert event.payload["sale_id"] == sale.pk
    assert event.payload["amount"] == PRICE
    assert TimelineEntry.objects.get(kind="sale").source == sale.ref


def test_the_lead_is_delivered(shop):
    lead = add_lead(
        actor=SYSTEM, store_id=shop.store.pk, name="Demo Buyer", phone="13900000001", source="walk_in"
    )

    sold(shop, customer_id=lead.customer_id, lead_id=lead.pk)

    assert Lead.objects.get(pk=lead.pk).status == "delivered"


def test_a_consultant_records_a_sale_of_his_own(shop):
    anna = shop.consultant()
    buyer = shop.buyer(owner_id=anna.employee_id)

    sale = sold(shop, actor=anna, seller_id=anna.employee_id, customer_id=buyer.pk)

    assert sale.seller_id == anna.employee_id


def test_a_consultant_cannot_record_a_sale_of_somebody_else(shop, refused):
    anna = shop.consultant()
    buyer = shop.buyer(owner_id=anna.employee_id)
    colleague = EmployeeFactory(store=shop.store)

    refused(SellerNotOfStore, actor=anna, seller_id=colleague.pk, customer_id=buyer.pk)
    refused(SellerNotOfStore, actor=anna, seller_id=None, customer_id=buyer.pk)


def test_a_salesperson_of_another_store_or_who_left_is_refused(refused, shop):
    mira = shop.manager()
    refused(SellerNotOfStore, actor=mira, seller_id=EmployeeFactory().pk)
    gone = EmployeeFactory(store=shop.store, left_on=date(2026, 1, 31))
    refused(SellerNotOfStore, actor=mira, seller_id=gone.pk)


def test_a_seller_of_another_store_is_refused(refused):
    refused(NotAllowed, actor=Shop.open().manager())


def test_who_may_not_sell_is_refused(shop, refused):
    refused(NotAllowed, actor=acting("accountant", shop.store))


def test_a_customer_out_of_reach_is_not_found(shop, refused):
    refused(NotFound, actor=shop.manager(), customer_id=Shop.open().buyer().pk)


def test_a_vehicle_of_another_company_must_be_bought_from_it_first(refused):
    refused(VehicleOfAnotherCompany, vehicle_id=Shop.open().car().pk)


def test_a_sold_vehicle_is_not_sold_again(shop, refused):
    sale = sold(shop)

    refused(VehicleNotAvailable, vehicle_id=sale.vehicle_id)


def test_a_vehicle_held_by_somebody_else_is_refused(shop, refused):
    vehicle = shop.car()
    holder, other = shop.manager(), shop.manager()
    until = clock.now() + timedelta(days=1)
    hold_vehicle(actor=holder, vehicle_id=vehicle.pk, until=until, for_text="Demo Buyer")

    refused(VehicleHeld, actor=other, vehicle_id=vehicle.pk)
    assert sold(shop, actor=holder, vehicle_id=vehicle.pk).vehicle_id == vehicle.pk


def test_a_price_of_nothing_is_refused(refused):
    refused(PriceNotPositive, price=0)


@pytest.mark.parametrize(
    "line", [AccessoryDraft(" ", 100), AccessoryDraft("Mats", 100, quantity=0), AccessoryDraft("Mats", -1)]
)
def test_an_accessory_needs_name_quantity_and_price(refused, line):
    refused(LineInvalid, accessories=[line])


def test_a_sale_in_the_future_is_refused(refused):
    refused(SoldInFuture, sold_on=clock.today("Asia/Shanghai") + timedelta(days=1))


def test_a_day_without_a_known_rate_is_refused(refused):
    refused(RateUnknown, sold_on=date(1990, 1, 1))


def test_a_closed_month_is_refused(shop, refused):
    vehicle = shop.car()
    close_period(actor=SYSTEM, store_id=shop.store.pk, month=SOLD_ON)

    refused(PeriodClosed, vehicle_id=vehicle.pk)


def test_the_lead_of_another_customer_is_refused(shop, refused):
    lead = add_lead(
        actor=SYSTEM, store_id=shop.store.pk, name="Demo Other", phone="13900000002", source="walk_in"
    )

    refused(LeadOfAnother, lead_id=lead.pk)


class TestFloorPrice:
    @pytest.fixture
    def vehicle(self, shop):
        vehicle = shop.car()
        set_price_policy(
            actor=SYSTEM,
            series_id=vehicle.series_id,
            suggested=PRICE + 500_000,
            floor=PRICE,
            starts_on=date(2026, 1, 1),
        )
        return vehicle

    def test_the_floor_itself_is_a_good_price(self, shop, vehicle):
        sale = sold(shop, actor=shop.manager(), vehicle_id=vehicle.pk, price=PRICE)

        assert (sale.floor_price, sale.below_floor_by) == (PRICE, "")

    def test_below_it_a_consultant_is_refused_whatever_he_says(self, shop, vehicle, refused):
        anna = shop.consultant()
        error = refused(
            BelowFloor, actor=anna, vehicle_id=vehicle.pk, price=PRICE - 1, seller_id=anna.employee_id,
            customer_id=shop.buyer(owner_id=anna.employee_id).pk, below_floor_reason="he asked",
        )  # fmt: skip
        assert str(PRICE // 100) not in error.message.replace(",", "")

    def test_below_it_a_manager_needs_a_reason(self, shop, vehicle, refused):
        refused(
            BelowFloor, actor=shop.manager(), vehicle_id=vehicle.pk, price=PRICE - 1, below_floor_reason=" "
        )

    def test_below_it_with_authority_and_reason_it_is_audited_as_such(self, shop, vehicle):
        mira = shop.manager()

        sale = sold(
            shop, actor=mira, vehicle_id=vehicle.pk, price=PRICE - 1, below_floor_reason="last of its year"
        )

        assert (sale.below_floor_by, sale.below_floor_reason) == (mira.name, "last of its year")
        entry = AuditEntry.objects.get(action="sales.sale.recorded_below_floor")
        assert (entry.changes["floor"], entry.changes["reason"]) == (PRICE, "last of its year")


def test_after_a_cancellation_the_vehicle_is_sold_anew_under_the_next_number(shop):
    first = sold(shop)
    cancel_sale(actor=SYSTEM, sale_id=first.pk, reason="changed his mind")

    second = sold(shop, vehicle_id=first.vehicle_id)

    assert second.number.endswith("000003")


def test_a_sale_costs_twenty_statements_with_its_accessories(shop, django_assert_max_num_queries):
    manager = shop.manager()
    facts = {"vehicle_id": shop.car().pk, "customer_id": shop.buyer().pk, "seller_id": manager.employee_id}

    sold(shop)  # what a process keeps is warm
    with django_assert_max_num_queries(20) as asked:
        sold(shop, actor=manager, accessories=[MATS], **facts)

    written = [query["sql"] for query in asked.captured_queries]
    assert sum(sql.startswith("SAVEPOINT") for sql in written) == 1
    assert sum(sql.startswith('INSERT INTO "core_auditentry"') for sql in written) == 1
    assert sum(sql.startswith('INSERT INTO "core_outboxevent"') for sql in written) == 1


def test_more_money_than_there_is_is_refused(shop):
    lines = [AccessoryDraft("film", MAX_MINOR, quantity=1000)] * 20

    with pytest.raises(PriceTooHigh):
        sold(shop, accessories=lines)

    assert not Sale.objects.exists()
