"""What is audited in the stock, and how each action is called."""

from django.utils.translation import gettext_lazy as _

MODELS = (
    "inventory.Brand", "inventory.Series", "inventory.CarModel", "inventory.Accessory", "inventory.Vehicle",
    "inventory.Movement", "inventory.Hold",
)  # fmt: skip

ACTIONS = (
    ("inventory.brand.added", _("Brand added")),
    ("inventory.brand.changed", _("Brand changed")),
    ("inventory.series.added", _("Series added")),
    ("inventory.series.changed", _("Series changed")),
    ("inventory.model.added", _("Model added")),
    ("inventory.model.changed", _("Model changed")),
    ("inventory.accessory.added", _("Accessory added")),
    ("inventory.accessory.changed", _("Accessory changed")),
    ("inventory.catalogue.imported", _("Catalogue imported")),
    ("inventory.vehicle.received", _("Vehicle received")),
    ("inventory.vehicles.received", _("Vehicles received together")),
    ("inventory.vehicle.moved", _("Vehicle moved")),
    ("inventory.vehicle.sold", _("Vehicle taken out by a sale")),
    ("inventory.vehicles.sold", _("Vehicles taken out by sales together")),
    ("inventory.vehicle.put_back", _("Vehicle put back into stock")),
    ("inventory.vehicle.held", _("Vehicle held")),
    ("inventory.vehicle.released", _("Hold released")),
)
