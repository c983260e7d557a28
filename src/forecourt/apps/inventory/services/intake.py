"""A vehicle about to be received, and every reason why it cannot be: the same for one and for many."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils.translation import gettext as _

from forecourt.apps.inventory.errors import (
    BayFull,
    ReceivedBeforeBuilt,
    SeriesUnknown,
    StockNumberTaken,
    VinTaken,
    VinWrong,
)
from forecourt.apps.inventory.models import CarModel, Series, Vehicle
from forecourt.apps.inventory.selectors.conflicts import describe_conflict
from forecourt.apps.inventory.vin import check_vin, normalise_vin
from forecourt.apps.organization.selectors import StoreFacts, get_bays, store_facts
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.batches import batched_keys
from forecourt.core.errors import DomainError, Invalid, NotFound
from forecourt.core.money import MAX_MINOR

if TYPE_CHECKING:
    from forecourt.apps.organization.models import Bay

RECEIVE = "inventory.vehicle.receive"


@dataclass(frozen=True, slots=True)
class VehicleIntake:
    """A vehicle to be received. Without a VIN it needs nothing else: a stock number is then made.

    `cost` is minor units without VAT, None where unknown; `guide_price` None takes the model's. `override_reason` lets a
    VIN of China with a wrong check digit in, `capacity_reason` a vehicle into a full bay. `bay_id` and `at` say where
    and when for `receive_vehicles`.
    """

    series_id: int
    vin: str = ""
    stock_number: str = ""
    model_id: int | None = None
    exterior_colour: str = ""
    interior_colour: str = ""
    engine_number: str = ""
    condition: str = "new"
    production_on: date | None = None
    cost: int | None = None
    guide_price: int | None = None
    override_reason: str = ""
    capacity_reason: str = ""
    custom: Mapping[str, Any] = field(default_factory=dict)
    bay_id: int = 0
    at: datetime | None = None

    @property
    def normal_vin(self) -> str:
        """The VIN in upper case without spaces."""
        return normalise_vin(self.vin)


@dataclass(frozen=True, slots=True)
class IntakeFacts:
    """All that is known around a batch of intakes, read in a fixed number of queries."""

    bays: Mapping[int, "Bay"]
    room: Counter[int]
    stores: Mapping[int, StoreFacts]
    series: Mapping[int, Series]
    models: Mapping[int, CarModel]
    vins: Mapping[str, Vehicle]
    stock_numbers: Collection[str]

    def received_on(self, intake: VehicleIntake) -> date:
        """The date of receipt in the store's time zone."""
        store_id = self.bays[intake.bay_id].warehouse.store_id
        return clock.local_date(
            intake.at or clock.now(), self.stores[store_id].time_zone if store_id else None
        )


def read_facts(actor: Actor, intakes: Sequence[VehicleIntake], *, lock: bool = False) -> IntakeFacts:
    """What `refusals_of` compares with; with `lock` the bays are held, so that their room stays. Raises NotAllowed."""
    bays = get_bays(actor, RECEIVE, {intake.bay_id for intake in intakes}, lock=lock)
    series_ids = {intake.series_id for intake in intakes}
    taken = Vehicle.objects.filter(bay__in=bays).order_by().values_list("bay_id").annotate(Count("pk"))
    used = dict(taken)
    return IntakeFacts(
        bays=bays,
        room=Counter({pk: bay.capacity - used.get(pk, 0) for pk, bay in bays.items()}),
        stores=store_facts(
            actor, {bay.warehouse.store_id for bay in bays.values() if bay.warehouse.store_id}
        ),
        series=Series.objects.select_related("brand").in_bulk(series_ids),
        models=CarModel.objects.in_bulk({intake.model_id for intake in intakes if intake.model_id}),
        vins=known_vins({intake.normal_vin for intake in intakes}),
        stock_numbers=known_numbers({intake.stock_number for intake in intakes}),
    )


