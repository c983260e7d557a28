"""Nobody gives, or takes over, more than he holds himself."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from forecourt.apps.organization.errors import HoldsMore
from forecourt.apps.organization.models import Department
from forecourt.core.actor import Actor, Grant


def require_not_above(actor: Actor, permission: str, other: Actor) -> None:
    """Whoever holds `permission` for the whole group may; others only up to what they hold. Raises HoldsMore."""
    if actor.require(permission).everywhere:
        return
    stores = _stores_of(other.grants.values())
    for code, grant in other.grants.items():
        held = actor.grant(code)
        if held is None or not held.includes(_beyond(held, grant, stores)):
            raise HoldsMore


def _stores_of(grants: Iterable[Grant]) -> dict[int, int]:
    """The store of every department that a grant reaches."""
    department_ids = {pk for grant in grants for pk in grant.department_ids}
    rows = Department.objects.filter(pk__in=department_ids) if department_ids else Department.objects.none()
    return dict(rows.values_list("pk", "store_id"))


def _beyond(held: Grant, grant: Grant, stores: Mapping[int, int]) -> Grant:
    """The grant without the departments of stores that are held whole."""
    left = frozenset(pk for pk in grant.department_ids if stores.get(pk) not in held.store_ids)
    return replace(grant, department_ids=left)
