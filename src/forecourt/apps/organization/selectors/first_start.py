"""How far the set-up of a new installation has come."""

from dataclasses import dataclass

from forecourt.apps.organization.models import Group, RoleGrant, Store, User, Warehouse
from forecourt.apps.organization.selectors.people import SELLING_ROLES
from forecourt.apps.organization.selectors.places import is_set_up
from forecourt.core.actor import Actor

MANAGE = "organization.store.manage"
# The steps after the first login, in order.
STEPS = ("group", "store", "warehouse", "salesperson")


@dataclass(frozen=True, slots=True)
class SetUpStep:
    """One step and whether there is already what it makes."""

    code: str
    is_done: bool


def has_logins() -> bool:
    """Whether anybody can sign in."""
    return bool(User.objects.exists())


def set_up_waits(actor: Actor) -> bool:
    """Whether the first page is the set-up: nobody can sign in yet, or the administrator has not named the group."""
    if is_set_up():
        return False
    if actor.user_id is None:
        return not has_logins()
    grant = actor.grant(MANAGE)
    return grant is not None and grant.everywhere


def set_up_steps(actor: Actor) -> list[SetUpStep]:
    """The steps in order. Raises NotAllowed."""
    actor.require(MANAGE)
    done = {
        "group": Group.objects.exists(),
        "store": Store.objects.exists(),
        "warehouse": Warehouse.objects.exists(),
        "salesperson": RoleGrant.objects.filter(role__code__in=SELLING_ROLES).exists(),
    }
    return [SetUpStep(code, done[code]) for code in STEPS]
