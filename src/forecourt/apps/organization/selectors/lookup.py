"""Facts of stores, people and bays that the departments above need for their documents."""

from collections.abc import Collection, Iterable
from typing import NamedTuple, cast

from forecourt.apps.organization.models import Bay, Employee, Store
from forecourt.core.actor import Actor
from forecourt.core.db import locked
from forecourt.core.errors import NotAllowed
from forecourt.core.memo import remembered


class StoreFacts(NamedTuple):
    """What a document states of a store."""

    code: str
    name: str
    time_zone: str
    legal_entity_id: int


def store_facts(actor: Actor, store_ids: Collection[int]) -> dict[int, StoreFacts]:
    """The facts of stores by id; not narrowed, for a document states them to whoever may see it.

    Kept for a minute in each process, so mostly without a query.
    """
    known = all_store_facts()
    if any(store_id not in known for store_id in store_ids):
        all_store_facts.forget()  # one of them may have been opened since
        known = all_store_facts()
    return {store_id: known[store_id] for store_id in store_ids if store_id in known}


@remembered(seconds=60)
def all_store_facts() -> dict[int, StoreFacts]:
    """The facts of every store by its id."""
    rows = Store.objects.values_list("pk", "code", "name", "time_zone", "legal_entity_id")
    return {pk: StoreFacts(code, name, zone, entity_id) for pk, code, name, zone, entity_id in rows}


def store_choices(actor: Actor, permission: str = "organization.store.view") -> list[tuple[int, str]]:
    """The stores within reach of a permission by id and name, for a choice."""
    return list(Store.objects.visible_to(actor, permission).values_list("pk", "name"))


class EmployeeFacts(NamedTuple):
    """What a document asks of an employee before it names him."""

    name: str
    store_id: int
    is_active: bool


def employee_facts(actor: Actor, employee_ids: Collection[int]) -> dict[int, EmployeeFacts]:
    """The facts of employees by id, in one query; not narrowed, for a document states them to whoever may see it."""
    rows = Employee.objects.filter(pk__in=employee_ids).values_list("pk", "name", "store_id", "left_on")
    return {pk: EmployeeFacts(name, store_id, left_on is None) for pk, name, store_id, left_on in rows}


def get_bays(
    actor: Actor, permission: str, bay_ids: Collection[int], *, lock: bool = False
) -> dict[int, Bay]:
    """The bays within reach by id, each with its warehouse, row-locked in order of their ids on request.

    A bay out of reach is missing from the answer. Raises NotAllowed without the permission.
    """
    if not actor.can(permission):
        raise NotAllowed(permission=permission)
    rows = Bay.objects.visible_to(actor, permission).filter(pk__in=bay_ids).select_related("warehouse")
    if lock:
        rows = locked(rows)
    return {bay.pk: bay for bay in cast("Iterable[Bay]", rows.order_by("pk"))}


def stores_by_name(actor: Actor, permission: str) -> dict[str, int]:
    """The open stores within reach of a permission, by their names and codes in lower case: for files."""
    known: dict[str, int] = {}
    stores = Store.objects.visible_to(actor, permission).filter(is_active=True)
    for pk, code, name in stores.order_by("pk").values_list("pk", "code", "name"):
        known.setdefault(code.casefold(), pk)
        known.setdefault(name.casefold(), pk)
    return known


def first_bays(actor: Actor, permission: str) -> dict[int, int]:
    """The first bay in use of each store within reach of a permission: where vehicles of a file are received."""
    bays = Bay.objects.visible_to(actor, permission).filter(is_active=True, warehouse__is_active=True)
    found: dict[int, int] = {}
    for store_id, pk in bays.order_by("warehouse_id", "pk").values_list("warehouse__store_id", "pk"):
        if store_id is not None:
            found.setdefault(store_id, pk)
    return found
