"""Moving a vehicle to another bay."""

from datetime import datetime

from forecourt.apps.inventory.errors import AcrossEntities, AlreadyThere, BayFull, VehicleNotAvailable
from forecourt.apps.inventory.models import Movement, Vehicle
from forecourt.apps.inventory.services.books import post_move
from forecourt.apps.inventory.services.moves import apply_movement, movement_of
from forecourt.apps.organization.selectors import get_bays, store_facts
from forecourt.core import audit
from forecourt.core.actor import Actor
from forecourt.core.db import one_transaction, transaction_required
from forecourt.core.errors import NotFound

MOVE = "inventory.vehicle.move"


@one_transaction
def move_vehicle(
    *, actor: Actor, vehicle_id: int, bay_id: int, at: datetime, capacity_reason: str = ""
) -> Vehicle:
    """Move a vehicle that stands in stock into another bay, within a company; its cost follows into the store's books.

    Raises NotAllowed, NotFound, VehicleNotAvailable, AlreadyThere, AcrossEntities, BayFull, finance PeriodClosed.
    """
    vehicle: Vehicle = Vehicle.objects.fetch(actor, MOVE, lock=True, pk=vehicle_id)
    bay = get_bays(actor, MOVE, [bay_id], lock=True).get(bay_id)
    if bay is None:
        raise NotFound(field="bay")
    if not vehicle.is_in_stock:
        raise VehicleNotAvailable(vehicle=vehicle.label, status=str(vehicle.get_status_display()))
    if vehicle.bay_id == bay.pk:
        raise AlreadyThere(field="bay", vehicle=vehicle.label)
    stores = store_facts(actor, {pk for pk in (vehicle.store_id, bay.warehouse.store_id) if pk})
    if len({facts.legal_entity_id for facts in stores.values()}) > 1:
        raise AcrossEntities(field="bay")
    require_room(bay.pk, bay.capacity, bay.code, capacity_reason)

    movement = movement_of(
        actor, vehicle, Movement.Kind.MOVE, at, bay=bay, status=vehicle.status, note=capacity_reason
    )
    before = vehicle.bay_id
    apply_movement(vehicle, movement)
    post_move(actor, vehicle, movement, stores, at)
    audit.record(actor, "inventory.vehicle.moved", vehicle, {"bay": [before, bay.pk]})
    return vehicle


@transaction_required
def require_room(bay_id: int, capacity: int, code: str, reason: str) -> None:
    """Raises BayFull unless the bay, which the caller holds locked, has room or there is a reason."""
    if reason.strip():
        return
    if Vehicle.objects.filter(bay=bay_id).count() >= capacity:
        raise BayFull(field="bay", bay=code, capacity=capacity)
