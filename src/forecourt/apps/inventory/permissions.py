"""What may be done with the stock."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.permissions import GROUP, STORE, Permission

_ALL = (
    "group_executive", "store_manager", "sales_manager", "sales_consultant", "dcc_agent", "logistics_clerk",
    "service_advisor", "technician", "parts_clerk", "cashier", "accountant", "marketing_officer", "auditor",
    "system_administrator",
)  # fmt: skip
_SELLERS = ("group_executive", "store_manager", "sales_manager", "sales_consultant", "dcc_agent")

PERMISSIONS = (
    Permission("inventory.catalogue.view", _("See the catalogue"), dict.fromkeys(_ALL, GROUP)),
    Permission(
        "inventory.catalogue.manage",
        _("Change the catalogue"),
        {"group_executive": "", "system_administrator": "", "logistics_clerk": ""},
    ),
    Permission(
        "inventory.vehicle.view",
        _("See the stock of one's stores"),
        {
            "group_executive": "",
            "store_manager": "",
            "sales_manager": "",
            "sales_consultant": STORE,
            "dcc_agent": STORE,
            "logistics_clerk": "",
            "cashier": STORE,
            "accountant": "",
            "auditor": "",
        },
    ),
    Permission(
        "inventory.vehicle.search",
        _("Search the stock of the whole group"),
        dict.fromkeys((*_SELLERS, "logistics_clerk", "auditor"), GROUP),
    ),
    Permission(
        "inventory.vehicle.receive", _("Receive vehicles"), {"logistics_clerk": "", "store_manager": ""}
    ),
    Permission("inventory.vehicle.move", _("Move vehicles"), {"logistics_clerk": "", "store_manager": ""}),
    Permission(
        "inventory.vehicle.hold",
        _("Hold vehicles"),
        {"store_manager": "", "sales_manager": "", "sales_consultant": STORE},
    ),
    Permission(
        "inventory.vehicle.release",
        _("Release the holds of others"),
        {"store_manager": "", "sales_manager": ""},
    ),
    Permission(
        "inventory.cost.view",
        _("See cost and margin of vehicles"),
        {
            "group_executive": "",
            "store_manager": "",
            "sales_manager": "",
            "accountant": "",
            "auditor": "",
        },
    ),
)
