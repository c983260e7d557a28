"""Pages of the sales department in the menu."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.ui.menu import MenuItem

MENU = (
    MenuItem("sales", "sales.sales", _("Sales"), "sales:sale-list", ("sales.sale.view",), "receipt"),
    MenuItem("sales", "sales.add", _("Record a sale"), "sales:sale-add", ("sales.sale.create",), "plus"),
    MenuItem(
        "sales", "sales.policies", _("Price policies"), "sales:policy-list", ("sales.policy.view",), "tag"
    ),
)
