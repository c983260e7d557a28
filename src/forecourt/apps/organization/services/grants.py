"""Role grants: who holds which role where, from when until when."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import models

from forecourt.apps.organization.errors import (
    GrantDatesInvalid,
    GrantPlaceMissing,
    GrantWithdrawn,
    LoginClosed,
)
from forecourt.apps.organization.models import Department, Employee, Region, Role, RoleGrant, Store, User
from forecourt.apps.organization.selectors.actors import reach_of
from forecourt.apps.organization.services.administrators import keep_an_administrator
from forecourt.apps.organization.services.reach import require_not_above
from forecourt.apps.organization.services.rows import add_row, change_row
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.db import one_transaction
from forecourt.core.errors import NotFound
from forecourt.core.permissions import REGION, STORE, TEAM

MANAGE = "organization.role.manage"
M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """A role at a level and a place. `ends_on` is the last day, None for good."""

    role_id: int
    level: str
    starts_on: date
    store_id: int | None = None
    department_id: int | None = None
    region_id: int | None = None
    ends_on: date | None = None


@one_transaction
def grant_role(*, actor: Actor, user_id: int, facts: GrantFacts) -> RoleGrant:
    """Let a login hold a role. Team and own records without a place follow the employee.

    Raises NotAllowed, NotFound, LoginClosed, Invalid, GrantPlaceMissing, GrantDatesInvalid, HoldsMore.
    """
    user: User = User.objects.fetch(actor, MANAGE, lock=True, pk=user_id)
    if not user.is_active:
        raise LoginClosed
    if facts.ends_on is not None and facts.ends_on < facts.starts_on:
        raise GrantDatesInvalid(field="ends_on")
    employee = Employee.objects.filter(user=user, left_on=None).first()
    row = _placed(user, facts, employee)
    require_not_above(actor, MANAGE, Actor(name="", grants=reach_of([row], employee)))
    store_id = employee.store_id if employee else row.store_id
    return add_row(actor, "organization.role.granted", row, store_id=store_id)


@one_transaction
def withdraw_role(*, actor: Actor, grant_id: int) -> RoleGrant:
    """Take a role away at once. Raises NotAllowed, NotFound, GrantWithdrawn, HoldsMore, LastAdministrator."""
    row = _fetch(actor, grant_id)
    keep_an_administrator(without_grant=row.pk)
    facts = {"withdrawn_at": clock.now()}
    return change_row(actor, "organization.role.withdrawn", row, facts, version=None, store_id=_store_of(row))


@one_transaction
def set_grant_end(*, actor: Actor, grant_id: int, ends_on: date | None) -> RoleGrant:
    """Set the last day of a grant, None for good.

    Raises NotAllowed, NotFound, GrantWithdrawn, GrantDatesInvalid, HoldsMore, LastAdministrator.
    """
    row = _fetch(actor, grant_id)
    if ends_on is not None and ends_on < row.starts_on:
        raise GrantDatesInvalid(field="ends_on")
    if ends_on is not None:
        keep_an_administrator(without_grant=row.pk)
    facts = {"ends_on": ends_on}
    return change_row(actor, "organization.role.end_set", row, facts, version=None, store_id=_store_of(row))


def _fetch(actor: Actor, grant_id: int) -> RoleGrant:
    """A grant that is not withdrawn and does not reach further than the actor."""
    row: RoleGrant = RoleGrant.objects.fetch(actor, MANAGE, lock=True, pk=grant_id)
    if row.withdrawn_at is not None:
        raise GrantWithdrawn
    employee = Employee.objects.filter(user=row.user_id, left_on=None).first()
    require_not_above(actor, MANAGE, Actor(name="", grants=reach_of([row], employee)))
    return row


def _placed(user: User, facts: GrantFacts, employee: Employee | None) -> RoleGrant:
    """The unsaved grant with only the place its level is about."""
    row = RoleGrant(user=user, level=facts.level, starts_on=facts.starts_on, ends_on=facts.ends_on)
    row.role = _existing(Role, facts.role_id)
    if facts.level == STORE:
        row.store = _existing(Store, facts.store_id or (employee.store_id if employee else None))
    elif facts.level == REGION:
        row.region = _existing(Region, facts.region_id)
    elif facts.level == TEAM and facts.department_id is not None:
        row.department = _existing(Department, facts.department_id)
    return row


def _existing(model: type[M], pk: int | None) -> M:
    if pk is None:
        raise GrantPlaceMissing
    found = model._default_manager.filter(pk=pk).first()
    if found is None:
        raise NotFound(kind=str(model._meta.verbose_name))
    return found


def _store_of(row: RoleGrant) -> int | None:
    return Employee.objects.filter(user=row.user_id).values_list("store_id", flat=True).first()
