"""Reads of vehicles. Cost is for `inventory.cost.view` alone: whoever shows it asks `sees_cost` first."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from forecourt.apps.inventory.models import Hold, Movement, Vehicle
from forecourt.apps.inventory.models.vehicles import VehicleQuerySet
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.errors import NotAllowed, NotFound
from forecourt.core.scoping import seen
from forecourt.core.search import matching_terms

VIEW = "inventory.vehicle.view"
SEARCH = "inventory.vehicle.search"
COST = "inventory.cost.view"

# Days in stock, from and to; the last band is open.
AGE_BANDS: tuple[tuple[str, int, int | None], ...] = (
    ("0-30", 0, 30), ("31-60", 31, 60), ("61-90", 61, 90), ("91-180", 91, 180), ("180+", 181, None),
)  # fmt: skip


def list_stock(actor: Actor) -> "QuerySet[Vehicle]":
    """What stands in stock in the actor's stores, the oldest first."""
    return _with_cost(actor, _shown(Vehicle.objects.visible_to(actor, VIEW).in_stock()))


def list_vehicles(actor: Actor) -> "QuerySet[Vehicle]":
    """Every vehicle of the actor's stores, also what is sold."""
    return _with_cost(actor, _shown(Vehicle.objects.visible_to(actor, VIEW)))


def list_group_stock(actor: Actor) -> "QuerySet[Vehicle]":
    """What stands in stock anywhere in the group (feature 40); never shown with its cost."""
    return _shown(Vehicle.objects.visible_to(actor, SEARCH).in_stock())


def _shown(rows: "QuerySet[Vehicle]") -> "QuerySet[Vehicle]":
    return with_live_holds(rows).order_by("received_on", "pk")


def _with_cost(actor: Actor, rows: "QuerySet[Vehicle]") -> "QuerySet[Vehicle]":
    """The rows with `cost_shown`: the cost where the actor may see it, else nothing."""
    return rows.annotate(cost_shown=seen("cost", actor, COST))


def reachable(actor: Actor) -> VehicleQuerySet:
    """The vehicles of the actor's stores, and what stands in stock anywhere if he may search the group."""
    own = Vehicle.objects.visible_to(actor, VIEW)
    return own | Vehicle.objects.visible_to(actor, SEARCH).in_stock()


def find_vehicles(actor: Actor, terms: Sequence[str], limit: int) -> list[Vehicle]:
    """Reachable vehicles in whose VIN, stock number, series or colour every term is found; what is in stock first."""
    rows = matching_terms(reachable(actor), terms).select_related("series__brand", "store")
    return list(rows.order_by("-received_on", "-pk")[:limit])


def get_vehicle(actor: Actor, vehicle_id: int) -> Vehicle:
    """One reachable vehicle with all a page shows of it. Raises NotAllowed, NotFound."""
    if not actor.can_any((VIEW, SEARCH)):
        raise NotAllowed(permission=VIEW)
    rows = reachable(actor).select_related("series__brand", "model", "store", "warehouse", "bay__zone")
    try:
        return rows.get(pk=vehicle_id)
    except Vehicle.DoesNotExist:
        raise NotFound(kind=str(Vehicle._meta.verbose_name)) from None


def sees_cost(actor: Actor, store_id: int | None) -> bool:
    """Whether cost and margin of that store's vehicles are for the actor's eyes."""
    return actor.covers(COST, store_id)


def list_movements(vehicle: Vehicle) -> "QuerySet[Movement]":
    """The movements of a vehicle that was read within reach, the latest first."""
    rows = vehicle.movements.select_related(
        "to_store", "to_warehouse", "to_bay", "from_warehouse", "from_bay"
    )
    return rows.order_by("-pk")


def get_live_hold(vehicle: Vehicle) -> Hold | None:
    """The hold that counts now, of a vehicle that was read within reach."""
    return Hold.objects.filter(vehicle=vehicle, released_at=None, until__gt=clock.now()).first()


def with_live_holds(rows: "QuerySet[Vehicle]") -> "QuerySet[Vehicle]":
    """Vehicles that carry their live hold, if any, as the list `live_holds`."""
    live = Hold.objects.filter(released_at=None, until__gt=clock.now())
    return rows.prefetch_related(Prefetch("holds", queryset=live, to_attr="live_holds"))


def age_band_filter(band: str, on: date) -> Q:
    """The condition of having stood that long on a day; of an unknown band: nothing."""
    for code, first, last in AGE_BANDS:
        if code == band:
            young = Q(received_on__lte=on - timedelta(days=first)) if first else Q()
            return young & (Q(received_on__gte=on - timedelta(days=last)) if last is not None else Q())
    return Q(pk__in=())


class StockBand(NamedTuple):
    """How many vehicles stand in stock for so long; `value` is their known cost in minor units."""

    code: str
    units: int
    value: int
    units_uncosted: int


def stock_bands(
    actor: Actor, on: date, store_ids: Collection[int] | None = None, *, permission: str = VIEW
) -> list[StockBand]:
    """The stock within reach by age band, in one query. The value is for whoever `sees_cost`."""
    rows = Vehicle.objects.visible_to(actor, permission).in_stock()
    if store_ids is not None:
        rows = rows.filter(store__in=store_ids)
    sums: dict[str, Any] = {}
    for code, _first, _last in AGE_BANDS:
        band = age_band_filter(code, on)
        key = code.replace("-", "_").replace("+", "_up")
        sums[f"units_{key}"] = Count("pk", filter=band)
        sums[f"value_{key}"] = Sum("cost", filter=band)
        sums[f"costed_{key}"] = Count("cost", filter=band)
    found = rows.order_by().aggregate(**sums)
    bands = []
    for code, _first, _last in AGE_BANDS:
        key = code.replace("-", "_").replace("+", "_up")
        units = found[f"units_{key}"]
        bands.append(StockBand(code, units, found[f"value_{key}"] or 0, units - found[f"costed_{key}"]))
    return bands


def list_holds(vehicle: Vehicle) -> "QuerySet[Hold]":
    """The holds of a vehicle that was read within reach, the latest first."""
    return vehicle.holds.order_by("-pk")
