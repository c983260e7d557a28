"""What sales offers on the pages of leads, customers and vehicles."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forecourt.core.ui.record_actions import RecordAction

CREATE = "sales.sale.create"


def _from_lead(lead: Any) -> str:
    return f"{reverse('sales:sale-add')}?lead={lead.pk}" if lead.is_open else ""


def _from_vehicle(vehicle: Any) -> str:
    return f"{reverse('sales:sale-add')}?vehicle={vehicle.pk}" if vehicle.status == "in_stock" else ""


ACTIONS = (
    RecordAction("customers.lead", "sales.sell", _("Record a sale"), CREATE, _from_lead, "receipt"),
    RecordAction("inventory.vehicle", "sales.sell", _("Sell"), CREATE, _from_vehicle, "receipt"),
)
