"""What may be done in the organization, and the role templates."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.permissions import GROUP, OWN, STORE, Permission

# Role templates: code and name. Which permissions each carries is said beside every permission.
ROLES = (
    ("group_executive", _("Group executive")),
    ("store_manager", _("Store manager")),
    ("sales_manager", _("Sales manager")),
    ("sales_consultant", _("Sales consultant")),
    ("dcc_agent", _("DCC agent")),
    ("logistics_clerk", _("Logistics clerk")),
    ("service_advisor", _("Service advisor")),
    ("technician", _("Technician")),
    ("parts_clerk", _("Parts clerk")),
    ("cashier", _("Cashier")),
    ("accountant", _("Accountant")),
    ("hr_officer", _("HR officer")),
    ("marketing_officer", _("Marketing officer")),
    ("auditor", _("Auditor")),
    ("system_administrator", _("System administrator")),
)
EVERYONE = {code: "" for code, _name in ROLES}
_LEADERS = {"group_executive": "", "store_manager": "", "auditor": "", "system_administrator": ""}

PERMISSIONS = (
    Permission(
        "organization.store.view",
        _("See stores, departments and warehouses"),
        {code: GROUP for code, _name in ROLES},
    ),
    Permission(
        "organization.store.manage",
        _("Set up the group, stores, departments and warehouses"),
        {"system_administrator": ""},
    ),
    Permission(
        "organization.employee.view",
        _("See colleagues"),
        EVERYONE | {"sales_consultant": STORE, "technician": STORE},
    ),
    Permission(
        "organization.employee.manage",
        _("Add and change employees"),
        {"system_administrator": "", "hr_officer": ""},
    ),
    Permission("organization.login.manage", _("Open and close logins"), {"system_administrator": ""}),
    Permission("organization.role.view", _("See roles and who holds them"), _LEADERS),
    Permission("organization.role.manage", _("Change roles and grant them"), {"system_administrator": ""}),
    Permission(
        "organization.audit.view",
        _("Read the audit log"),
        {"auditor": "", "group_executive": ""},  # it names customers, whom the administrator does not see
    ),
    Permission(
        "organization.job.view",
        _("See background jobs"),
        {code: OWN for code, _name in ROLES} | {"system_administrator": ""},
    ),
    Permission(
        "organization.view.share",
        _("Share views of lists with the store, or with everyone"),
        {"group_executive": "", "store_manager": "", "sales_manager": "", "system_administrator": ""},
    ),
    Permission("organization.token.manage", _("Issue API tokens for oneself"), EVERYONE),
)
