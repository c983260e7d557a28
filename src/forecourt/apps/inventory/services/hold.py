"""Holding a vehicle for somebody, until a moment (feature 41)."""

from datetime import datetime, timedelta

from forecourt.apps.inventory.errors import HoldWrong, NotHeld, VehicleHeld, VehicleNotAvailable
from forecourt.apps.inventory.models import Hold, Vehicle
from forecourt.core import audit, clock
from forecourt.core.actor import Actor
from forecourt.core.db import one_transaction, transaction_required
from forecourt.core.errors import NotAllowed
from forecourt.core.text import clean_text

HOLD = "inventory.vehicle.hold"
RELEASE_OTHERS = "inventory.vehicle.release"
LONGEST = timedelta(days=30)


@one_transaction
def hold_vehicle(*, actor: Actor, vehicle_id: int, until: datetime, for_text: str) -> Hold:
    """Hold a vehicle in stock until a moment; an expired hold of somebody else gives way.

    Raises NotAllowed, NotFound, HoldWrong, VehicleNotAvailable, VehicleHeld.
    """
    vehicle: Vehicle = Vehicle.objects.fetch(actor, HOLD, lock=True, pk=vehicle_id)
    now = clock.now()
    if not now < until <= now + LONGEST:
        raise HoldWrong(field="until", days=LONGEST.days)
    if not vehicle.is_in_stock:
        raise VehicleNotAvailable(vehicle=vehicle.label, status=str(vehicle.get_status_display()))
    if live := live_hold(vehicle.pk, now):
        raise held_error(vehicle, live)
    end_expired(vehicle.pk, now)
    hold = Hold.objects.create(
        vehicle=vehicle,
        employee_id=actor.employee_id,
        held_by=actor.name,
        for_text=clean_text(for_text)[:120],
        at=now,
        until=until,
    )
    audit.record(actor, "inventory.vehicle.held", vehicle, {"until": until, "for": hold.for_text})
    return hold


@one_transaction
def release_vehicle(*, actor: Actor, vehicle_id: int, reason: str = "") -> Hold:
    """End a hold early: one's own, or with `inventory.vehicle.release` anybody's.

    Raises NotAllowed, NotFound, NotHeld.
    """
    vehicle: Vehicle = Vehicle.objects.fetch(actor, HOLD, lock=True, pk=vehicle_id)
    hold = live_hold(vehicle.pk, clock.now())
    if hold is None:
        raise NotHeld(vehicle=vehicle.label)
    if not is_holder(actor, hold) and not actor.covers(RELEASE_OTHERS, vehicle.store_id):
        raise NotAllowed(permission=RELEASE_OTHERS)
    end_hold(hold, clean_text(reason)[:120])
    audit.record(actor, "inventory.vehicle.released", vehicle, {"hold": hold.pk, "reason": reason})
    return hold


def live_hold(vehicle_id: int, now: datetime) -> Hold | None:
    """The hold that counts at the moment."""
    return Hold.objects.filter(vehicle=vehicle_id, released_at=None, until__gt=now).first()


def is_holder(actor: Actor, hold: Hold) -> bool:
    """Whether the actor is the one who holds."""
    return actor.employee_id is not None and hold.employee_id == actor.employee_id


def held_error(vehicle: Vehicle, hold: Hold) -> VehicleHeld:
    """The refusal that names who holds it until when."""
    zone = vehicle.store.time_zone if vehicle.store else None
    until = f"{clock.local(hold.until, zone):%Y-%m-%d %H:%M}"
    return VehicleHeld(vehicle=vehicle.label, holder=hold.held_by, until=until)


@transaction_required
def end_expired(vehicle_id: int, now: datetime) -> None:
    """Write down that what has expired is over."""
    Hold.objects.filter(vehicle=vehicle_id, released_at=None, until__lte=now).update(released_at=now)


@transaction_required
def end_hold(hold: Hold, reason: str) -> None:
    """Write down that a hold is over."""
    hold.released_at, hold.release_reason = clock.now(), reason
    hold.save(update_fields=["released_at", "release_reason"])