def known_vins(vins: Collection[str]) -> dict[str, Vehicle]:
    """The vehicles of the group with one of the VINs, by VIN."""
    known: dict[str, Vehicle] = {}
    for chunk in batched_keys(vins):
        rows = Vehicle.objects.filter(vin__in=chunk).select_related("store")
        known.update((row.vin or "", row) for row in rows)
    return known


def known_numbers(numbers: Collection[str]) -> set[str]:
    """Those of the stock numbers that vehicles of the group have."""
    known: set[str] = set()
    for chunk in batched_keys(numbers):
        known.update(Vehicle.objects.filter(stock_number__in=chunk).values_list("stock_number", flat=True))
    return known


def find_refusals(actor: Actor, intakes: Sequence[VehicleIntake]) -> dict[int, DomainError]:
    """Why each intake that cannot be received cannot, by its place in the sequence. Raises NotAllowed."""
    return refusals_of(actor, intakes, read_facts(actor, intakes))


def refusals_of(actor: Actor, intakes: Sequence[VehicleIntake], facts: IntakeFacts) -> dict[int, DomainError]:
    """As `find_refusals`, with facts read before. Two intakes of one VIN or number in a batch refuse the second."""
    found: dict[int, DomainError] = {}
    seen: set[str] = set()
    room = facts.room.copy()
    for at, intake in enumerate(intakes):
        try:
            _refuse(actor, intake, facts, seen)
            _take_room(intake, facts, room)
        except DomainError as error:
            found[at] = error
    return found


def _refuse(actor: Actor, intake: VehicleIntake, facts: IntakeFacts, seen: set[str]) -> None:
    series = facts.series.get(intake.series_id)
    model = facts.models.get(intake.model_id) if intake.model_id else None
    if series is None or (intake.model_id and (model is None or model.series_id != series.pk)):
        raise SeriesUnknown(field="series")
    if intake.bay_id not in facts.bays:
        raise NotFound(field="bay", kind="bay")
    for name in ("cost", "guide_price"):
        if not 0 <= (getattr(intake, name) or 0) <= MAX_MINOR:
            raise Invalid(_("An amount is not negative."), field=name)
    _refuse_vin(actor, intake, facts)
    _refuse_double(intake, facts, seen)
    received_on = facts.received_on(intake)
    if intake.production_on and received_on < intake.production_on:
        raise ReceivedBeforeBuilt(
            field="production_on",
            received=received_on.isoformat(),
            built=intake.production_on.isoformat(),
        )


def _refuse_vin(actor: Actor, intake: VehicleIntake, facts: IntakeFacts) -> None:
    if not intake.vin.strip():
        return
    checked = check_vin(intake.vin)
    is_excusable = checked.verdict == "check_digit_mismatch"
    if checked.severity == "error" and not (is_excusable and intake.override_reason.strip()):
        raise VinWrong(checked.message, field="vin", verdict=checked.verdict, suggestion=checked.suggestion)
    if there := facts.vins.get(checked.vin):
        raise VinTaken(describe_conflict(actor, there), field="vin", vin=checked.vin)


def _refuse_double(intake: VehicleIntake, facts: IntakeFacts, seen: set[str]) -> None:
    vin, number = intake.normal_vin, intake.stock_number.strip()
    if vin and vin in seen:
        raise VinTaken(field="vin", vin=vin)
    if number and (number in facts.stock_numbers or number in seen):
        raise StockNumberTaken(field="stock_number", number=number)
    seen.update(text for text in (vin, number) if text)


def _take_room(intake: VehicleIntake, facts: IntakeFacts, room: Counter[int]) -> None:
    if room[intake.bay_id] <= 0 and not intake.capacity_reason.strip():
        bay = facts.bays[intake.bay_id]
        raise BayFull(field="bay", bay=bay.code, capacity=bay.capacity)
    room[intake.bay_id] -= 1
