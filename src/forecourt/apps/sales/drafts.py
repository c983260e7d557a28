"""What a sale is recorded from: plain values, checked by the services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class AccessoryDraft:
    """An accessory to be sold: `price` for one piece with VAT, `cost` of the line net of VAT, both minor units."""

    name: str
    price: int
    quantity: int = 1
    cost: int = 0
    accessory_id: int | None = None

    @property
    def amount(self) -> int:
        """Price of the line."""
        return self.price * self.quantity


@dataclass(frozen=True, slots=True)
class SaleDraft:
    """A sale to be recorded. `vat` None: by the rate in force on `sold_on`. `external_ref` and `custom` are for imports."""

    store_id: int
    vehicle_id: int
    customer_id: int
    price: int
    sold_on: date
    seller_id: int | None = None
    lead_id: int | None = None
    accessories: Sequence[AccessoryDraft] = ()
    note: str = ""
    below_floor_reason: str = ""
    vat: int | None = None
    external_ref: str = ""
    custom: Mapping[str, Any] = field(default_factory=dict)
