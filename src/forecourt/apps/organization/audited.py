"""What is audited in the organization, and how each action is called."""

from django.utils.translation import gettext_lazy as _

MODELS = (
    "organization.Group", "organization.Region", "organization.LegalEntity", "organization.Store",
    "organization.OpeningHours", "organization.Department", "organization.Warehouse", "organization.Zone",
    "organization.Bay", "organization.Employee", "organization.Role", "organization.RoleGrant",
)  # fmt: skip

ACTIONS = (
    ("organization.store.added", _("Store added")),
    ("organization.store.changed", _("Store changed")),
)
