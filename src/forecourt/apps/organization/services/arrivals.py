"""Stores that a file names and the group does not have yet."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from forecourt.apps.organization.models import LegalEntity, Store
from forecourt.apps.organization.services.places import StoreFacts, add_legal_entity, add_store
from forecourt.apps.organization.services.warehouses import WarehouseFacts, add_bay, add_warehouse
from forecourt.core.actor import Actor
from forecourt.core.db import one_transaction, transaction_required

ROOM = 1000
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class StoreDefaults:
    """What holds for all stores a file adds: the company in law by name (empty: the first there is), the time zone."""

    legal_entity: str = ""
    time_zone: str = ""


@one_transaction
def add_stores_named(
    *, actor: Actor, names: Collection[str], defaults: StoreDefaults | None = None
) -> dict[str, int]:
    """Open a store of each name, with a free code, a warehouse and a bay; their keys by name, in order of the names.

    Raises NotAllowed, Invalid, TimeZoneUnknown.
    """
    defaults = defaults or StoreDefaults()
    if not names:
        return {}
    legal_entity_id = _legal_entity(actor, defaults.legal_entity)
    codes = _free_codes()
    added: dict[str, int] = {}
    for name in sorted(set(names)):
        facts = StoreFacts(
            code=next(codes), name=name, legal_entity_id=legal_entity_id,
            time_zone=defaults.time_zone or settings.TIME_ZONE,
        )  # fmt: skip
        added[name] = add_store(actor=actor, facts=facts).pk
        _add_place(actor, added[name], facts)
    return added


@transaction_required
def _legal_entity(actor: Actor, name: str) -> int:
    rows = LegalEntity.objects.filter(name=name) if name else LegalEntity.objects.all()
    found = rows.order_by("pk").first()
    if found is None:
        found = add_legal_entity(actor=actor, name=name or _("Stores brought in by file"))
    return found.pk


def _free_codes() -> Iterator[str]:
    """D001, D002 and so on, without those that are taken."""
    taken = set(Store.objects.values_list("code", flat=True))
    number = 0
    while True:
        number += 1
        code = f"D{number:0{_DIGITS}d}"
        if code not in taken:
            yield code


@transaction_required
def _add_place(actor: Actor, store_id: int, facts: StoreFacts) -> None:
    about = WarehouseFacts(code=f"{facts.code}-W", name=facts.name, store_id=store_id, capacity=ROOM)
    warehouse = add_warehouse(actor=actor, facts=about)
    add_bay(actor=actor, warehouse_id=warehouse.pk, code="A-001", capacity=ROOM)
