"""Telling where a vehicle is that stands in the way of another."""

from django.utils.translation import gettext as _

from forecourt.apps.inventory.models import Vehicle
from forecourt.core.actor import Actor


def describe_conflict(actor: Actor, vehicle: Vehicle) -> str:
    """Where the vehicle with the same VIN is, as far as the actor may see it."""
    reached = actor.can("inventory.vehicle.search") or actor.covers(
        "inventory.vehicle.view", vehicle.store_id
    )
    facts = {"vin": vehicle.vin, "status": vehicle.get_status_display()}
    if not reached:
        return _("A vehicle with the VIN %(vin)s is in the group already.") % facts
    if vehicle.store_id:
        facts["store"] = str(vehicle.store)
        return _("The vehicle with the VIN %(vin)s is in %(store)s already: %(status)s.") % facts
    return _("The vehicle with the VIN %(vin)s is in a warehouse of the group already: %(status)s.") % facts
