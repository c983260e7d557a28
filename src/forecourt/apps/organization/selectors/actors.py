"""From a login and its role grants to an actor."""

from collections.abc import Iterable, Mapping
from functools import cache

from forecourt.apps.organization.models import Employee, RoleGrant, Store, User
from forecourt.core import clock
from forecourt.core.actor import Actor, Grant
from forecourt.core.permissions import GROUP, OWN, REGION, STORE, TEAM, all_permissions


@cache
def template_permissions(role: str) -> Mapping[str, str]:
    """The permissions of a role template, each with its level ("" = that of the grant)."""
    return {code: each.roles[role] for code, each in all_permissions().items() if role in each.roles}


def actor_of(user: User) -> Actor:
    """The actor a login is today: one query for the grants (two with a region), one more for an unread employee.

    A login without an active employee keeps its grants: an administrator need not be staff. A closed login has none.
    """
    employee = _employee_of(user)
    grants = RoleGrant.objects.running(clock.today()).filter(user=user).select_related("role")
    return Actor(
        name=str(user),
        user_id=user.pk,
        employee_id=employee.pk if employee else None,
        store_id=employee.store_id if employee else None,
        grants=reach_of(list(grants) if user.is_active else [], employee),
    )


def reach_of(held: Iterable[RoleGrant], employee: Employee | None) -> dict[str, Grant]:
    """Where each permission holds by these grants together: their union."""
    held = list(held)
    return _union(held, employee, _stores_of_regions(held))


def actor_of_id(user_id: int) -> Actor:
    """The actor of a login by its key; without any permission where the login is gone or closed."""
    user = User.objects.select_related("employee").filter(pk=user_id).first()
    return actor_of(user) if user else Actor(name="")


def _employee_of(user: User) -> Employee | None:
    """The employee at work, from the login's own row where the sign-in backend has read both at once."""
    try:
        employee = user.employee
    except Employee.DoesNotExist:
        return None
    return employee if employee.left_on is None else None


def _stores_of_regions(held: Iterable[RoleGrant]) -> Mapping[int, frozenset[int]]:
    """The stores of each region that one of the grants names."""
    region_ids = {grant.region_id for grant in held if grant.region_id}
    stores: dict[int, frozenset[int]] = {}
    if region_ids:
        for store_id, region_id in Store.objects.filter(region__in=region_ids).values_list("pk", "region_id"):
            stores[region_id] = stores.get(region_id, frozenset()) | {store_id}
    return stores


def _union(
    held: Iterable[RoleGrant], employee: Employee | None, regions: Mapping[int, frozenset[int]]
) -> dict[str, Grant]:
    union: dict[str, Grant] = {}
    for each in held:
        carried = (
            each.role.permissions
            if each.role.permissions is not None
            else template_permissions(each.role.code)
        )
        for code, level in carried.items():
            union[code] = union.get(code, Grant()) | _reach(level or each.level, each, employee, regions)
    return union


def _reach(
    level: str, grant: RoleGrant, employee: Employee | None, regions: Mapping[int, frozenset[int]]
) -> Grant:
    """What a role grant reaches at a level. Own and team records are always among what a wider level reaches."""
    store_id = grant.store_id or (employee.store_id if employee else None)
    department_id = grant.department_id or (employee.department_id if employee else None)
    if level == GROUP:
        return Grant(everywhere=True, own=True)
    if level == REGION:
        return Grant(store_ids=regions.get(grant.region_id or 0, frozenset()), own=True)
    if level == STORE:
        return Grant(store_ids=frozenset({store_id} if store_id else ()), own=True)
    if level == TEAM:
        return Grant(department_ids=frozenset({department_id} if department_id else ()), own=True)
    return Grant(own=level == OWN)
