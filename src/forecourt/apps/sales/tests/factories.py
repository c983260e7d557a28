"""A store with a car to sell, its people and a buyer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client

from forecourt.apps.customers.models import Customer
from forecourt.apps.customers.services import add_customer
from forecourt.apps.inventory.models import Vehicle
from forecourt.apps.inventory.tests.factories import stocked
from forecourt.apps.organization.models import Bay, Employee, Store
from forecourt.apps.organization.tests.factories import BayFactory, StoreFactory, WarehouseFactory, acting
from forecourt.apps.sales.models import Sale
from forecourt.apps.sales.services import record_sale
from forecourt.core.actor import Actor

SOLD_ON = date(2026, 3, 10)
PRICE = 11_300_000
COST = 10_000_000
SYSTEM = Actor.system("test")
_phones = iter(range(10_000_000, 99_999_999))


@dataclass
class Shop:
    """One store of the group."""

    store: Store
    bay: Bay

    @classmethod
    def open(cls, **facts: Any) -> "Shop":
        store = StoreFactory(**facts)
        return cls(store, BayFactory(warehouse=WarehouseFactory(store=store), capacity=1000))

    def car(self, **intake: Any) -> Vehicle:
        return stocked(self.bay, **intake)

    def buyer(self, **facts: Any) -> Customer:
        values = {"name": "Demo Buyer", "phone": f"138{next(_phones)}"} | facts
        return add_customer(actor=SYSTEM, store_id=self.store.pk, **values)

    def manager(self) -> Actor:
        return acting("sales_manager", self.store)

    def consultant(self) -> Actor:
        return acting("sales_consultant", self.store)


def sold(shop: Shop, *, actor: Actor = SYSTEM, **facts: Any) -> Sale:
    """A sale of a new car of the shop to a new buyer, without a salesperson unless told."""
    values: dict[str, Any] = {"price": PRICE, "sold_on": SOLD_ON} | facts
    values.setdefault("store_id", shop.store.pk)
    if "vehicle_id" not in values:
        values["vehicle_id"] = shop.car().pk
    if "customer_id" not in values:
        values["customer_id"] = shop.buyer().pk
    return record_sale(actor=actor, **values)


def browser_of(employee: Employee) -> Client:
    """A browser in which the employee is signed in, in English."""
    assert employee.user is not None
    employee.user.language = "en"
    employee.user.save(update_fields=["language"])
    client = Client()
    client.force_login(employee.user)
    return client
