"""The customer's one timeline, written by every department."""

from datetime import datetime

from forecourt.apps.customers.models import TimelineEntry
from forecourt.core.actor import Actor
from forecourt.core.db import transaction_required

TEXT_LIMIT = 500


@transaction_required
def note_timeline(
    *, actor: Actor, customer_id: int, store_id: int, kind: str, text: str, source: str, at: datetime
) -> TimelineEntry:
    """Add to the customer's timeline what happened at a store, in the transaction of the fact.

    The caller has checked that `actor` may record that fact. `source` names the document, "sales.sale:42".
    """
    return TimelineEntry.objects.create(
        customer_id=customer_id,
        store_id=store_id,
        at=at,
        kind=kind,
        text=text[:TEXT_LIMIT],
        source=source,
        actor_name=actor.name[:120],
    )
