"""Reads of the organization."""

from forecourt.apps.organization.selectors.actors import actor_of, actor_of_id
from forecourt.apps.organization.selectors.first_start import (
    SetUpStep,
    has_logins,
    set_up_steps,
    set_up_waits,
)
from forecourt.apps.organization.selectors.lookup import (
    EmployeeFacts,
    StoreFacts,
    employee_facts,
    first_bays,
    get_bays,
    store_choices,
    store_facts,
    stores_by_name,
)
from forecourt.apps.organization.selectors.people import (
    PermissionLine,
    get_employee,
    get_grant,
    get_role,
    get_user,
    list_employees,
    list_grants,
    list_roles,
    list_sellers,
    list_users,
    no_permissions,
    role_label,
    role_permissions,
)
from forecourt.apps.organization.selectors.places import (
    get_bay,
    get_department,
    get_group,
    get_legal_entity,
    get_own_store,
    get_region,
    get_store,
    get_warehouse,
    get_zone,
    is_set_up,
    list_bays,
    list_departments,
    list_legal_entities,
    list_regions,
    list_stores,
    list_warehouses,
    list_zones,
)
from forecourt.apps.organization.selectors.staff import StaffFacts, staff_of

__all__ = [
    "EmployeeFacts", "PermissionLine", "SetUpStep", "StaffFacts", "StoreFacts", "actor_of", "actor_of_id",
    "employee_facts", "first_bays", "get_bay", "get_bays", "get_department", "get_employee", "get_grant",
    "get_group", "get_legal_entity", "get_own_store", "get_region", "get_role", "get_store", "get_user",
    "get_warehouse", "get_zone", "has_logins", "is_set_up", "list_bays", "list_departments",
    "list_employees", "list_grants", "list_legal_entities", "list_regions", "list_roles", "list_sellers",
    "list_stores", "list_users", "list_warehouses", "list_zones", "no_permissions", "role_label",
    "role_permissions", "set_up_steps", "set_up_waits", "staff_of", "store_choices", "store_facts",
    "stores_by_name",
]  # fmt: skip
