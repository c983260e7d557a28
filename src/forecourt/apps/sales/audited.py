"""What is audited in sales, and how each action is called."""

from django.utils.translation import gettext_lazy as _

MODELS = ("sales.PricePolicy", "sales.Sale")

ACTIONS = (
    ("sales.policy.set", _("Price policy set")),
    ("sales.policy.ended", _("Price policy ended")),
    ("sales.sale.recorded", _("Sale recorded")),
    ("sales.sale.recorded_below_floor", _("Sale recorded below the floor price")),
    ("sales.sale.cancelled", _("Sale cancelled")),
    ("sales.sale.reversed", _("Reversal recorded")),
    ("sales.sale.imported", _("Sales imported")),
)
