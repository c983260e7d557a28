"""What the search box finds in the stock."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forecourt.apps.inventory import selectors
from forecourt.apps.inventory.models import Vehicle
from forecourt.core.actor import Actor
from forecourt.core.search import Hit, Search


def find_vehicles(actor: Actor, terms: Sequence[str], limit: int) -> list[Hit]:
    """Vehicles by VIN tail, stock number, series or colour."""
    return [_hit(vehicle) for vehicle in selectors.find_vehicles(actor, terms, limit)]


def _hit(vehicle: Vehicle) -> Hit:
    place = [str(vehicle.series), vehicle.exterior_colour, str(vehicle.get_status_display())]
    if vehicle.store:
        place.append(vehicle.store.name)
    return Hit(
        vehicle.vin_in_groups or vehicle.stock_number,
        " · ".join(part for part in place if part),
        reverse("inventory:vehicle-detail", args=[vehicle.pk]),
    )


SEARCHES = (Search("vehicles", _("Vehicles"), "inventory.vehicle.search", find_vehicles, icon="car"),)
