"""How things stand at this moment: counts that no sale changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from forecourt.apps.customers import selectors as customers
from forecourt.apps.inventory import selectors as inventory
from forecourt.core.actor import Actor
from forecourt.core.errors import Text

AGED = ("91-180", "180+")
STOCK = "inventory.vehicle.view"
LEADS = "customers.lead.view"


@dataclass(frozen=True, slots=True)
class Standing:
    """A count of now, with the address of what it counts."""

    code: str
    label: Text
    definition: Text
    value: int
    url: str


def standing(actor: Actor, on: date, store_id: int | None) -> list[Standing]:
    """Contacts that are late, what stands in stock and what of it too long, as far as the actor sees. Two queries."""
    late = [_overdue(actor, on, store_id)] if actor.can(LEADS) else []
    return [*late, *(_stock(actor, on, store_id) if actor.can(STOCK) else ())]


def _overdue(actor: Actor, on: date, store_id: int | None) -> Standing:
    narrowed = {"f.store": str(store_id)} if store_id else {}
    return Standing(
        "overdue", _("Overdue follow-ups"), _("Leads whose next contact was due before today."),
        customers.overdue_count(actor, on, store_id),
        f"{reverse('customers:lead-list')}?{urlencode({'f.due': 'overdue', **narrowed})}",
    )  # fmt: skip


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
