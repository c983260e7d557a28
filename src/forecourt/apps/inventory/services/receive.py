"""Receiving vehicles into bays: one, or a batch by the same rules in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from forecourt.apps.inventory.errors import StockNumberTaken, VinTaken
from forecourt.apps.inventory.models import Movement, Vehicle
from forecourt.apps.inventory.services.books import post_receipts
from forecourt.apps.inventory.services.intake import (
    IntakeFacts,
    VehicleIntake,
    read_facts,
    refusals_of,
)
from forecourt.apps.inventory.services.moves import movement_of
from forecourt.apps.inventory.vin import check_vin
from forecourt.contracts.inventory import VehicleReceived
from forecourt.core import audit, clock, events
from forecourt.core.actor import Actor
from forecourt.core.bulk import insert_rows
from forecourt.core.db import one_transaction, transaction_required
from forecourt.core.numbering import next_numbers
from forecourt.core.text import clean_text, search_text

NUMBER_KIND = "CL"
GROUP_CODE = "GROUP"


@one_transaction
def receive_vehicle(*, actor: Actor, intake: VehicleIntake, bay_id: int, at: datetime) -> Vehicle:
    """Take a vehicle into a bay: it is in stock there, and its cost in the books.

    Raises NotAllowed, NotFound (no such bay in reach), SeriesUnknown, VinWrong, VinTaken, StockNumberTaken, BayFull,
    ReceivedBeforeBuilt, finance PeriodClosed.
    """
    vehicle = _receive(actor, [replace(intake, bay_id=bay_id, at=at)])[0]
    changes = {
        "vehicle": vehicle.label,
        "bay": vehicle.bay_id,
        "check_digit": vehicle.check_digit,
        "reason": vehicle.override_reason,
    }
    audit.record(actor, "inventory.vehicle.received", vehicle, changes)
    return vehicle


@one_transaction
def receive_vehicles(*, actor: Actor, intakes: Sequence[VehicleIntake]) -> list[Vehicle]:
    """Receive many, all or none, in their order, with one audit entry for all. The bays may lie in several stores.

    Raises what `receive_vehicle` raises, for the first that cannot be; `find_refusals` tells all beforehand.
    """
    if not intakes:
        return []
    vehicles = _receive(actor, intakes)
    stores = {vehicle.store_id for vehicle in vehicles}
    facts = {
        "vehicles": len(vehicles),
        "cost": sum(vehicle.cost or 0 for vehicle in vehicles),
        "first": vehicles[0].pk,
        "last": vehicles[-1].pk,
    }
    only_store = stores.pop() if len(stores) == 1 else None
    entry = audit.entry(actor, "inventory.vehicles.received", vehicles[0], facts, store_id=only_store)
    audit.record_many([entry])
    return vehicles


@transaction_required
def _receive(actor: Actor, intakes: Sequence[VehicleIntake]) -> list[Vehicle]:
    facts = read_facts(actor, intakes, lock=True)
    for _at, refusal in sorted(refusals_of(actor, intakes, facts).items()):
        raise refusal
    vehicles = [_vehicle_of(intake, facts) for intake in intakes]
    _number(vehicles, facts)
    for vehicle in vehicles:
        vehicle.search_text = _search_text(vehicle, facts)
    _insert(vehicles)
    insert_rows(
        [_receipt(actor, vehicle, intake, facts) for vehicle, intake in zip(vehicles, intakes, strict=True)]
    )
    events.publish_many(
        [
            VehicleReceived(vehicle_id=vehicle.pk, store_id=vehicle.store_id, at=intake.at or clock.now())
            for vehicle, intake in zip(vehicles, intakes, strict=True)
        ]
    )
    post_receipts(actor, vehicles)
    return vehicles


def _vehicle_of(intake: VehicleIntake, facts: IntakeFacts) -> Vehicle:
    """The row to be, from sound input; without place of its own rights it stands in the bay of the intake."""
    bay = facts.bays[intake.bay_id]
    checked = check_vin(intake.vin) if intake.vin.strip() else None
    model = facts.models.get(intake.model_id) if intake.model_id else None
    wrong = checked is not None and checked.severity != "ok"
    return Vehicle(
        vin=checked.vin if checked else None,
        stock_number=intake.stock_number.strip() or (checked.vin if checked else ""),
        check_digit=("wrong" if wrong else "right") if checked else "none",
        override_reason=clean_text(intake.override_reason)[:200] if wrong else "",
        series_id=intake.series_id,
        model_id=intake.model_id,
        exterior_colour=clean_text(intake.exterior_colour)[:40],
        interior_colour=clean_text(intake.interior_colour)[:40],
        engine_number=clean_text(intake.engine_number)[:40],
        condition=intake.condition,
        production_on=intake.production_on,
        cost=intake.cost,
        guide_price=intake.guide_price if intake.guide_price is not None or not model else model.guide_price,
        custom=dict(intake.custom),
        status=Vehicle.Status.IN_STOCK,
        store_id=bay.warehouse.store_id,
        warehouse_id=bay.warehouse_id,
        bay_id=bay.pk,
        received_on=facts.received_on(intake),
    )


def _number(vehicles: Sequence[Vehicle], facts: IntakeFacts) -> None:
    """Stock numbers for those that have neither VIN nor number."""
    without: dict[tuple[int, int], list[Vehicle]] = defaultdict(list)
    for vehicle in vehicles:
        if not vehicle.stock_number and vehicle.received_on:
            without[vehicle.store_id or 0, vehicle.received_on.year].append(vehicle)
    for (store_id, year), rows in sorted(without.items()):
        code = facts.stores[store_id].code if store_id else GROUP_CODE
        numbers = next_numbers(
            kind=NUMBER_KIND, store_id=store_id, store_code=code, year=year, count=len(rows)
        )
        for vehicle, number in zip(rows, numbers, strict=True):
            vehicle.stock_number = number


def _search_text(vehicle: Vehicle, facts: IntakeFacts) -> str:
    series = facts.series[vehicle.series_id]
    codes = dict.fromkeys((vehicle.label, vehicle.stock_number))
    return search_text(series.brand.name, series.name, vehicle.exterior_colour, vins=codes)[:400]


@transaction_required
def _insert(vehicles: Sequence[Vehicle]) -> None:
    """Insert the rows; a VIN that another transaction brought in meanwhile is refused like any other."""
    try:
        with transaction.atomic():
            insert_rows(vehicles)
    except IntegrityError as error:
        if "stock_number" in str(error) and "vin" not in str(error).replace("inventory", ""):
            raise StockNumberTaken(field="stock_number", number=vehicles[0].stock_number) from None
        if "vin" in str(error).replace("inventory", ""):
            raise VinTaken(field="vin", vin=vehicles[0].label) from None
        raise


def _receipt(actor: Actor, vehicle: Vehicle, intake: VehicleIntake, facts: IntakeFacts) -> Movement:
    nowhere = Vehicle(pk=vehicle.pk)
    return movement_of(
        actor,
        nowhere,
        Movement.Kind.RECEIPT,
        intake.at or clock.now(),
        bay=facts.bays[intake.bay_id],
        source=f"inventory.vehicle:{vehicle.pk}",
        note=intake.capacity_reason,
    )
