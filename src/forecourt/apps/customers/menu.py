"""Pages of the customers department in the menu."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.ui.menu import MenuItem

MENU = (
    MenuItem("today", "today", _("Today"), "customers:today", ("customers.lead.view",), "home"),
    MenuItem(
        "customers",
        "customers",
        _("Customers"),
        "customers:customer-list",
        ("customers.customer.view",),
        "users",
    ),
    MenuItem("customers", "leads", _("Leads"), "customers:lead-list", ("customers.lead.view",), "target"),
)
