"""What may be seen of the business as a whole."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.permissions import OWN, Permission

PERMISSIONS = (
    Permission(
        "insight.dashboard.view",
        _("See the dashboard"),
        {
            "group_executive": "", "store_manager": "", "sales_manager": "", "sales_consultant": OWN,
            "accountant": "", "auditor": "",
        },
    ),
)  # fmt: skip
