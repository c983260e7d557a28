"""Set up the group, its regions, legal entities, stores and departments."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import time
from typing import Any
from zoneinfo import available_timezones

from django.db import transaction

from forecourt.apps.organization.errors import GroupExists, HoursInvalid, StoreCodeInUse, TimeZoneUnknown
from forecourt.apps.organization.models import Department, Group, LegalEntity, OpeningHours, Region, Store
from forecourt.apps.organization.selectors.lookup import all_store_facts
from forecourt.apps.organization.services.rows import (
    add_row,
    change_row,
    require_everywhere,
)
from forecourt.core import audit
from forecourt.core.actor import Actor
from forecourt.core.contact import check_company_code, require_phone
from forecourt.core.db import one_transaction
from forecourt.core.numbering import has_numbers
from forecourt.core.text import clean_text

MANAGE = "organization.store.manage"


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """What is known of a store; the position is in WGS-84 millionths of a degree, the geofence in metres."""

    code: str
    name: str
    legal_entity_id: int
    kind: str = Store.Kind.FULL
    region_id: int | None = None
    city: str = ""
    address: str = ""
    phone: str = ""
    time_zone: str = "Asia/Shanghai"
    latitude_e6: int | None = None
    longitude_e6: int | None = None
    geofence_m: int = 300
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours of one weekday (0 = Monday) in the store's time zone."""

    weekday: int
    opens: time
    closes: time


@one_transaction
def add_group(*, actor: Actor, name: str, short_name: str = "") -> Group:
    """Name the company that runs the installation. Raises NotAllowed, Invalid, GroupExists."""
    require_everywhere(actor, MANAGE)
    row = Group(pk=1, name=clean_text(name), short_name=clean_text(short_name))
    return add_row(actor, "organization.group.added", row, refusal=GroupExists)


@one_transaction
def change_group(*, actor: Actor, version: int, name: str, short_name: str) -> Group:
    """Rename the group. Raises NotAllowed, NotFound, Invalid, Stale."""
    require_everywhere(actor, MANAGE)
    row: Group = Group.objects.fetch(actor, MANAGE, lock=True, pk=1)
    facts = {"name": clean_text(name), "short_name": clean_text(short_name)}
    return change_row(actor, "organization.group.changed", row, facts, version=version)


@one_transaction
def add_region(*, actor: Actor, code: str, name: str) -> Region:
    """Add a region. Raises NotAllowed, Invalid, AlreadyThere."""
    require_everywhere(actor, MANAGE)
    return add_row(
        actor, "organization.region.added", Region(code=code.strip().upper(), name=clean_text(name))
    )


@one_transaction
def change_region(*, actor: Actor, region_id: int, version: int, code: str, name: str) -> Region:
    """Rename a region. Raises NotAllowed, NotFound, Invalid, Stale, AlreadyThere."""
    require_everywhere(actor, MANAGE)
    row: Region = Region.objects.fetch(actor, MANAGE, lock=True, pk=region_id)
    facts = {"code": code.strip().upper(), "name": clean_text(name)}
    return change_row(actor, "organization.region.changed", row, facts, version=version)


@one_transaction
def add_legal_entity(*, actor: Actor, name: str, uscc: str = "") -> LegalEntity:
    """Add a company in law. Raises NotAllowed, Invalid, CompanyCodeInvalid, AlreadyThere."""
    require_everywhere(actor, MANAGE)
    row = LegalEntity(name=clean_text(name), uscc=_checked_uscc(uscc))
    return add_row(actor, "organization.legal_entity.added", row)


@one_transaction
def change_legal_entity(
    *, actor: Actor, legal_entity_id: int, version: int, name: str, uscc: str
) -> LegalEntity:
    """Change a company in law. Raises NotAllowed, NotFound, Invalid, CompanyCodeInvalid, Stale, AlreadyThere."""
    require_everywhere(actor, MANAGE)
    row: LegalEntity = LegalEntity.objects.fetch(actor, MANAGE, lock=True, pk=legal_entity_id)
    facts = {"name": clean_text(name), "uscc": _checked_uscc(uscc)}
    return change_row(actor, "organization.legal_entity.changed", row, facts, version=version)


