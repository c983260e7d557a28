"""The catalogue and the stock for programs."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from forecourt.apps.inventory import lists, selectors, services
from forecourt.apps.inventory.models import Hold, Vehicle
from forecourt.apps.inventory.services import VehicleIntake
from forecourt.apps.inventory.vin import check_vin
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.api import (
    ApiRequest,
    Day,
    In,
    Key,
    Line,
    Moment,
    MoneyIn,
    MoneyOut,
    allows,
    minor_of,
    money,
    tag,
)
from forecourt.core.api.lists import add_list

router = Router(tags=["Stock"])
REACHES = ("inventory.vehicle.view", "inventory.vehicle.search")

add_list(router, "/brands/", lists.BRANDS, name="list_brands")
add_list(router, "/series/", lists.SERIES, name="list_series")
add_list(router, "/models/", lists.MODELS, name="list_models")
add_list(router, "/accessories/", lists.ACCESSORIES, name="list_accessories")
add_list(router, "/stock/", lists.STOCK, name="list_stock")
add_list(router, "/stock/group/", lists.GROUP_STOCK, name="search_group_stock")
add_list(router, "/vehicles/", lists.VEHICLES, name="list_vehicles")


class HoldOut(Schema):
    """A vehicle kept for somebody until a moment."""

    id: int
    vehicle_id: int
    held_by: str
    employee_id: int | None
    for_text: str
    at: datetime
    until: datetime
    released_at: datetime | None


class VehicleOut(Schema):
    """A vehicle. `cost` is absent where the caller may not see it, `vin` null where there is none."""

    id: int
    vin: str | None
    stock_number: str
    check_digit: str
    series_id: int
    model_id: int | None
    exterior_colour: str
    interior_colour: str
    engine_number: str
    condition: str
    production_on: date | None
    guide_price: MoneyOut | None
    cost: MoneyOut | None = None
    status: str
    store_id: int | None
    warehouse_id: int | None
    bay_id: int | None
    received_on: date | None
    version: int


class VehicleDetailOut(VehicleOut):
    """A vehicle with the names of what it is and the hold that counts now."""

    brand: str
    series: str
    model: str | None
    hold: HoldOut | None


class VehicleIn(In):
    """A vehicle that has arrived. Without a VIN a stock number is made where none is given."""

    bay_id: Key
    series_id: Key
    model_id: Key | None = None
    vin: Line = ""
    stock_number: Line = Field("", max_length=40)
    exterior_colour: Line = Field("", max_length=40)
    interior_colour: Line = Field("", max_length=40)
    engine_number: Line = Field("", max_length=40)
    condition: Literal["new", "demo", "used"] = "new"
    production_on: Day | None = None
    cost: MoneyIn | None = None
    guide_price: MoneyIn | None = None
    override_reason: Line = ""
    capacity_reason: Line = ""
    received_at: Moment | None = None


class MoveIn(In):
    """Where to, and when if not now."""

    bay_id: Key
    at: Moment | None = None
    capacity_reason: Line = ""


class HoldIn(In):
    """For whom, and until when."""

    until: Moment
    for_text: Line = Field(min_length=1, max_length=120)


class ReleaseIn(In):
    """Why the hold ends early."""

    reason: Line = Field("", max_length=120)


class VinOut(Schema):
    """What a VIN looks like: its verdict, and what to do about it in words."""

    vin: str
    verdict: str
    severity: str
    message: str
    suggestion: str


@router.get("/vehicles/{int:pk}/", response=VehicleDetailOut, exclude_unset=True)
@allows(*REACHES)
def get_vehicle(request: ApiRequest, pk: int) -> VehicleDetailOut:
    """One vehicle of one's stores, or in stock anywhere for those who may search the group."""
    vehicle = selectors.get_vehicle(request.actor, pk)
    tag(request, vehicle.version)
    hold = selectors.get_live_hold(vehicle)
    return VehicleDetailOut(
        **_facts(request.actor, vehicle),
        brand=vehicle.series.brand.name,
        series=vehicle.series.name,
        model=vehicle.model.name if vehicle.model else None,
        hold=_hold(hold) if hold else None,
    )


@router.post("/vehicles/", response={201: VehicleOut}, exclude_unset=True)
@allows("inventory.vehicle.receive")
def receive_vehicle(request: ApiRequest, data: VehicleIn) -> VehicleOut:
    """Receive a vehicle into a bay: it is in stock there, and its cost in the books."""
    facts = data.model_dump(exclude={"bay_id", "received_at", "cost", "guide_price"})
    vehicle = services.receive_vehicle(
        actor=request.actor,
        intake=VehicleIntake(**facts, cost=minor_of(data.cost), guide_price=minor_of(data.guide_price)),
        bay_id=data.bay_id,
        at=data.received_at or clock.now(),
    )
    tag(request, vehicle.version)
    return VehicleOut(**_facts(request.actor, vehicle))


@router.post("/vehicles/{int:pk}/move/", response=VehicleOut, exclude_unset=True)
@allows("inventory.vehicle.move")
def move_vehicle(request: ApiRequest, pk: int, data: MoveIn) -> VehicleOut:
    """Move a vehicle that stands in stock into another bay."""
    vehicle = services.move_vehicle(
        actor=request.actor,
        vehicle_id=pk,
        bay_id=data.bay_id,
        at=data.at or clock.now(),
        capacity_reason=data.capacity_reason,
    )
    tag(request, vehicle.version)
    return VehicleOut(**_facts(request.actor, vehicle))


@router.post("/vehicles/{int:pk}/hold/", response={201: HoldOut})
@allows("inventory.vehicle.hold")
def hold_vehicle(request: ApiRequest, pk: int, data: HoldIn) -> HoldOut:
    """Hold a vehicle in stock for somebody; one hold at a time, and it expires by itself."""
    hold = services.hold_vehicle(actor=request.actor, vehicle_id=pk, until=data.until, for_text=data.for_text)
    return _hold(hold)


@router.post("/vehicles/{int:pk}/release/", response=HoldOut)
@allows("inventory.vehicle.hold")
def release_vehicle(request: ApiRequest, pk: int, data: ReleaseIn) -> HoldOut:
    """End a hold early: one's own, or anybody's for those who may release the holds of others."""
    return _hold(services.release_vehicle(actor=request.actor, vehicle_id=pk, reason=data.reason))


@router.get("/vin-check/", response=VinOut)
@allows(*REACHES, "inventory.vehicle.receive")
def check_a_vin(request: ApiRequest, vin: Annotated[Line, Query(max_length=40)]) -> VinOut:
    """The verdict on a VIN: its length, its characters, its check digit."""
    found = check_vin(vin)
    return VinOut(
        vin=found.vin,
        verdict=found.verdict,
        severity=found.severity,
        message=found.message,
        suggestion=found.suggestion or "",
    )


def _facts(actor: Actor, vehicle: Vehicle) -> dict[str, Any]:
    """What is said of a vehicle, with its cost for those who may see it."""
    names = set(VehicleOut.model_fields) - {"cost", "guide_price"}
    facts = {name: getattr(vehicle, name) for name in names}
    facts["guide_price"] = money(vehicle.guide_price)
    if selectors.sees_cost(actor, vehicle.store_id):
        facts["cost"] = money(vehicle.cost)
    return facts


def _hold(hold: Hold) -> HoldOut:
    return HoldOut(**{name: getattr(hold, name) for name in HoldOut.model_fields})
