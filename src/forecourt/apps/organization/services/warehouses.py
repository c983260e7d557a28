"""Set up warehouses, their zones and bays."""

import re
from dataclasses import asdict, dataclass
from typing import Any

from forecourt.apps.organization.errors import AlreadyThere, BayRangeInvalid, WarehouseInUse, ZoneElsewhere
from forecourt.apps.organization.models import Bay, Warehouse, Zone
from forecourt.apps.organization.services.rows import add_row, change_row, check_fields, require_store
from forecourt.core import audit
from forecourt.core.actor import Actor
from forecourt.core.db import one_transaction, refusing_doubles
from forecourt.core.text import clean_text

MANAGE = "organization.store.manage"
MOST_BAYS = 2_000
_NUMBERED = re.compile(r"(.*?)([0-9]{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class WarehouseFacts:
    """What is known of a warehouse; without a store it belongs to the group. `capacity` is in vehicles."""

    code: str
    name: str
    store_id: int | None = None
    address: str = ""
    capacity: int = 0
    is_active: bool = True


@one_transaction
def add_warehouse(*, actor: Actor, facts: WarehouseFacts) -> Warehouse:
    """Add a warehouse to a store or, without one, to the group. Raises NotAllowed, Invalid, AlreadyThere."""
    require_store(actor, MANAGE, facts.store_id)
    return add_row(actor, "organization.warehouse.added", Warehouse(**_clean(facts)))


@one_transaction
def change_warehouse(*, actor: Actor, warehouse_id: int, version: int, facts: WarehouseFacts) -> Warehouse:
    """Change a warehouse; one with bays keeps its store.

    Raises NotAllowed, NotFound, Invalid, Stale, WarehouseInUse, AlreadyThere.
    """
    row: Warehouse = Warehouse.objects.fetch(actor, MANAGE, lock=True, pk=warehouse_id)
    require_store(actor, MANAGE, facts.store_id)
    if facts.store_id != row.store_id and row.bays.exists():
        raise WarehouseInUse(field="store")
    return change_row(actor, "organization.warehouse.changed", row, _clean(facts), version=version)


@one_transaction
def add_zone(*, actor: Actor, warehouse_id: int, code: str, name: str = "") -> Zone:
    """Add a zone. Raises NotAllowed, NotFound, Invalid, AlreadyThere."""
    warehouse: Warehouse = Warehouse.objects.fetch(actor, MANAGE, lock=True, pk=warehouse_id)
    row = Zone(warehouse=warehouse, code=code.strip().upper(), name=clean_text(name))
    return add_row(actor, "organization.zone.added", row, store_id=warehouse.store_id)


@one_transaction
def change_zone(*, actor: Actor, zone_id: int, version: int, code: str, name: str) -> Zone:
    """Rename a zone. Raises NotAllowed, NotFound, Invalid, Stale, AlreadyThere."""
    row: Zone = Zone.objects.fetch(actor, MANAGE, lock=True, pk=zone_id)
    facts = {"code": code.strip().upper(), "name": clean_text(name)}
    store_id = row.warehouse.store_id
    return change_row(actor, "organization.zone.changed", row, facts, version=version, store_id=store_id)


@one_transaction
def add_bay(
    *, actor: Actor, warehouse_id: int, code: str, zone_id: int | None = None, capacity: int = 1
) -> Bay:
    """Add one bay; `capacity` in vehicles. Raises NotAllowed, NotFound, Invalid, ZoneElsewhere, AlreadyThere."""
    warehouse: Warehouse = Warehouse.objects.fetch(actor, MANAGE, lock=True, pk=warehouse_id)
    _check_zone(warehouse.pk, zone_id)
    row = Bay(warehouse=warehouse, zone_id=zone_id, code=code.strip().upper(), capacity=capacity)
    return add_row(actor, "organization.bay.added", row, store_id=warehouse.store_id)


@one_transaction
def add_bays(
    *, actor: Actor, warehouse_id: int, first: str, last: str, zone_id: int | None = None, capacity: int = 1
) -> list[Bay]:
    """Add all bays from `first` to `last`, such as A-001 to A-040, or none.

    Raises NotAllowed, NotFound, BayRangeInvalid, ZoneElsewhere, AlreadyThere.
    """
    warehouse: Warehouse = Warehouse.objects.fetch(actor, MANAGE, lock=True, pk=warehouse_id)
    _check_zone(warehouse.pk, zone_id)
    codes = bay_codes(first, last)
    rows = [Bay(warehouse=warehouse, zone_id=zone_id, code=code, capacity=capacity) for code in codes]
    check_fields(rows[0])
    with refusing_doubles(AlreadyThere(field="first")):
        Bay.objects.bulk_create(rows, batch_size=500)
    changes = {"first": codes[0], "last": codes[-1], "count": len(codes), "zone": zone_id}
    audit.record(actor, "organization.bays.added", warehouse, changes)
    return rows


@one_transaction
def change_bay(
    *,
    actor: Actor,
    bay_id: int,
    version: int,
    code: str,
    zone_id: int | None,
    capacity: int,
    is_active: bool,
) -> Bay:
    """Change a bay. Raises NotAllowed, NotFound, Invalid, ZoneElsewhere, Stale, AlreadyThere."""
    row: Bay = Bay.objects.fetch(actor, MANAGE, lock=True, pk=bay_id)
    _check_zone(row.warehouse_id, zone_id)
    facts = {"code": code.strip().upper(), "zone_id": zone_id, "capacity": capacity, "is_active": is_active}
    store_id = row.warehouse.store_id
    return change_row(actor, "organization.bay.changed", row, facts, version=version, store_id=store_id)


def bay_codes(first: str, last: str) -> list[str]:
    """All codes from first to last: A-001 to A-040. Raises BayRangeInvalid."""
    start, end = (_NUMBERED.fullmatch(code.strip().upper()) for code in (first, last))
    if not start or not end or start[1] != end[1] or len(start[2]) > len(end[2]):
        raise BayRangeInvalid(field="last")
    numbers = range(int(start[2]), int(end[2]) + 1)
    if not 0 < len(numbers) <= MOST_BAYS:
        raise BayRangeInvalid(field="last")
    return [f"{start[1]}{number:0{len(start[2])}d}" for number in numbers]


def _check_zone(warehouse_id: int, zone_id: int | None) -> None:
    if zone_id is not None and not Zone.objects.filter(pk=zone_id, warehouse=warehouse_id).exists():
        raise ZoneElsewhere(field="zone")


def _clean(facts: WarehouseFacts) -> dict[str, Any]:
    values = asdict(facts)
    values["code"] = facts.code.strip().upper()
    values["name"], values["address"] = clean_text(facts.name), clean_text(facts.address)
    return values
