"""Stores, departments, warehouses, zones and bays within an actor's reach."""

from typing import Any

from django.core.cache import caches
from django.db.models import QuerySet

from forecourt.apps.organization.models import (
    Bay,
    Department,
    Group,
    LegalEntity,
    Region,
    Store,
    Warehouse,
    Zone,
)
from forecourt.core.actor import Actor

VIEW = "organization.store.view"
_SET_UP = "organization.set_up"


def is_set_up() -> bool:
    """Whether the group exists. A group never goes again, so a process may remember it."""
    if caches["process"].get(_SET_UP):
        return True
    exists = Group.objects.exists()
    if exists:
        caches["process"].set(_SET_UP, value=True, timeout=None)
    return exists


def get_group(actor: Actor) -> Group:
    """The group. Raises NotAllowed, NotFound."""
    group: Group = Group.objects.fetch(actor, VIEW, pk=1)
    return group


def list_regions(actor: Actor) -> QuerySet[Region]:
    """All regions."""
    return Region.objects.visible_to(actor, VIEW)


def get_region(actor: Actor, region_id: int) -> Region:
    """One region. Raises NotAllowed, NotFound."""
    region: Region = Region.objects.fetch(actor, VIEW, pk=region_id)
    return region


def list_legal_entities(actor: Actor) -> QuerySet[LegalEntity]:
    """All companies in law, by name."""
    return LegalEntity.objects.visible_to(actor, VIEW).order_by("name")


def get_legal_entity(actor: Actor, legal_entity_id: int) -> LegalEntity:
    """One company in law. Raises NotAllowed, NotFound."""
    entity: LegalEntity = LegalEntity.objects.fetch(actor, VIEW, pk=legal_entity_id)
    return entity


def list_stores(actor: Actor, permission: str = VIEW) -> QuerySet[Store]:
    """The stores in which the actor holds a permission, with region and legal entity; also closed ones."""
    return Store.objects.visible_to(actor, permission).select_related("region", "legal_entity")


def get_store(actor: Actor, store_id: int, permission: str = VIEW) -> Store:
    """One store within reach. Raises NotAllowed, NotFound."""
    store: Store = list_stores(actor, permission).fetch(actor, permission, pk=store_id)  # type: ignore[attr-defined]
    return store


def get_own_store(actor: Actor) -> Store | None:
    """The store the actor works in, if any."""
    return Store.objects.filter(pk=actor.store_id).first() if actor.store_id else None


def list_departments(actor: Actor, store_id: int | None = None) -> QuerySet[Department]:
    """Departments within reach, of one store on request."""
    rows = Department.objects.visible_to(actor, VIEW).select_related("store")
    return rows.filter(store=store_id) if store_id else rows


def get_department(actor: Actor, department_id: int, permission: str = VIEW) -> Department:
    """One department. Raises NotAllowed, NotFound."""
    department: Department = Department.objects.fetch(actor, permission, pk=department_id)
    return department


def list_warehouses(actor: Actor, permission: str = VIEW) -> QuerySet[Warehouse]:
    """Warehouses of the stores in which the actor holds a permission; those of the group with a group grant."""
    return Warehouse.objects.visible_to(actor, permission).select_related("store")


def get_warehouse(actor: Actor, warehouse_id: int, permission: str = VIEW) -> Warehouse:
    """One warehouse. Raises NotAllowed, NotFound."""
    warehouse: Warehouse = Warehouse.objects.fetch(actor, permission, pk=warehouse_id)
    return warehouse


def list_zones(actor: Actor, warehouse_id: int) -> QuerySet[Zone]:
    """Zones of a warehouse."""
    return Zone.objects.visible_to(actor, VIEW).filter(warehouse=warehouse_id)


def get_zone(actor: Actor, zone_id: int, permission: str = VIEW) -> Zone:
    """One zone. Raises NotAllowed, NotFound."""
    zone: Zone = Zone.objects.fetch(actor, permission, pk=zone_id)
    return zone


def list_bays(actor: Actor, warehouse_id: int | None = None, permission: str = VIEW) -> QuerySet[Bay]:
    """Bays with their warehouse and zone, of one warehouse on request; also those out of use."""
    rows = Bay.objects.visible_to(actor, permission).select_related("warehouse", "zone")
    return rows.filter(warehouse=warehouse_id) if warehouse_id else rows


def get_bay(actor: Actor, bay_id: int, permission: str = VIEW, **lookup: Any) -> Bay:
    """One bay with its warehouse. Raises NotAllowed, NotFound."""
    bay: Bay = list_bays(actor, None, permission).fetch(actor, permission, pk=bay_id, **lookup)  # type: ignore[attr-defined]
    return bay
