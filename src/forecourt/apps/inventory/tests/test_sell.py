"""Taking vehicles out of stock for a sale, and putting them back."""

import pytest
from django.db import DatabaseError, connection, transaction

from forecourt.apps.inventory.errors import NotSold, VehicleHeld, VehicleNotAvailable
from forecourt.apps.inventory.models import Movement, Vehicle
from forecourt.apps.inventory.services import (
    Taking,
    hold_vehicle,
    put_back,
    take_out_many,
    take_out_sold,
)
from forecourt.apps.inventory.tests.factories import NOON, SYSTEM, stocked
from forecourt.apps.inventory.tests.test_move_and_hold import in_days
from forecourt.apps.organization.tests.factories import BayFactory, acting, actor_with
from forecourt.core.errors import NotAllowed, NotFound
from forecourt.core.models import AuditEntry, OutboxEvent

pytestmark = pytest.mark.django_db


def take(vehicle, *, actor=SYSTEM, source="sales.sale:1", **extra):
    return take_out_sold(actor=actor, vehicle_id=vehicle.pk, source=source, at=NOON, **extra)


def test_a_sold_vehicle_leaves_its_bay_and_stays_its_store_s():
    bay = BayFactory()
    vehicle = stocked(bay)

    take(vehicle)

    vehicle.refresh_from_db()
    assert (vehicle.status, vehicle.bay_id, vehicle.warehouse_id) == ("sold", None, None)
    assert vehicle.store_id == bay.warehouse.store_id
    movement = Movement.objects.get(kind="sale")
    assert (movement.source, movement.from_bay_id, movement.to_bay_id) == ("sales.sale:1", bay.pk, None)
    assert AuditEntry.objects.get(action="inventory.vehicle.sold").changes == {"source": "sales.sale:1"}
    payload = OutboxEvent.objects.get(name="VehicleMoved").payload
    assert (payload["from_store_id"], payload["to_store_id"]) == (bay.warehouse.store_id, None)


def test_a_vehicle_is_sold_once():
    vehicle = stocked()
    take(vehicle)

    with pytest.raises(VehicleNotAvailable) as refused:
        take(vehicle, source="sales.sale:2")

    assert vehicle.label in refused.value.message
    assert Movement.objects.filter(kind="sale").count() == 1


def test_a_seller_takes_from_the_whole_group_and_a_technician_from_nowhere():
    vehicle = stocked()

    with pytest.raises(NotAllowed):
        take(vehicle, actor=acting("technician"))
    with pytest.raises(NotFound):
        take_out_sold(actor=SYSTEM, vehicle_id=404, source="sales.sale:1", at=NOON)
    take(vehicle, actor=acting("sales_consultant"))

    assert Movement.objects.filter(kind="sale").count() == 1


def test_a_reversed_sale_brings_it_back_into_its_bay():
    bay = BayFactory(capacity=1)
    vehicle = stocked(bay)
    take(vehicle)
    stocked(bay)

    put_back(actor=SYSTEM, vehicle_id=vehicle.pk, source="sales.sale:1", at=NOON)

    vehicle.refresh_from_db()
    assert (vehicle.status, vehicle.bay_id, vehicle.version) == ("in_stock", bay.pk, 3)
    assert Movement.objects.get(kind="sale_reversed").source == "sales.sale:1"
    assert AuditEntry.objects.filter(action="inventory.vehicle.put_back").count() == 1


def test_only_the_sale_that_took_it_puts_it_back():
    vehicle = stocked()
    with pytest.raises(NotSold):
        put_back(actor=SYSTEM, vehicle_id=vehicle.pk, source="sales.sale:1", at=NOON)
    take(vehicle)

    with pytest.raises(NotSold):
        put_back(actor=SYSTEM, vehicle_id=vehicle.pk, source="sales.sale:2", at=NOON)

    assert Vehicle.objects.get().status == "sold"
    assert not Movement.objects.filter(kind="sale_reversed").exists()


def test_many_are_taken_out_with_one_audit_entry():
    vehicles = [stocked() for _ in range(3)]
    takings = [Taking(vehicle.pk, f"sales.sale:{vehicle.pk}", NOON) for vehicle in vehicles]

    taken = take_out_many(actor=SYSTEM, takings=takings)

    assert taken.keys() == {vehicle.pk for vehicle in vehicles}
    assert set(Vehicle.objects.values_list("status", "version")) == {("sold", 2)}
    assert not Vehicle.objects.exclude(bay=None, warehouse=None).exists()
    assert Movement.objects.filter(kind="sale").count() == 3
    assert AuditEntry.objects.get(action="inventory.vehicles.sold").changes["vehicles"] == 3
    assert OutboxEvent.objects.filter(name="VehicleMoved").count() == 3
    assert take_out_many(actor=SYSTEM, takings=[]) == {}


@pytest.mark.parametrize("fault", ["sold", "held", "twice", "missing"])
def test_one_that_cannot_be_taken_refuses_the_batch(fault):
    good, bad = stocked(), stocked()
    error = {"sold": VehicleNotAvailable, "held": VehicleHeld, "twice": VehicleNotAvailable}.get(
        fault, NotFound
    )
    takings = [Taking(good.pk, "sales.sale:1", NOON), Taking(bad.pk, "sales.sale:2", NOON)]
    if fault == "sold":
        take(bad)
    elif fault == "held":
        hold_vehicle(actor=SYSTEM, vehicle_id=bad.pk, until=in_days(1), for_text="Wang")
    else:
        takings.append(Taking(good.pk if fault == "twice" else 404, "sales.sale:3", NOON))

    with pytest.raises(error):
        take_out_many(actor=SYSTEM, takings=takings)

    good.refresh_from_db()
    assert (good.status, good.version) == ("in_stock", 1)


def test_a_batch_needs_the_right_to_search_the_group():
    vehicle = stocked()

    with pytest.raises(NotAllowed):
        take_out_many(actor=actor_with([]), takings=[Taking(vehicle.pk, "sales.sale:1", NOON)])

    assert not Movement.objects.filter(kind="sale").exists()


@pytest.mark.parametrize(
    "statement", ["UPDATE inventory_movement SET at = at", "DELETE FROM inventory_movement"]
)
def test_the_database_refuses_to_alter_or_delete_a_movement(statement):
    stocked()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Movement.objects.count() == 1


@pytest.mark.parametrize("vin", ["LFWADRJF01100234", "LFWADRJF0I1002346", "lfwadrjf011002346"])
def test_the_database_refuses_what_is_no_vin(vin):
    stocked()

    with pytest.raises(DatabaseError), transaction.atomic():
        Vehicle.objects.update(vin=vin)
