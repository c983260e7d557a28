"""What may be done in the organization."""

from forecourt.apps.organization.services.administrators import add_administrator, add_first_administrator
from forecourt.apps.organization.services.arrivals import StoreDefaults, add_stores_named
from forecourt.apps.organization.services.employees import (
    EmployeeFacts,
    add_employee,
    change_employee,
    leave_employee,
)
from forecourt.apps.organization.services.first_start import set_up_seller, set_up_store, set_up_warehouse
from forecourt.apps.organization.services.grants import GrantFacts, grant_role, set_grant_end, withdraw_role
from forecourt.apps.organization.services.logins import (
    OpenedLogin,
    change_own_name,
    close_login,
    open_login,
    reopen_login,
    reset_password,
    set_own_password,
)
from forecourt.apps.organization.services.places import (
    Hours,
    StoreFacts,
    add_department,
    add_group,
    add_legal_entity,
    add_region,
    add_store,
    change_department,
    change_group,
    change_legal_entity,
    change_region,
    change_store,
    set_opening_hours,
)
from forecourt.apps.organization.services.preferences import set_preferences
from forecourt.apps.organization.services.roles import add_role, change_role, reset_role
from forecourt.apps.organization.services.warehouses import (
    WarehouseFacts,
    add_bay,
    add_bays,
    add_warehouse,
    add_zone,
    change_bay,
    change_warehouse,
    change_zone,
)

__all__ = [
    "EmployeeFacts", "GrantFacts", "Hours", "OpenedLogin", "StoreDefaults", "StoreFacts", "WarehouseFacts",
    "add_administrator", "add_bay", "add_bays", "add_department", "add_employee", "add_first_administrator",
    "add_group", "add_legal_entity", "add_region", "add_role", "add_store", "add_stores_named", "add_warehouse", "add_zone",
    "change_bay", "change_department", "change_employee", "change_group", "change_legal_entity",
    "change_own_name", "change_region", "change_role", "change_store", "change_warehouse", "change_zone",
    "close_login", "grant_role", "leave_employee", "open_login", "reopen_login", "reset_password",
    "reset_role", "set_grant_end", "set_opening_hours", "set_own_password", "set_preferences",
    "set_up_seller", "set_up_store", "set_up_warehouse", "withdraw_role",
]  # fmt: skip
