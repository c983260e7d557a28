"""Customers and leads for tests, made by the services themselves."""

from itertools import count
from typing import Any

from forecourt.apps.customers import services
from forecourt.apps.customers.models import Customer, Lead
from forecourt.apps.organization.models import Store
from forecourt.core.actor import Actor

SYSTEM = Actor.system("test")
_numbers = count(13800000000)


def new_phone() -> str:
    """A Chinese mobile number nobody has yet."""
    return str(next(_numbers))


def a_customer(store: Store, **facts: Any) -> Customer:
    """A customer of the store."""
    facts = {"name": "陈小姐", "phone": new_phone(), **facts}
    return services.add_customer(actor=SYSTEM, store_id=store.pk, **facts)


def a_lead(store: Store, **facts: Any) -> Lead:
    """An open lead at the store, of a new customer unless one is given."""
    if "customer_id" not in facts:
        facts = {"name": "陈小姐", "phone": new_phone(), **facts}
    return services.add_lead(actor=SYSTEM, store_id=store.pk, **{"source": "walk_in", **facts})
