"""Who works where: what the departments above need to hand work to people."""

from typing import NamedTuple

from forecourt.apps.organization.models import Employee
from forecourt.core.actor import Actor


class StaffFacts(NamedTuple):
    """An employee as a choice of other departments."""

    pk: int
    name: str
    store_id: int
    store_name: str


def staff_of(actor: Actor, permission: str, store_id: int | None = None) -> list[StaffFacts]:
    """The people who work today in the stores within reach of a permission, or in the one named; one query."""
    rows = Employee.objects.visible_to(actor, permission).filter(left_on=None)
    if store_id is not None:
        rows = rows.filter(store_id=store_id)
    rows = rows.order_by("store_id", "name", "pk")
    return [StaffFacts(*row) for row in rows.values_list("pk", "name", "store_id", "store__name")]
