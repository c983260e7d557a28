"""What the stock tells the other departments."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class VehicleReceived:
    """A vehicle came into a bay. `store_id` is None for a warehouse of the group."""

    vehicle_id: int
    store_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class VehicleMoved:
    """A vehicle changed its place: another bay, out by a sale, or back in. Outside every store the store is None."""

    vehicle_id: int
    kind: str
    from_store_id: int | None
    to_store_id: int | None
    at: datetime
