"""What a person chooses from when he records a sale."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from forecourt.apps.customers import selectors as customers
from forecourt.apps.inventory import selectors as inventory
from forecourt.apps.organization import selectors as organization
from forecourt.core.actor import Actor
from forecourt.core.search import matching

if TYPE_CHECKING:
    from forecourt.apps.customers.models import Customer
    from forecourt.apps.inventory.models import Accessory, Vehicle

CREATE = "sales.sale.create"
SHOWN = 12
_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}", re.IGNORECASE)


def find_cars(actor: Actor, text: str) -> "list[Vehicle]":
    """What stands in stock anywhere in the group and has every term: the end of a VIN, a series, the text of a label."""
    label = _VIN.search(text)
    stock = inventory.list_group_stock(actor).select_related("series__brand", "store")
    return list(matching(stock, label.group() if label else text)[:SHOWN])


def find_buyers(actor: Actor, text: str) -> "list[Customer]":
    """Customers within reach by name, pinyin or phone digits."""
    return list(matching(customers.list_customers(actor), text)[:SHOWN]) if text.strip() else []


def selling_stores(actor: Actor) -> list[tuple[int, str]]:
    """The stores in which the actor may record a sale, his own first."""
    stores = organization.store_choices(actor, CREATE)
    own = actor.store_id
    if own is not None and actor.works_in(CREATE, own) and own not in dict(stores):
        facts = organization.store_facts(actor, [own])
        stores.append((own, facts[own].name))
    return sorted(stores, key=lambda store: store[0] != own)


def sellers(actor: Actor, store_id: int) -> list[tuple[int, str]]:
    """The people a sale of the store may name: everyone who sells there, or oneself where only one's own is allowed."""
    if not actor.covers(CREATE, store_id):
        return [(actor.employee_id, actor.name)] if actor.employee_id else []
    return list(organization.list_sellers(actor, store_id).values_list("pk", "name"))


def accessories(actor: Actor) -> "Sequence[Accessory]":
    """The accessories of the catalogue that are in use."""
    return list(inventory.list_accessories(actor).filter(is_active=True))
