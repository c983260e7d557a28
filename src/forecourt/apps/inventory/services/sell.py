"""Taking a vehicle out of stock for a sale, and putting it back. The sale has asked for its own permission."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from forecourt.apps.inventory.errors import NotSold, VehicleNotAvailable
from forecourt.apps.inventory.models import Hold, Movement, Vehicle
from forecourt.apps.inventory.services.hold import end_hold, held_error, live_hold
from forecourt.apps.inventory.services.moves import apply_movement, moved_event, movement_of
from forecourt.core import audit, clock, events
from forecourt.core.actor import Actor
from forecourt.core.batches import batched_keys
from forecourt.core.bulk import insert_rows
from forecourt.core.db import locked, one_transaction, transaction_required
from forecourt.core.errors import NotFound

SEARCH = "inventory.vehicle.search"


@transaction_required
def lock_vehicle(*, actor: Actor, vehicle_id: int) -> Vehicle:
    """A vehicle anywhere in the group, its row held until the caller's transaction ends. Raises NotAllowed, NotFound."""
    vehicle: Vehicle = Vehicle.objects.fetch(actor, SEARCH, lock=True, pk=vehicle_id)
    return vehicle


@transaction_required
def lock_vehicles(*, actor: Actor, vehicle_ids: Iterable[int]) -> dict[int, Vehicle]:
    """Vehicles anywhere in the group by id, their rows held in the order of their ids; a missing one is left out.

    Raises NotAllowed.
    """
    actor.require(SEARCH)
    return _lock_many(vehicle_ids)


@one_transaction
def take_out_sold(
    *,
    actor: Actor,
    vehicle_id: int,
    source: str,
    at: datetime,
    for_employee_ids: Collection[int | None] = (),
) -> Vehicle:
    """Take a vehicle out of stock for the sale `source`; its hold ends with it.

    A hold of the actor or of one of `for_employee_ids` (the seller) is no hindrance.
    Raises NotAllowed, NotFound, VehicleNotAvailable, VehicleHeld.
    """
    vehicle = lock_vehicle(actor=actor, vehicle_id=vehicle_id)
    return take_out_locked(
        actor=actor, vehicle=vehicle, source=source, at=at, for_employee_ids=for_employee_ids
    )


@transaction_required
def take_out_locked(
    *,
    actor: Actor,
    vehicle: Vehicle,
    source: str,
    at: datetime,
    for_employee_ids: Collection[int | None] = (),
) -> Vehicle:
    """As `take_out_sold`, for a vehicle that the caller has by `lock_vehicle` and has not changed since.

    Raises VehicleNotAvailable, VehicleHeld.
    """
    refuse_unavailable(vehicle)
    _end_hold_for(vehicle, {actor.employee_id, *for_employee_ids} - {None})
    movement = movement_of(actor, vehicle, Movement.Kind.SALE, at, status=Vehicle.Status.SOLD, source=source)
    apply_movement(vehicle, movement)
    audit.record(actor, "inventory.vehicle.sold", vehicle, {"source": source})
    return vehicle


def refuse_unavailable(vehicle: Vehicle) -> None:
    """Raises VehicleNotAvailable unless it can be sold."""
    if vehicle.status != Vehicle.Status.IN_STOCK:
        raise VehicleNotAvailable(
            field="vehicle", vehicle=vehicle.label, status=str(vehicle.get_status_display())
        )


def _end_hold_for(vehicle: Vehicle, employee_ids: Collection[int | None]) -> None:
    hold = live_hold(vehicle.pk, clock.now())
    if hold is None:
        return
    if hold.employee_id not in employee_ids:
        raise held_error(vehicle, hold)
    end_hold(hold, "")


@dataclass(frozen=True, slots=True)
class Taking:
    """A vehicle to be taken out by a sale, for `take_out_many`."""

    vehicle_id: int
    source: str
    at: datetime


