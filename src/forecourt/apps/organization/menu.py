"""Where the settings pages stand in the menu."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.ui.menu import MenuItem

MENU = (
    MenuItem("people", "employees", _("Employees"), "organization:employee-list", ("organization.employee.view",), "id"),
    MenuItem("settings", "group", _("Group"), "organization:group-detail", ("organization.store.manage",), "building"),
    MenuItem("settings", "stores", _("Stores"), "organization:store-list", ("organization.store.view",), "building-store"),
    MenuItem("settings", "warehouses", _("Warehouses"), "organization:warehouse-list", ("organization.store.view",), "building-warehouse"),  # noqa: E501
    MenuItem("settings", "roles", _("Roles"), "organization:role-list", ("organization.role.view",), "shield-check"),
    MenuItem("settings", "audit", _("Audit log"), "organization:audit-list", ("organization.audit.view",), "history"),
)  # fmt: skip
