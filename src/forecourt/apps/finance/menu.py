"""The pages of finance in the menu."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.ui.menu import MenuItem

_LEDGER = ("finance.ledger.view",)

MENU = (
    MenuItem("finance", "journal", _("Journal"), "finance:entry-list", _LEDGER, "list-details"),
    MenuItem("finance", "trial-balance", _("Trial balance"), "finance:trial-balance", _LEDGER, "checklist"),
)
