"""Moving vehicles between bays, and holding them for somebody."""

from datetime import timedelta

import pytest

from forecourt.apps.finance.models import AccountBalance, JournalEntry
from forecourt.apps.inventory.errors import (
    AcrossEntities,
    AlreadyThere,
    BayFull,
    HoldWrong,
    NotHeld,
    VehicleHeld,
    VehicleNotAvailable,
)
from forecourt.apps.inventory.models import Hold, Movement
from forecourt.apps.inventory.services import (
    hold_vehicle,
    move_vehicle,
    release_vehicle,
    take_out_sold,
)
from forecourt.apps.inventory.tests.factories import NOON, SYSTEM, stocked
from forecourt.apps.organization.tests.factories import (
    BayFactory,
    LegalEntityFactory,
    StoreFactory,
    WarehouseFactory,
    acting,
)
from forecourt.core import clock
from forecourt.core.errors import NotAllowed, NotFound
from forecourt.core.models import AuditEntry, OutboxEvent

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)


def two_stores_of_one_company():
    entity = LegalEntityFactory()
    return [BayFactory(warehouse__store=StoreFactory(legal_entity=entity)) for _ in range(2)]


def stock_value(store_id):
    rows = AccountBalance.objects.filter(books=store_id or 0, account="1405")
    return sum(row.debit - row.credit for row in rows)


def test_a_moved_vehicle_stands_in_the_new_bay():
    north = BayFactory()
    other = BayFactory(warehouse=north.warehouse)
    vehicle = stocked(north)

    move_vehicle(actor=SYSTEM, vehicle_id=vehicle.pk, bay_id=other.pk, at=LATER)

    vehicle.refresh_from_db()
    assert (vehicle.bay_id, vehicle.status, vehicle.version) == (other.pk, "in_stock", 2)
    movement = Movement.objects.get(kind="move")
    assert (movement.from_bay_id, movement.to_bay_id, movement.at) == (north.pk, other.pk, LATER)
    assert AuditEntry.objects.get(action="inventory.vehicle.moved").changes == {"bay": [north.pk, other.pk]}
    assert OutboxEvent.objects.get(name="VehicleMoved").payload["kind"] == "move"
    assert JournalEntry.objects.count() == 1


def test_the_cost_follows_a_vehicle_into_another_store_s_books():
    north, south = two_stores_of_one_company()
    vehicle = stocked(north, cost=500)

    move_vehicle(actor=SYSTEM, vehicle_id=vehicle.pk, bay_id=south.pk, at=LATER)

    assert stock_value(north.warehouse.store_id) == 0
    assert stock_value(south.warehouse.store_id) == 500
    assert JournalEntry.objects.filter(source__startswith="inventory.movement:").count() == 2


def test_from_a_group_warehouse_into_a_store():
    yard = BayFactory(warehouse=WarehouseFactory(store=None))
    north = BayFactory()
    vehicle = stocked(yard, cost=500)

    move_vehicle(actor=SYSTEM, vehicle_id=vehicle.pk, bay_id=north.pk, at=LATER)

    assert (stock_value(None), stock_value(north.warehouse.store_id)) == (0, 500)


def test_between_companies_a_vehicle_is_not_moved():
    vehicle = stocked(BayFactory())

    with pytest.raises(AcrossEntities):
        move_vehicle(actor=SYSTEM, vehicle_id=vehicle.pk, bay_id=BayFactory().pk, at=LATER)

    assert Movement.objects.count() == 1


def test_a_full_bay_refuses_a_move_without_a_reason():
    full = BayFactory(capacity=1)
    stocked(full)
    vehicle = stocked(BayFactory(warehouse=full.warehouse))

    with pytest.raises(BayFull):
        move_vehicle(actor=SYSTEM, vehicle_id=vehicle.pk, bay_id=full.pk, at=LATER)
    assert Movement.objects.filter(kind="move").count() == 0
    move_vehicle(actor=SYSTEM, vehicle_id=vehicle.pk, bay_id=full.pk, at=LATER, capacity_reason="For a photo")

    assert Movement.objects.get(kind="move").note == "For a photo"


def test_a_move_to_where_it_stands_or_of_what_is_sold_is_refused():
    bay = BayFactory()
    vehicle = stocked(bay)
    with pytest.raises(AlreadyThere):
        move_vehicle(actor=SYSTEM, vehicle_id=vehicle.pk, bay_id=bay.pk, at=LATER)
    take_out_sold(actor=SYSTEM, vehicle_id=vehicle.pk, source="test:1", at=LATER)

    with pytest.raises(VehicleNotAvailable):
        move_vehicle(
            actor=SYSTEM, vehicle_id=vehicle.pk, bay_id=BayFactory(warehouse=bay.warehouse).pk, at=LATER
        )

    assert not Movement.objects.filter(kind="move").exists()


