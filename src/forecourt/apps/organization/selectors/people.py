"""Employees, logins, roles and grants within an actor's reach."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext

from forecourt.apps.organization.models import Employee, Role, RoleGrant, User
from forecourt.apps.organization.permissions import ROLES
from forecourt.apps.organization.selectors.actors import template_permissions
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.permissions import all_permissions

VIEW = "organization.employee.view"
ROLE_VIEW = "organization.role.view"
# Roles whose holders sell: they own leads and stand on sales.
SELLING_ROLES = ("sales_consultant", "dcc_agent", "sales_manager", "store_manager")


def list_employees(actor: Actor, store_id: int | None = None, permission: str = VIEW) -> QuerySet[Employee]:
    """Employees within reach, also those who left, with store and department."""
    rows = Employee.objects.visible_to(actor, permission).select_related("store", "department")
    return rows.filter(store=store_id) if store_id else rows


def get_employee(actor: Actor, employee_id: int, permission: str = VIEW) -> Employee:
    """One employee. Raises NotAllowed, NotFound."""
    employee: Employee = Employee.objects.fetch(actor, permission, pk=employee_id)
    return employee


def list_sellers(actor: Actor, store_id: int, permission: str = VIEW) -> QuerySet[Employee]:
    """People at work in the store who hold a selling role today, by name."""
    holders = RoleGrant.objects.running(clock.today()).filter(role__code__in=SELLING_ROLES)
    return (
        Employee.objects.visible_to(actor, permission)
        .filter(store=store_id, left_on=None, user__is_active=True, user__in=holders.values("user"))
        .order_by("name")
    )


def get_user(actor: Actor, user_id: int, permission: str = ROLE_VIEW) -> User:
    """One login. Raises NotAllowed, NotFound."""
    user: User = User.objects.fetch(actor, permission, pk=user_id)
    return user


def list_users(actor: Actor) -> QuerySet[User]:
    """Logins within reach with employee, store and the grants that hold today."""
    running = RoleGrant.objects.running(clock.today()).select_related("role", "store", "region", "department")
    rows: QuerySet[User] = User.objects.visible_to(actor, ROLE_VIEW)
    return rows.select_related("employee__store").prefetch_related(
        Prefetch("role_grants", queryset=running, to_attr="grants_today")
    )


def list_grants(actor: Actor, user_id: int) -> QuerySet[RoleGrant]:
    """All grants of a login, past and future too, newest first."""
    rows = RoleGrant.objects.visible_to(actor, ROLE_VIEW).filter(user=user_id)
    return rows.select_related("role", "store", "region", "department").order_by("-starts_on", "-pk")


def get_grant(actor: Actor, grant_id: int) -> RoleGrant:
    """One role grant. Raises NotAllowed, NotFound."""
    grant: RoleGrant = RoleGrant.objects.fetch(actor, ROLE_VIEW, pk=grant_id)
    return grant


def list_roles(actor: Actor) -> QuerySet[Role]:
    """All roles."""
    return Role.objects.visible_to(actor, ROLE_VIEW)


def get_role(actor: Actor, role_id: int) -> Role:
    """One role. Raises NotAllowed, NotFound."""
    role: Role = Role.objects.fetch(actor, ROLE_VIEW, pk=role_id)
    return role


def role_label(role: Role) -> str:
    """The name of a role: its own, or that of its template in the reader's language."""
    return role.name or str(dict(ROLES).get(role.code, role.code))


@dataclass(frozen=True, slots=True)
class PermissionLine:
    """One permission in the table of a role; `level` is None where the role does not carry it."""

    code: str
    label: str
    level: str | None

    @property
    def reach(self) -> str:
        """How far it reaches, for people."""
        return str(RoleGrant.Level(self.level).label) if self.level else gettext("as granted")


def role_permissions(role: Role) -> list[PermissionLine]:
    """Every permission there is, with the level at which the role carries it."""
    carried = role.permissions if role.permissions is not None else template_permissions(role.code)
    return [
        PermissionLine(code, str(each.label), carried.get(code)) for code, each in all_permissions().items()
    ]


def no_permissions() -> list[PermissionLine]:
    """Every permission there is, none carried: where a new role begins."""
    return [PermissionLine(code, str(each.label), None) for code, each in all_permissions().items()]