@one_transaction
def add_store(*, actor: Actor, facts: StoreFacts) -> Store:
    """Open a store. Raises NotAllowed, Invalid, TimeZoneUnknown, PhoneInvalid, AlreadyThere."""
    require_everywhere(actor, MANAGE)
    row = Store(**_checked_store(facts))
    return add_row(actor, "organization.store.added", row)


@one_transaction
def change_store(*, actor: Actor, store_id: int, version: int, facts: StoreFacts) -> Store:
    """Change a store's facts; the code stays once a document number carries it.

    Raises NotAllowed, NotFound, Invalid, TimeZoneUnknown, Stale, StoreCodeInUse, AlreadyThere.
    """
    row: Store = Store.objects.fetch(actor, MANAGE, lock=True, pk=store_id)
    values = _checked_store(facts)
    if values["code"] != row.code and has_numbers(store_id):
        raise StoreCodeInUse(field="code")
    all_store_facts.forget()
    transaction.on_commit(all_store_facts.forget)
    return change_row(
        actor,
        "organization.store.changed",
        row,
        values,
        version=version,
        store_id=store_id,
    )


@one_transaction
def set_opening_hours(*, actor: Actor, store_id: int, hours: Sequence[Hours]) -> Store:
    """Replace the opening hours of a store; a weekday without a line is closed.

    Raises NotAllowed, NotFound, HoursInvalid.
    """
    store: Store = Store.objects.fetch(actor, MANAGE, lock=True, pk=store_id)
    _check_hours(hours)
    before = [str(row) for row in store.hours.all()]
    store.hours.all().delete()
    rows = [OpeningHours(store=store, **asdict(day)) for day in sorted(hours, key=lambda day: day.weekday)]
    OpeningHours.objects.bulk_create(rows)
    changes = {"hours": [before, [str(row) for row in rows]]}
    audit.record(actor, "organization.store.hours_set", store, changes, store_id=store.pk)
    return store


@one_transaction
def add_department(*, actor: Actor, store_id: int, kind: str, name: str) -> Department:
    """Add a team to a store. Raises NotAllowed, NotFound, Invalid, AlreadyThere."""
    store: Store = Store.objects.fetch(actor, MANAGE, pk=store_id)
    row = Department(store=store, kind=kind, name=clean_text(name))
    return add_row(actor, "organization.department.added", row)


@one_transaction
def change_department(*, actor: Actor, department_id: int, version: int, kind: str, name: str) -> Department:
    """Change a team. Raises NotAllowed, NotFound, Invalid, Stale, AlreadyThere."""
    row: Department = Department.objects.fetch(actor, MANAGE, lock=True, pk=department_id)
    facts = {"kind": kind, "name": clean_text(name)}
    return change_row(actor, "organization.department.changed", row, facts, version=version)


def _checked_uscc(uscc: str) -> str:
    return check_company_code(uscc, field="uscc") if uscc.strip() else ""


def _checked_store(facts: StoreFacts) -> dict[str, Any]:
    if facts.time_zone not in available_timezones():
        raise TimeZoneUnknown(field="time_zone")
    values = asdict(facts)
    values["code"] = facts.code.strip().upper()
    values["phone"] = require_phone(facts.phone) if facts.phone.strip() else ""
    for name in ("name", "city", "address"):
        values[name] = clean_text(values[name])
    return values


def _check_hours(hours: Sequence[Hours]) -> None:
    days = {day.weekday for day in hours}
    if len(days) != len(hours) or not days <= set(range(7)) or any(day.closes <= day.opens for day in hours):
        raise HoursInvalid