@one_transaction
def take_out_many(
    *, actor: Actor, takings: Sequence[Taking], held: Mapping[int, Vehicle] | None = None
) -> dict[int, Vehicle]:
    """Take many vehicles out of stock, all or none, with one audit entry for all; the vehicles by their ids.

    `held` are those vehicles, where the caller has them by `lock_vehicles` and has not changed them since.
    Raises NotAllowed, NotFound, VehicleNotAvailable, VehicleHeld for the first that cannot be.
    """
    if not takings:
        return {}
    actor.require(SEARCH)
    ids = [taking.vehicle_id for taking in takings]
    vehicles = _lock_many(ids) if held is None else {pk: held[pk] for pk in ids if pk in held}
    movements = [_sale_movement(actor, vehicles, taking) for taking in takings]
    if len({movement.vehicle_id for movement in movements}) < len(movements):
        raise VehicleNotAvailable(field="vehicle", vehicle="", status=str(Vehicle.Status.SOLD.label))
    _refuse_held(vehicles)
    insert_rows(movements)
    for chunk in batched_keys(vehicles):
        Vehicle.objects.filter(pk__in=chunk).update(
            status=Vehicle.Status.SOLD, warehouse=None, bay=None, version=F("version") + 1
        )
    for vehicle in vehicles.values():
        vehicle.status, vehicle.warehouse_id, vehicle.bay_id = Vehicle.Status.SOLD, None, None
        vehicle.version += 1
    events.publish_many([moved_event(movement) for movement in movements])
    _record_many(actor, takings, vehicles)
    return vehicles


def _sale_movement(actor: Actor, vehicles: dict[int, Vehicle], taking: Taking) -> Movement:
    vehicle = vehicles.get(taking.vehicle_id)
    if vehicle is None:
        raise NotFound(field="vehicle")
    refuse_unavailable(vehicle)
    return movement_of(
        actor,
        vehicle,
        Movement.Kind.SALE,
        taking.at,
        status=Vehicle.Status.SOLD,
        source=taking.source,
    )


def _refuse_held(vehicles: dict[int, Vehicle]) -> None:
    for chunk in batched_keys(vehicles):
        held = Hold.objects.filter(vehicle__in=chunk, released_at=None, until__gt=clock.now())
        if hold := held.order_by("pk").first():
            raise held_error(vehicles[hold.vehicle_id], hold)


@transaction_required
def _lock_many(vehicle_ids: Iterable[int]) -> dict[int, Vehicle]:
    found: dict[int, Vehicle] = {}
    for chunk in batched_keys(set(vehicle_ids)):
        rows = locked(Vehicle.objects.filter(pk__in=chunk)).order_by("pk")
        found.update((row.pk, row) for row in rows)
    return found


def _record_many(actor: Actor, takings: Sequence[Taking], vehicles: dict[int, Vehicle]) -> None:
    stores = {vehicle.store_id for vehicle in vehicles.values()}
    facts = {"vehicles": len(vehicles), "first": takings[0].source, "last": takings[-1].source}
    only_store = stores.pop() if len(stores) == 1 else None
    first = vehicles[takings[0].vehicle_id]
    audit.record_many([audit.entry(actor, "inventory.vehicles.sold", first, facts, store_id=only_store)])


@one_transaction
def put_back(*, actor: Actor, vehicle_id: int, source: str, at: datetime) -> Vehicle:
    """Bring a sold vehicle back into the bay it was sold from, because the sale `source` is reversed.

    The bay takes it even when it was filled meanwhile: the car never left it. Raises NotAllowed, NotFound, NotSold.
    """
    vehicle = lock_vehicle(actor=actor, vehicle_id=vehicle_id)
    movements = Movement.objects.filter(vehicle=vehicle).select_related("from_bay__warehouse")
    last = movements.order_by("-pk").first()
    if last is None or last.from_bay is None or last.kind != Movement.Kind.SALE or last.source != source:
        raise NotSold(vehicle=vehicle.label)
    bay = last.from_bay
    movement = movement_of(actor, vehicle, Movement.Kind.SALE_REVERSED, at, bay=bay, source=source)
    apply_movement(vehicle, movement)
    audit.record(actor, "inventory.vehicle.put_back", vehicle, {"source": source, "bay": last.from_bay_id})
    return vehicle
