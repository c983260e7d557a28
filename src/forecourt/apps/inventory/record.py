"""What the record page of a vehicle shows to an actor."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from forecourt.apps.inventory import selectors
from forecourt.apps.inventory.lists import STATUS_TONES, age_in_days
from forecourt.apps.inventory.models import Hold, Movement, Vehicle
from forecourt.apps.inventory.vin import check_vin, decode
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.ui.record import Fact, RecordPage, Step, Tab, TimelineEntry
from forecourt.core.ui.record_actions import actions_for


def record_of(actor: Actor, vehicle: Vehicle, tab: str) -> RecordPage:
    """Facts, next steps, tabs and movements of a vehicle that was read within reach."""
    address = reverse("inventory:vehicle-detail", args=[vehicle.pk])
    hold = selectors.get_live_hold(vehicle)
    return RecordPage(
        facts=list(_facts(actor, vehicle, hold)),
        status=vehicle.get_status_display(),
        tone=STATUS_TONES.get(vehicle.status, "neutral"),
        steps=list(_steps(actor, vehicle, hold)),
        tabs=(
            Tab("overview", _("Overview"), address),
            Tab("movements", _("Movements"), f"{address}?tab=movements"),
            Tab("holds", _("Holds"), f"{address}?tab=holds"),
        ),
        tab=tab if tab in {"movements", "holds"} else "overview",
        timeline=[_told(movement) for movement in selectors.list_movements(vehicle)[:20]],
        history_url=reverse("inventory:vehicle-history", args=[vehicle.pk]),
        zone=vehicle.store.time_zone if vehicle.store else "",
    )


def panel_of(vehicle: Vehicle, tab: str) -> dict[str, Any]:
    """What the chosen tab shows."""
    if tab == "movements":
        return {"movements": selectors.list_movements(vehicle)}
    if tab == "holds":
        return {"holds": selectors.list_holds(vehicle)}
    if not vehicle.vin:
        return {"overview": True}
    return {
        "overview": True,
        "checked": check_vin(vehicle.vin),
        "decoded": decode(vehicle.vin, year=clock.today().year),
    }


def _facts(actor: Actor, vehicle: Vehicle, hold: Hold | None) -> Iterator[Fact]:
    if vehicle.vin:
        yield Fact(_("VIN"), vehicle.vin, kind="vin", big=True)
    else:
        yield Fact(_("VIN"), _("No VIN"), big=True)
    if vehicle.stock_number != vehicle.vin:
        yield Fact(_("Stock number"), vehicle.stock_number)
    yield Fact(_("Series"), f"{vehicle.series.brand} {vehicle.series}")
    if vehicle.model:
        yield Fact(_("Model"), str(vehicle.model))
    if vehicle.exterior_colour:
        yield Fact(_("Colour"), vehicle.exterior_colour)
    yield Fact(_("Place"), place_of(vehicle))
    if (age := age_in_days(vehicle)) is not None:
        yield Fact(_("Days in stock"), age, definition=_("Days since it was received, today not counted."))
    if vehicle.guide_price is not None:
        yield Fact(_("Guide price"), vehicle.guide_price, kind="money", definition=_("With VAT."))
    if selectors.sees_cost(actor, vehicle.store_id):
        yield _cost_fact(vehicle)
    if hold:
        until = (
            f"{clock.local(hold.until, vehicle.store.time_zone if vehicle.store else None):%Y-%m-%d %H:%M}"
        )
        yield Fact(_("Held by"), f"{hold.held_by} · {hold.for_text} · {until}")


def _cost_fact(vehicle: Vehicle) -> Fact:
    definition = _("Purchase cost of this vehicle without VAT; the cost of its sale.")
    if vehicle.cost is None:
        return Fact(_("Cost"), _("not known"), definition=definition)
    return Fact(_("Cost"), vehicle.cost, kind="money", definition=definition)


def place_of(vehicle: Vehicle) -> str:
    """Store, warehouse and bay in one line."""
    store = vehicle.store.name if vehicle.store else _("Group")
    parts = [
        store,
        vehicle.warehouse.name if vehicle.warehouse else "",
        vehicle.bay.code if vehicle.bay else "",
    ]
    return " · ".join(part for part in parts if part)


def _steps(actor: Actor, vehicle: Vehicle, hold: Hold | None) -> Iterator[Step]:
    offered = actions_for(actor, "inventory.vehicle", vehicle)
    for at, action in enumerate(offered):
        yield Step(action.label, action.url, icon=action.icon, primary=at == 0)
    if not vehicle.is_in_stock:
        return
    if actor.covers("inventory.vehicle.hold", vehicle.store_id):
        yield from _hold_steps(vehicle, hold)
    if actor.covers("inventory.vehicle.move", vehicle.store_id):
        yield Step(_("Move"), reverse("inventory:vehicle-move", args=[vehicle.pk]), icon="arrows-exchange")


def _hold_steps(vehicle: Vehicle, hold: Hold | None) -> Iterator[Step]:
    if hold is None:
        yield Step(_("Hold"), reverse("inventory:vehicle-hold", args=[vehicle.pk]), icon="lock")
        return
    yield Step(
        _("Release"),
        reverse("inventory:vehicle-release", args=[vehicle.pk]),
        icon="lock-open",
        method="post",
        confirm=_("Release the hold of %(holder)s?") % {"holder": hold.held_by},
    )


def _told(movement: Movement) -> TimelineEntry:
    return TimelineEntry(movement.at, movement.get_kind_display(), _where(movement), by=movement.actor)


def _where(movement: Movement) -> str:
    parts = [
        movement.to_warehouse.name if movement.to_warehouse else "",
        movement.to_bay.code if movement.to_bay else "",
        movement.note,
    ]
    return " · ".join(part for part in parts if part)
