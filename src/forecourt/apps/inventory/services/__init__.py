"""What may be done with the catalogue and the stock."""

from forecourt.apps.inventory.services.catalogue import (
    add_accessory,
    add_brand,
    add_model,
    add_series,
    change_accessory,
    change_brand,
    change_model,
    change_series,
    import_catalogue,
)
from forecourt.apps.inventory.services.hold import hold_vehicle, release_vehicle
from forecourt.apps.inventory.services.intake import VehicleIntake, find_refusals
from forecourt.apps.inventory.services.move import move_vehicle
from forecourt.apps.inventory.services.names import CatalogueNames, VinJudgement, judge_vins
from forecourt.apps.inventory.services.receive import receive_vehicle, receive_vehicles
from forecourt.apps.inventory.services.sell import (
    Taking,
    lock_vehicle,
    lock_vehicles,
    put_back,
    refuse_unavailable,
    take_out_locked,
    take_out_many,
    take_out_sold,
)

__all__ = [
    "CatalogueNames", "Taking", "VehicleIntake", "VinJudgement", "add_accessory", "add_brand", "add_model",
    "add_series", "change_accessory", "change_brand", "change_model", "change_series", "find_refusals",
    "hold_vehicle", "import_catalogue", "judge_vins", "lock_vehicle", "lock_vehicles", "move_vehicle",
    "put_back", "receive_vehicle", "receive_vehicles", "refuse_unavailable", "release_vehicle",
    "take_out_locked", "take_out_many", "take_out_sold",
]  # fmt: skip
