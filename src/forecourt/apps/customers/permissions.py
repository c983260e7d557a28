"""What may be done with customers and leads."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.permissions import OWN, Permission

_MANAGERS = {"group_executive": "", "store_manager": "", "sales_manager": ""}
_SELLERS = {"sales_consultant": OWN, "dcc_agent": ""}
_DESKS = {"service_advisor": "", "cashier": "", "accountant": "", "marketing_officer": ""}

PERMISSIONS = (
    Permission(
        "customers.customer.view", _("See customers"), _MANAGERS | _SELLERS | _DESKS | {"auditor": ""}
    ),
    Permission(
        "customers.customer.manage",
        _("Add and change customers"),
        {"store_manager": "", "sales_manager": "", "service_advisor": "", **_SELLERS},
    ),
    Permission(
        "customers.customer.phone",
        _("See whole phone numbers"),
        {"store_manager": "", "sales_manager": "", "service_advisor": "", **_SELLERS},
    ),
    Permission(
        "customers.customer.reveal",
        _("Reveal a masked phone number, recorded each time"),
        {"group_executive": "", "cashier": "", "accountant": "", "marketing_officer": ""},
    ),
    Permission(
        "customers.customer.export",
        _("Export customers and leads"),
        {"group_executive": "", "store_manager": ""},
    ),
    Permission(
        "customers.lead.view", _("See leads"), _MANAGERS | _SELLERS | {"marketing_officer": "", "auditor": ""}
    ),
    Permission(
        "customers.lead.manage",
        _("Add, change and follow up leads"),
        {"store_manager": "", "sales_manager": "", **_SELLERS},
    ),
    Permission(
        "customers.lead.assign",
        _("Give leads to people"),
        {"store_manager": "", "sales_manager": "", "dcc_agent": ""},
    ),
    Permission(
        "customers.setup.manage",
        _("Set lead levels and sources"),
        {"group_executive": "", "system_administrator": ""},
    ),
)
