"""What sales tells the departments above it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SaleRecorded:
    """A vehicle was sold. `amount` is the price with accessories in minor units, VAT included."""

    sale_id: int
    store_id: int
    vehicle_id: int
    customer_id: int
    lead_id: int | None
    seller_id: int | None
    amount: int
    sold_on: date


@dataclass(frozen=True, slots=True)
class SaleCancelled:
    """A sale was reversed by the sale `reversal_id` of the day `cancelled_on`; its vehicle is in stock again."""

    sale_id: int
    reversal_id: int
    store_id: int
    vehicle_id: int
    customer_id: int
    lead_id: int | None
    seller_id: int | None
    amount: int
    cancelled_on: date
