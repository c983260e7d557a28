"""The pages of the stock in the menu."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.ui.menu import MenuItem

_CATALOGUE = ("inventory.catalogue.view",)

MENU = (
    MenuItem("stock", "stock", _("Stock"), "inventory:stock-list", ("inventory.vehicle.view",), "car"),
    MenuItem(
        "stock",
        "group-stock",
        _("Stock of the group"),
        "inventory:group-stock",
        ("inventory.vehicle.search",),
        "search",
    ),
    MenuItem(
        "stock",
        "vehicles",
        _("All vehicles"),
        "inventory:vehicle-list",
        ("inventory.vehicle.view",),
        "list",
    ),
    MenuItem("stock", "brands", _("Brands"), "inventory:brand-list", _CATALOGUE, "bookmark"),
    MenuItem("stock", "series", _("Series"), "inventory:series-list", _CATALOGUE, "list-details"),
    MenuItem("stock", "models", _("Models"), "inventory:model-list", _CATALOGUE, "car-garage"),
    MenuItem("stock", "accessories", _("Accessories"), "inventory:accessory-list", _CATALOGUE, "packages"),
)
