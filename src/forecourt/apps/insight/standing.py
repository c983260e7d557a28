"""How things stand at this moment: counts that no sale changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from forecourt.apps.inventory import selectors as inventory
from forecourt.core.actor import Actor
from forecourt.core.errors import Text

AGED = ("91-180", "180+")
STOCK = "inventory.vehicle.view"


@dataclass(frozen=True, slots=True)
class Standing:
    """A count of now, with the address of what it counts."""

    code: str
    label: Text
    definition: Text
    value: int
    url: str


def standing(actor: Actor, on: date, store_id: int | None) -> list[Standing]:
    """What stands in stock, and what of it too long, as far as the actor sees it. One query."""
    return list(_stock(actor, on, store_id)) if actor.can(STOCK) else []


def _stock(actor: Actor, on: date, store_id: int | None) -> Iterator[Standing]:
    bands = inventory.stock_bands(actor, on, [store_id] if store_id else None)
    narrowed = {"f.store": str(store_id)} if store_id else {}
    base = reverse("inventory:stock-list")
    yield Standing(
        "stock", _("Vehicles in stock"), _("Vehicles that stand in a bay, in the workshop or are reserved."),
        sum(band.units for band in bands), f"{base}?{urlencode(narrowed)}",
    )  # fmt: skip
    for band in bands:
        if band.code in AGED:
            yield Standing(
                f"aged_{band.code}", _("In stock for %(days)s days") % {"days": band.code},
                _("Counted from the day each was received."), band.units,
                f"{base}?{urlencode({'f.age': band.code, **narrowed})}",
            )  # fmt: skip
