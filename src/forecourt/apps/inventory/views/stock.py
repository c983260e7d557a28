"""The lists of vehicles."""

from django.http import HttpResponseBase

from forecourt.apps.inventory import lists
from forecourt.core.http import ActorRequest, needs
from forecourt.core.ui.lists import list_page


@needs("inventory.vehicle.view")
def stock_list(request: ActorRequest) -> HttpResponseBase:
    """What stands in stock in the actor's stores."""
    return list_page(request, lists.STOCK)


@needs("inventory.vehicle.search")
def group_stock(request: ActorRequest) -> HttpResponseBase:
    """What stands in stock anywhere in the group, without cost."""
    return list_page(request, lists.GROUP_STOCK)


@needs("inventory.vehicle.view")
def vehicle_list(request: ActorRequest) -> HttpResponseBase:
    """Every vehicle of the actor's stores, also what is sold."""
    return list_page(request, lists.VEHICLES)
