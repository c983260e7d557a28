"""What may be done in finance."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.permissions import Permission

PERMISSIONS = (
    Permission(
        "finance.ledger.view",
        _("Read the ledger"),
        {"group_executive": "", "store_manager": "", "accountant": "", "auditor": ""},
    ),
    Permission("finance.ledger.post", _("Post and reverse entries by hand"), {"accountant": ""}),
    Permission("finance.period.close", _("Close and reopen months"), {"accountant": ""}),
)
