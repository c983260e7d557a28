"""Employees: join, change, leave."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from forecourt.apps.organization.errors import (
    DepartmentElsewhere,
    EmployeeHasLeft,
    LeavingDateInvalid,
)
from forecourt.apps.organization.models import Department, Employee, User
from forecourt.apps.organization.services.administrators import keep_an_administrator
from forecourt.apps.organization.services.logins import shut
from forecourt.apps.organization.services.rows import add_row, change_row, require_store
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.contact import require_phone
from forecourt.core.db import locked, one_transaction
from forecourt.core.errors import Stale
from forecourt.core.text import clean_text, search_text

MANAGE = "organization.employee.manage"
_SEARCH_LIMIT = 200


@dataclass(frozen=True, slots=True)
class EmployeeFacts:
    """What is known of a person at work."""

    number: str
    name: str
    store_id: int
    position: str
    joined_on: date
    department_id: int | None = None
    phone: str = ""


@one_transaction
def add_employee(*, actor: Actor, facts: EmployeeFacts) -> Employee:
    """Take somebody on. Raises NotAllowed, Invalid, PhoneInvalid, DepartmentElsewhere, AlreadyThere."""
    require_store(actor, MANAGE, facts.store_id)
    return add_row(actor, "organization.employee.added", Employee(**_checked(facts)))


@one_transaction
def change_employee(*, actor: Actor, employee_id: int, version: int, facts: EmployeeFacts) -> Employee:
    """Change somebody's facts; a new store must be within reach too.

    Role grants name their own place and stay as they are.
    Raises NotAllowed, NotFound, EmployeeHasLeft, Invalid, DepartmentElsewhere, Stale, AlreadyThere.
    """
    row: Employee = Employee.objects.fetch(actor, MANAGE, lock=True, pk=employee_id)
    if row.left_on is not None:
        raise EmployeeHasLeft
    require_store(actor, MANAGE, facts.store_id)
    return change_row(actor, "organization.employee.changed", row, _checked(facts), version=version)


@one_transaction
def leave_employee(*, actor: Actor, employee_id: int, version: int, on: date) -> Employee:
    """Let somebody go: `on` is his last day. The login is closed and every role withdrawn at once.

    Raises NotAllowed, NotFound, EmployeeHasLeft, LeavingDateInvalid, LastAdministrator, Stale.
    """
    row: Employee = Employee.objects.fetch(actor, MANAGE, lock=True, pk=employee_id)
    if row.left_on is not None:
        raise EmployeeHasLeft
    if row.version != version:
        raise Stale
    if not row.joined_on <= on <= clock.today(row.store.time_zone):
        raise LeavingDateInvalid(field="on")
    if row.user_id is not None:
        keep_an_administrator(without_user=row.user_id)
        shut(actor, locked(User.objects.all()).get(pk=row.user_id), row.store_id)
    return change_row(actor, "organization.employee.left", row, {"left_on": on}, version=version)


def _checked(facts: EmployeeFacts) -> dict[str, Any]:
    values = asdict(facts)
    values["number"], values["name"] = facts.number.strip().upper(), clean_text(facts.name)
    values["position"] = clean_text(facts.position)
    values["phone"] = require_phone(facts.phone) if facts.phone.strip() else ""
    if facts.department_id is not None:
        within = Department.objects.filter(pk=facts.department_id, store=facts.store_id)
        if not within.exists():
            raise DepartmentElsewhere(field="department")
    found_by = search_text(
        values["name"], values["number"], phones=[values["phone"]] if values["phone"] else []
    )
    values["search_text"] = found_by[:_SEARCH_LIMIT]
    return values
