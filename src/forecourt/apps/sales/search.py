"""What the search box finds in sales."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from forecourt.apps.sales.selectors import find_sales
from forecourt.core.actor import Actor
from forecourt.core.search import Hit, Search


def _find(actor: Actor, terms: Sequence[str], limit: int) -> list[Hit]:
    return [
        Hit(
            sale.number,
            f"{sale.sold_on} · {sale.vehicle.label} · {sale.customer.name}",
            sale.get_absolute_url(),
        )
        for sale in find_sales(actor, terms, limit)
    ]


SEARCHES = (Search("sales.sale", _("Sales"), "sales.sale.view", _find, "receipt"),)
