"""Steps of the first start: each makes in one transaction what belongs together."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from forecourt.apps.organization.models import Department, RoleGrant, Store, Warehouse
from forecourt.apps.organization.services.employees import EmployeeFacts, add_employee
from forecourt.apps.organization.services.grants import GrantFacts, grant_role
from forecourt.apps.organization.services.logins import OpenedLogin, open_login
from forecourt.apps.organization.services.places import (
    StoreFacts,
    add_department,
    add_legal_entity,
    add_store,
)
from forecourt.apps.organization.services.warehouses import WarehouseFacts, add_bays, add_warehouse
from forecourt.core.actor import Actor
from forecourt.core.db import one_transaction


@one_transaction
def set_up_store(*, actor: Actor, entity_name: str, uscc: str, facts: StoreFacts) -> Store:
    """A company in law, its store and a sales department. Raises what the three services raise."""
    entity = add_legal_entity(actor=actor, name=entity_name, uscc=uscc)
    store = add_store(actor=actor, facts=replace(facts, legal_entity_id=entity.pk))
    add_department(actor=actor, store_id=store.pk, kind=Department.Kind.SALES, name=_("Sales"))
    return store


@one_transaction
def set_up_warehouse(*, actor: Actor, facts: WarehouseFacts, first: str, last: str) -> Warehouse:
    """A warehouse with a range of bays. Raises what the two services raise."""
    warehouse = add_warehouse(actor=actor, facts=facts)
    add_bays(actor=actor, warehouse_id=warehouse.pk, first=first, last=last)
    return warehouse


@one_transaction
def set_up_seller(
    *, actor: Actor, facts: EmployeeFacts, username: str, role_id: int, starts_on: date
) -> OpenedLogin:
    """An employee with a login and a role in his store. Raises what the three services raise."""
    employee = add_employee(actor=actor, facts=facts)
    opened = open_login(actor=actor, employee_id=employee.pk, username=username)
    grant = GrantFacts(
        role_id=role_id, level=RoleGrant.Level.STORE, store_id=facts.store_id, starts_on=starts_on
    )
    grant_role(actor=actor, user_id=opened.user.pk, facts=grant)
    return opened
