"""Tables of the organization."""

from forecourt.apps.organization.models.people import Employee, User
from forecourt.apps.organization.models.places import (
    Bay,
    Department,
    Group,
    LegalEntity,
    OpeningHours,
    Region,
    Store,
    Warehouse,
    Zone,
)
from forecourt.apps.organization.models.roles import Role, RoleGrant

__all__ = [
    "Bay", "Department", "Employee", "Group", "LegalEntity", "OpeningHours", "Region", "Role", "RoleGrant", "Store",
    "User", "Warehouse", "Zone",
]  # fmt: skip