def test_a_clerk_moves_within_his_own_store_alone():
    north, south = two_stores_of_one_company()
    clerk = acting("logistics_clerk", north.warehouse.store)
    mine, theirs = stocked(north), stocked(south)

    with pytest.raises(NotFound):
        move_vehicle(actor=clerk, vehicle_id=mine.pk, bay_id=south.pk, at=LATER)
    with pytest.raises(NotFound):
        move_vehicle(actor=clerk, vehicle_id=theirs.pk, bay_id=north.pk, at=LATER)
    with pytest.raises(NotAllowed):
        move_vehicle(
            actor=acting("sales_consultant", north.warehouse.store),
            vehicle_id=mine.pk,
            bay_id=north.pk,
            at=LATER,
        )

    assert not Movement.objects.filter(kind="move").exists()


def in_days(days):
    return clock.now() + timedelta(days=days)


def hold(vehicle, actor, *, days=2):
    return hold_vehicle(actor=actor, vehicle_id=vehicle.pk, until=in_days(days), for_text="Li, white")


def test_a_hold_is_told_in_the_time_of_the_vehicles_store():
    store = StoreFactory(time_zone="Asia/Urumqi")
    vehicle = stocked(BayFactory(warehouse=WarehouseFactory(store=store)))
    held = hold(vehicle, acting("sales_consultant", store))

    with pytest.raises(VehicleHeld) as refused:
        hold(vehicle, acting("sales_consultant", store))

    assert f"{clock.local(held.until, 'Asia/Urumqi'):%Y-%m-%d %H:%M}" in refused.value.message


def test_a_held_vehicle_is_refused_to_others_and_named_with_its_holder():
    bay = BayFactory()
    vehicle = stocked(bay)
    anna = acting("sales_consultant", bay.warehouse.store)
    boris = acting("sales_consultant", bay.warehouse.store)
    held = hold(vehicle, anna)

    with pytest.raises(VehicleHeld) as refused:
        hold(vehicle, boris)
    with pytest.raises(VehicleHeld):
        take_out_sold(actor=boris, vehicle_id=vehicle.pk, source="test:1", at=NOON)

    assert anna.name in refused.value.message
    assert Hold.objects.get() == held
    assert AuditEntry.objects.get(action="inventory.vehicle.held").changes["for"] == "Li, white"
    vehicle.refresh_from_db()
    assert vehicle.status == "in_stock"


def test_the_holder_sells_it_and_the_hold_ends():
    bay = BayFactory()
    vehicle = stocked(bay)
    anna = acting("sales_consultant", bay.warehouse.store)
    hold(vehicle, anna)

    take_out_sold(actor=anna, vehicle_id=vehicle.pk, source="test:1", at=NOON)

    assert Hold.objects.get().released_at is not None


def test_a_manager_records_the_sale_of_the_seller_who_holds_it():
    bay = BayFactory()
    vehicle = stocked(bay)
    anna = acting("sales_consultant", bay.warehouse.store)
    hold(vehicle, anna)

    take_out_sold(
        actor=SYSTEM,
        vehicle_id=vehicle.pk,
        source="test:1",
        at=NOON,
        for_employee_ids=[anna.employee_id],
    )

    vehicle.refresh_from_db()
    assert vehicle.status == "sold"


def test_a_hold_ends_by_itself(time_machine):
    bay = BayFactory()
    vehicle = stocked(bay)
    anna = acting("sales_consultant", bay.warehouse.store)
    boris = acting("sales_consultant", bay.warehouse.store)
    hold(vehicle, anna, days=2)
    time_machine.move_to(in_days(2))

    later = hold(vehicle, boris)

    assert Hold.objects.filter(released_at=None).get() == later
    assert Hold.objects.count() == 2


@pytest.mark.parametrize("days", [0, -1, 31])
def test_a_hold_ends_in_the_future_and_within_a_month(days):
    vehicle = stocked()

    with pytest.raises(HoldWrong):
        hold(vehicle, SYSTEM, days=days)

    assert not Hold.objects.exists()


def test_what_is_sold_is_not_held():
    vehicle = stocked()
    take_out_sold(actor=SYSTEM, vehicle_id=vehicle.pk, source="test:1", at=NOON)

    with pytest.raises(VehicleNotAvailable):
        hold(vehicle, SYSTEM)

    assert not Hold.objects.exists()


def test_a_hold_is_released_by_its_holder_or_a_manager_only():
    bay = BayFactory()
    vehicle = stocked(bay)
    anna = acting("sales_consultant", bay.warehouse.store)
    hold(vehicle, anna)

    with pytest.raises(NotAllowed):
        release_vehicle(actor=acting("sales_consultant", bay.warehouse.store), vehicle_id=vehicle.pk)
    assert Hold.objects.get().released_at is None
    release_vehicle(actor=anna, vehicle_id=vehicle.pk, reason="Chose another")
    hold(vehicle, anna)
    release_vehicle(actor=acting("sales_manager", bay.warehouse.store), vehicle_id=vehicle.pk)

    assert not Hold.objects.filter(released_at=None).exists()
    assert AuditEntry.objects.filter(action="inventory.vehicle.released").count() == 2


def test_nothing_to_release_is_said():
    with pytest.raises(NotHeld):
        release_vehicle(actor=SYSTEM, vehicle_id=stocked().pk)


def test_another_store_s_vehicle_is_not_held():
    vehicle = stocked()

    with pytest.raises(NotFound):
        hold(vehicle, acting("sales_consultant"))

    assert not Hold.objects.exists()
