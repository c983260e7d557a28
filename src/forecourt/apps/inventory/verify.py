"""Proof of the stock: place and status follow from movements, one place each, its value is account 1405."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from forecourt.apps.finance.selectors import account_balances
from forecourt.apps.inventory.models import Movement, Vehicle
from forecourt.apps.inventory.services.books import STOCK
from forecourt.core.actor import Actor
from forecourt.core.money import format_money
from forecourt.core.verify import Check, Finding

Place = tuple[Any, ...]
_FROM = ("from_store_id", "from_warehouse_id", "from_bay_id")
_TO = ("to_store_id", "to_warehouse_id", "to_bay_id", "status_after")
_NOWHERE: Place = (None, None, None)


def movements_lead_on() -> Iterator[Finding]:
    """Each movement begins where the one before ended, and the last one ended where the vehicle is."""
    ends: dict[int, Place] = {}
    rows = Movement.objects.order_by("vehicle_id", "pk").values_list("vehicle_id", "pk", *_FROM, *_TO)
    for vehicle_id, pk, *places in rows.iterator(chunk_size=5000):
        begins, end = tuple(places[:3]), tuple(places[3:])
        if ends.get(vehicle_id, _NOWHERE)[:3] != begins:
            yield Finding(f"movement {pk} of vehicle {vehicle_id} does not begin where the one before ended")
        ends[vehicle_id] = end
    vehicles = Vehicle.objects.order_by("pk").values_list(
        "pk", "stock_number", "store_id", "warehouse_id", "bay_id", "status"
    )
    for pk, number, *state in vehicles.iterator(chunk_size=5000):
        if pk not in ends:
            yield Finding(f"vehicle {number} has no movement")
        elif ends[pk] != tuple(state):
            yield Finding(
                f"vehicle {number} is {_place(tuple(state))}, its movements lead to {_place(ends[pk])}"
            )


def _place(state: Place) -> str:
    store, warehouse, bay, status = state
    return f"{status} (store {store}, warehouse {warehouse}, bay {bay})"


def stock_value_is_in_the_books() -> Iterator[Finding]:
    """The known cost of what stands in a store's stock is the balance of account 1405 there."""
    rows = Vehicle.objects.in_stock().exclude(cost=None).order_by().values_list("store_id")
    values: dict[int | None, int] = dict(rows.annotate(Sum("cost")))
    booked = account_balances(Actor.system("verify"), STOCK)
    for store_id in sorted(values.keys() | booked.keys(), key=lambda key: key or 0):
        value, balance = values.get(store_id, 0), booked.get(store_id, 0)
        if value != balance:
            yield Finding(
                f"stock of store {store_id} is worth {format_money(value)}, "
                f"account {STOCK} says {format_money(balance)}"
            )


CHECKS = (
    Check("inventory.movements", _("Vehicles are where their movements lead"), movements_lead_on),
    Check("inventory.value", _("Stock value is in the books"), stock_value_is_in_the_books),
)
