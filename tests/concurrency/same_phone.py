"""A program: add a lead for one and the same new phone, at one of two stores, at the same moment as the others."""

import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import django

django.setup()

from forecourt.apps.customers.errors import LeadExists  # noqa: E402 - Django first
from forecourt.apps.customers.models import Customer, Lead, Relationship  # noqa: E402
from forecourt.apps.customers.services import add_lead, customers  # noqa: E402
from forecourt.apps.organization.models import LegalEntity, Store  # noqa: E402
from forecourt.core import clock  # noqa: E402
from forecourt.core.actor import Actor  # noqa: E402

PHONE = "+8613800138000"
look = customers.find_by_number


def prepare() -> None:
    """Two stores."""
    entity = LegalEntity.objects.create(name="Demo")
    for code in ("N", "S"):
        Store.objects.create(code=code, name=code, legal_entity=entity)


def look_slowly(facts: Mapping[str, Any]) -> Customer | None:
    """Look for the customer, and give everybody else the time to look too before anything is written."""
    found = look(facts)
    if found is None:
        time.sleep(0.5)
    return found


def wait_for_all(place: int, folder: Path, writers: int) -> None:
    """Come back when every writer is ready."""
    (folder / f"{place}.ready").touch()
    while len(list(folder.glob("*.ready"))) < writers:
        time.sleep(0.01)


def add(place: int) -> str:
    """Add the lead by the service; what came of it."""
    customers.find_by_number = look_slowly
    store_id = Store.objects.order_by("pk")[place % 2].pk
    try:
        add_lead(
            actor=Actor.system(), store_id=store_id, source="walk_in", name=f"Caller {place}", phone=PHONE
        )
    except LeadExists as error:
        return error.code
    return "added"


def add_unguarded(place: int) -> str:
    """The control: look, then write, with neither the unique phone nor a transaction to hold it together."""
    if look_slowly({"name": "Caller"}) is None and not Customer.objects.filter(name="Caller").exists():
        time.sleep(0.5)
        Customer.objects.create(name="Caller", created_at=clock.now(), search_text=str(place))
    return "added"


def show() -> str:
    """Customers, relationships and leads there are."""
    return f"{Customer.objects.count()} {Relationship.objects.count()} {Lead.objects.count()}"


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "prepare":
        prepare()
    elif what == "show":
        print(show())
    else:
        wait_for_all(int(what), Path(rest[0]), int(rest[1]))
        act = add_unguarded if rest[2:] else add
        print(act(int(what)))
