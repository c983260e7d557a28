"""Receiving vehicles: one and many."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forecourt.apps.finance.errors import PeriodClosed
from forecourt.apps.finance.models import JournalEntry
from forecourt.apps.finance.services import close_period
from forecourt.apps.inventory.errors import (
    BayFull,
    ReceivedBeforeBuilt,
    SeriesUnknown,
    StockNumberTaken,
    VinTaken,
    VinWrong,
)
from forecourt.apps.inventory.models import Movement, Vehicle
from forecourt.apps.inventory.services import (
    VehicleIntake,
    find_refusals,
    receive_vehicle,
    receive_vehicles,
)
from forecourt.apps.inventory.tests.factories import (
    NOON,
    SYSTEM,
    CarModelFactory,
    SeriesFactory,
    fresh_vin,
    stocked,
)
from forecourt.apps.organization.tests.factories import (
    BayFactory,
    StoreFactory,
    WarehouseFactory,
    acting,
    actor_with,
)
from forecourt.core.errors import Invalid, NotAllowed, NotFound
from forecourt.core.models import AuditEntry, NumberSequence, OutboxEvent

pytestmark = pytest.mark.django_db
GB_EXAMPLE = "LFWADRJF011002346"
WRONG = "LFWADRJF111002346"
FOREIGN_WRONG = "WDDUG8CB9DA123456"


def receive(bay=None, *, actor=SYSTEM, at=NOON, **intake):
    series_id = intake.pop("series_id", None) or SeriesFactory().pk
    return receive_vehicle(
        actor=actor,
        intake=VehicleIntake(series_id=series_id, **intake),
        bay_id=(bay or BayFactory()).pk,
        at=at,
    )


def refused(error, bay=None, **intake):
    """Whether the intake is refused with this error and nothing is written."""
    before = AuditEntry.objects.count(), Vehicle.objects.count(), NumberSequence.objects.count()
    with pytest.raises(error) as raised:
        receive(bay, **intake)
    after = AuditEntry.objects.count(), Vehicle.objects.count(), NumberSequence.objects.count()
    assert after == before
    assert Movement.objects.count() == Vehicle.objects.count()
    return raised.value


def test_a_received_vehicle_is_in_stock_in_its_bay():
    bay = BayFactory()
    model = CarModelFactory()

    vehicle = receive(
        bay,
        vin="lfw adrjf0 11002346",
        series_id=model.series_id,
        model_id=model.pk,
        exterior_colour="珍珠白",
        cost=10_000_000,
        production_on=date(2026, 2, 1),
    )

    vehicle.refresh_from_db()
    assert (vehicle.vin, vehicle.stock_number, vehicle.label) == (GB_EXAMPLE,) * 3
    assert (vehicle.status, vehicle.check_digit, vehicle.guide_price) == ("in_stock", "right", 15_000_000)
    assert (vehicle.store_id, vehicle.warehouse_id, vehicle.bay_id) == (
        bay.warehouse.store_id,
        bay.warehouse_id,
        bay.pk,
    )
    assert vehicle.received_on == date(2026, 3, 5)
    assert "zhenzhubai" in vehicle.search_text
    movement = Movement.objects.get()
    assert (movement.kind, movement.from_bay_id, movement.to_bay_id) == ("receipt", None, bay.pk)
    assert (movement.status_after, movement.at, movement.actor) == ("in_stock", NOON, "test")


def test_a_receipt_is_posted_audited_and_told():
    vehicle = receive(vin=GB_EXAMPLE, cost=10_000_000)

    entry = JournalEntry.objects.get()
    assert (entry.source, entry.on) == (f"inventory.vehicle:{vehicle.pk}", date(2026, 3, 5))
    assert list(entry.lines.values_list("account_id", "amount")) == [
        ("1405", 10_000_000),
        ("2202", -10_000_000),
    ]
    actions = AuditEntry.objects.filter(object_type="inventory.vehicle").values_list("action", flat=True)
    assert list(actions) == ["inventory.vehicle.received"]
    event = OutboxEvent.objects.get()
    assert event.name == "VehicleReceived"
    assert event.payload["vehicle_id"] == vehicle.pk


def test_an_unknown_cost_is_not_posted():
    vehicle = receive(vin=GB_EXAMPLE, cost=None)

    assert vehicle.cost is None
    assert not JournalEntry.objects.exists()


def test_without_a_vin_the_stock_number_is_made_and_stands_for_it():
    bay = BayFactory(warehouse__store=StoreFactory(code="SH01"))

    first, second = receive(bay), receive(bay)

    assert (first.vin, first.label, first.check_digit) == (None, "SH01-CL-2026-000001", "none")
    assert second.label == "SH01-CL-2026-000002"


def test_the_date_of_receipt_is_the_store_s_own():
    bay = BayFactory(warehouse__store=StoreFactory(time_zone="America/New_York"))

    vehicle = receive(bay, at=datetime(2026, 3, 5, 2, tzinfo=UTC))

    assert vehicle.received_on == date(2026, 3, 4)


def test_a_wrong_check_digit_of_china_is_refused_with_the_right_one_named():
    error = refused(VinWrong, vin=WRONG)

    assert "0" in error.message
    assert (error.field, error.details["verdict"]) == ("vin", "check_digit_mismatch")


def test_a_reason_overrides_the_check_digit_and_is_kept():
    vehicle = receive(vin=WRONG, override_reason="As on the certificate")

    assert (vehicle.check_digit, vehicle.override_reason) == ("wrong", "As on the certificate")
    assert AuditEntry.objects.get().changes["reason"] == "As on the certificate"


def test_a_wrong_check_digit_of_elsewhere_is_kept_as_a_warning():
    vehicle = receive(vin=FOREIGN_WRONG)

    assert (vehicle.check_digit, vehicle.override_reason) == ("wrong", "")


@pytest.mark.parametrize("letter", ["I", "O", "Q"])
def test_letters_a_vin_never_has_are_refused_with_what_was_meant(letter):
    mistaken = GB_EXAMPLE[:15] + letter + GB_EXAMPLE[16:]

    error = refused(VinWrong, vin=mistaken, override_reason="no reason helps")

    assert error.details["suggestion"] in error.message


def test_a_vin_of_another_length_is_refused():
    assert "16" in refused(VinWrong, vin=GB_EXAMPLE[:16], override_reason="no reason helps").message


def test_a_vin_of_the_group_is_refused_with_its_place_for_whom_may_see_it():
    there = receive(vin=GB_EXAMPLE)
    seller = actor_with(
        ["inventory.vehicle.receive", "inventory.vehicle.search"], store=None, everywhere=True
    )
    stranger = actor_with(["inventory.vehicle.receive"], everywhere=True)

    named = refused(VinTaken, vin=GB_EXAMPLE.lower(), actor=seller)
    hidden = refused(VinTaken, vin=GB_EXAMPLE, actor=stranger)

    assert there.store.name in named.message
    assert there.store.name not in hidden.message


def test_a_stock_number_of_the_group_is_refused():
    receive(stock_number="K-1")

    refused(StockNumberTaken, stock_number="K-1")


def test_a_full_bay_takes_another_only_with_a_reason():
    bay = BayFactory(capacity=1)
    receive(bay)

    error = refused(BayFull, bay)
    extra = receive(bay, capacity_reason="Parked across for the night")

    assert bay.code in error.message
    assert extra.bay_id == bay.pk
    assert Movement.objects.get(vehicle=extra).note == "Parked across for the night"


def test_a_vehicle_is_not_received_before_it_was_built():
    error = refused(ReceivedBeforeBuilt, vin=GB_EXAMPLE, production_on=date(2026, 3, 6))

    assert error.field == "production_on"


def test_a_model_of_another_series_is_refused():
    refused(SeriesUnknown, series_id=SeriesFactory().pk, model_id=CarModelFactory().pk)
    refused(SeriesUnknown, series_id=404)


def test_a_closed_month_refuses_the_receipt_and_nothing_stays():
    bay = BayFactory()
    close_period(actor=SYSTEM, store_id=bay.warehouse.store_id, month=date(2026, 3, 1))

    refused(PeriodClosed, bay, vin=GB_EXAMPLE, cost=5)


def test_a_clerk_receives_into_the_bays_of_his_own_store_alone():
    north = BayFactory()
    clerk = acting("logistics_clerk", north.warehouse.store)

    vehicle = receive(north, actor=clerk, vin=GB_EXAMPLE)
    refused(NotFound, BayFactory(), actor=clerk)
    refused(NotFound, BayFactory(warehouse=WarehouseFactory(store=None)), actor=clerk)

    assert vehicle.store_id == north.warehouse.store_id


def test_a_consultant_receives_nothing():
    bay = BayFactory()

    refused(NotAllowed, bay, actor=acting("sales_consultant", bay.warehouse.store))


def test_a_vehicle_of_a_group_warehouse_is_in_the_books_of_the_group():
    bay = BayFactory(warehouse=WarehouseFactory(store=None))

    vehicle = receive(bay, vin=GB_EXAMPLE, cost=5)

    assert vehicle.store_id is None
    assert JournalEntry.objects.get().store_id is None


def intakes(count, bay, **values):
    series = SeriesFactory()
    return [
        VehicleIntake(series_id=series.pk, vin=fresh_vin(), bay_id=bay.pk, at=NOON, cost=100, **values)
        for _ in range(count)
    ]


def test_a_batch_is_received_in_its_order_with_one_audit_entry():
    bay = BayFactory(capacity=5)
    batch = [*intakes(3, bay), replace(intakes(1, bay)[0], vin="")]

    vehicles = receive_vehicles(actor=SYSTEM, intakes=batch)

    assert [vehicle.vin for vehicle in vehicles] == [intake.vin or None for intake in batch]
    assert Movement.objects.filter(kind="receipt", vehicle__status="in_stock").count() == 4
    assert JournalEntry.objects.count() == 4
    assert OutboxEvent.objects.filter(name="VehicleReceived").count() == 4
    recorded = AuditEntry.objects.get(action="inventory.vehicles.received")
    assert (recorded.changes["vehicles"], recorded.changes["cost"]) == (4, 400)


def test_a_batch_takes_the_same_queries_for_thirty_and_for_ninety():
    bay = BayFactory(capacity=200)
    counts = []
    for size in (1, 30, 90):
        batch = intakes(size, bay)
        with CaptureQueriesContext(connection) as captured:
            receive_vehicles(actor=SYSTEM, intakes=batch)
        counts.append(len(captured))

    assert counts[1] == counts[2]


def test_an_empty_batch_is_no_work():
    assert receive_vehicles(actor=SYSTEM, intakes=[]) == []


def test_each_bad_row_of_a_batch_is_named_beforehand_and_refuses_the_whole():
    bay = BayFactory(capacity=3)
    known = stocked(bay)
    batch = intakes(5, bay)
    batch[1] = replace(batch[1], vin=known.vin)
    batch[2] = replace(batch[2], vin=batch[0].vin)
    batch[3] = replace(batch[3], vin=WRONG)
    batch.append(replace(intakes(1, bay)[0], production_on=date(2027, 1, 1)))
    batch.append(intakes(1, bay)[0])

    found = find_refusals(SYSTEM, batch)

    assert {at: type(error) for at, error in found.items()} == {
        1: VinTaken,
        2: VinTaken,
        3: VinWrong,
        5: ReceivedBeforeBuilt,
        6: BayFull,
    }
    with pytest.raises(VinTaken):
        receive_vehicles(actor=SYSTEM, intakes=batch)
    assert Vehicle.objects.get() == known


@pytest.mark.parametrize("amount", [{"cost": -1}, {"guide_price": -1}, {"cost": 10**30}])
def test_an_amount_that_cannot_be_is_refused(amount):
    with pytest.raises(Invalid) as refusal:
        stocked(BayFactory(), **amount)

    assert refusal.value.field == next(iter(amount))
    assert not Vehicle.objects.exists()
