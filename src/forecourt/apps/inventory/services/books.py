"""What the stock posts to the ledger. The cost of a vehicle is its own: it enters and leaves account 1405 with it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from forecourt.apps.finance.services import EntryDraft, Posting, post_entries
from forecourt.apps.inventory.models import Movement, Vehicle
from forecourt.apps.organization.selectors import StoreFacts
from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.db import transaction_required

STOCK = "1405"
PAYABLE = "2202"
INTERNAL_RECEIVABLE = "1221"
INTERNAL_PAYABLE = "2241"


@transaction_required
def post_receipts(actor: Actor, vehicles: Sequence[Vehicle]) -> None:
    """Stock against payables, for each vehicle whose cost is known."""
    drafts = [
        EntryDraft(
            store_id=vehicle.store_id,
            on=vehicle.received_on,
            source=f"inventory.vehicle:{vehicle.pk}",
            text=_("Receipt of %(vehicle)s") % {"vehicle": vehicle.label},
            postings=[Posting(STOCK, vehicle.cost), Posting(PAYABLE, -vehicle.cost)],
        )
        for vehicle in vehicles
        if vehicle.cost and vehicle.received_on
    ]
    post_entries(actor=actor, drafts=drafts)


@transaction_required
def post_move(
    actor: Actor, vehicle: Vehicle, movement: Movement, stores: Mapping[int, StoreFacts], at: datetime
) -> None:
    """Stock from one store's books to the other's, against what the stores owe each other."""
    if not vehicle.cost or movement.from_store_id == movement.to_store_id:
        return
    source = f"inventory.movement:{movement.pk}"
    text = _("Move of %(vehicle)s") % {"vehicle": vehicle.label}
    sides = [
        (movement.from_store_id, [Posting(INTERNAL_RECEIVABLE, vehicle.cost), Posting(STOCK, -vehicle.cost)]),
        (movement.to_store_id, [Posting(STOCK, vehicle.cost), Posting(INTERNAL_PAYABLE, -vehicle.cost)]),
    ]
    drafts = [
        EntryDraft(store_id, _date_in(stores, store_id, at), source, text, postings)
        for store_id, postings in sides
    ]
    post_entries(actor=actor, drafts=drafts)


def _date_in(stores: Mapping[int, StoreFacts], store_id: int | None, at: datetime) -> date:
    return clock.local_date(at, stores[store_id].time_zone if store_id else None)
