"""What is audited in the organization, and how each action is called."""

from django.utils.translation import gettext_lazy as _

MODELS = (
    "organization.Group", "organization.Region", "organization.LegalEntity", "organization.Store",
    "organization.OpeningHours", "organization.Department", "organization.Warehouse", "organization.Zone",
    "organization.Bay", "organization.Employee", "organization.Role", "organization.RoleGrant",
)  # fmt: skip

ACTIONS = (
    ("organization.group.added", _("Group set up")),
    ("organization.group.changed", _("Group changed")),
    ("organization.region.added", _("Region added")),
    ("organization.region.changed", _("Region changed")),
    ("organization.legal_entity.added", _("Legal entity added")),
    ("organization.legal_entity.changed", _("Legal entity changed")),
    ("organization.store.added", _("Store added")),
    ("organization.store.changed", _("Store changed")),
    ("organization.store.hours_set", _("Opening hours set")),
    ("organization.department.added", _("Department added")),
    ("organization.department.changed", _("Department changed")),
    ("organization.warehouse.added", _("Warehouse added")),
    ("organization.warehouse.changed", _("Warehouse changed")),
    ("organization.zone.added", _("Zone added")),
    ("organization.zone.changed", _("Zone changed")),
    ("organization.bay.added", _("Bay added")),
    ("organization.bays.added", _("Bays added")),
    ("organization.bay.changed", _("Bay changed")),
    ("organization.employee.added", _("Employee added")),
    ("organization.employee.changed", _("Employee changed")),
    ("organization.employee.left", _("Employee left")),
    ("organization.login.opened", _("Login opened")),
    ("organization.login.closed", _("Login closed")),
    ("organization.login.reopened", _("Login opened again")),
    ("organization.login.reset", _("Password reset")),
    ("organization.login.password_changed", _("Own password changed")),
    ("organization.login.name_changed", _("Own name changed")),
    ("organization.role.added", _("Role added")),
    ("organization.role.changed", _("Role changed")),
    ("organization.role.reset", _("Role back to its template")),
    ("organization.role.granted", _("Role granted")),
    ("organization.role.withdrawn", _("Role withdrawn")),
    ("organization.role.end_set", _("Last day of a role set")),
)
