"""What may be done in sales."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.permissions import OWN, Permission

_MANAGERS = {"group_executive": "", "store_manager": "", "sales_manager": ""}
_READERS = {"accountant": "", "auditor": ""}

PERMISSIONS = (
    Permission("sales.policy.view", _("See price policies and floor prices"), _MANAGERS | _READERS),
    Permission("sales.policy.manage", _("Set price policies"), {"group_executive": "", "store_manager": ""}),
    Permission(
        "sales.sale.view",
        _("See sales"),
        _MANAGERS | _READERS | {"sales_consultant": OWN, "cashier": "", "logistics_clerk": ""},
    ),
    Permission("sales.sale.create", _("Record sales"), _MANAGERS | {"sales_consultant": OWN}),
    Permission("sales.sale.cancel", _("Cancel sales"), _MANAGERS),
    Permission("sales.sale.below_floor", _("Sell below the floor price"), _MANAGERS),
    Permission("sales.margin.view", _("See the gross profit of sales"), _MANAGERS | _READERS),
)
