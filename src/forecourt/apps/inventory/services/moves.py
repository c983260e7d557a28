"""Writing a movement, and the place and status that result from it: in one place for every service."""

from datetime import datetime
from typing import TYPE_CHECKING

from forecourt.apps.inventory.models import Movement, Vehicle
from forecourt.contracts.inventory import VehicleMoved
from forecourt.core import events
from forecourt.core.actor import Actor
from forecourt.core.db import transaction_required

if TYPE_CHECKING:
    from forecourt.apps.organization.models import Bay


def movement_of(
    actor: Actor,
    vehicle: Vehicle,
    kind: str,
    at: datetime,
    *,
    bay: "Bay | None" = None,
    status: str = Vehicle.Status.IN_STOCK,
    source: str = "",
    note: str = "",
) -> Movement:
    """An unsaved movement from where `vehicle` stands into `bay`, or out of every bay; its store stays when it leaves."""
    return Movement(
        vehicle_id=vehicle.pk,
        kind=kind,
        source=source,
        from_store_id=vehicle.store_id,
        from_warehouse_id=vehicle.warehouse_id,
        from_bay_id=vehicle.bay_id,
        to_store_id=bay.warehouse.store_id if bay else vehicle.store_id,
        to_warehouse_id=bay.warehouse_id if bay else None,
        to_bay_id=bay.pk if bay else None,
        status_after=status,
        at=at,
        actor=actor.name,
        note=note[:200],
    )


@transaction_required
def apply_movement(vehicle: Vehicle, movement: Movement) -> Movement:
    """Write the movement, bring the vehicle, which the caller holds locked, to where it leads, and tell of it."""
    movement.save(force_insert=True)
    vehicle.store_id = movement.to_store_id
    vehicle.warehouse_id = movement.to_warehouse_id
    vehicle.bay_id = movement.to_bay_id
    vehicle.status = movement.status_after
    vehicle.version += 1
    vehicle.save(update_fields=["store", "warehouse", "bay", "status", "version"])
    events.publish(moved_event(movement))
    return movement


def moved_event(movement: Movement) -> VehicleMoved:
    """What the other departments hear of a movement."""
    return VehicleMoved(
        vehicle_id=movement.vehicle_id,
        kind=movement.kind,
        from_store_id=movement.from_store_id if movement.from_bay_id else None,
        to_store_id=movement.to_store_id if movement.to_bay_id else None,
        at=movement.at,
    )
