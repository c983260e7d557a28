"""Cancelling a sale by a reversal of the day it is cancelled."""

from forecourt.apps.customers import services as customers
from forecourt.apps.finance import services as finance
from forecourt.apps.inventory import services as inventory
from forecourt.apps.organization import selectors as organization
from forecourt.apps.sales.errors import ReasonMissing, SaleNotLive
from forecourt.apps.sales.models import Sale, SaleLine, SalesSummary
from forecourt.apps.sales.services.record import NUMBER_KIND
from forecourt.apps.sales.sums import SIGNED, summary_deltas_of, summary_key_of
from forecourt.contracts.sales import SaleCancelled
from forecourt.core import audit, clock, events
from forecourt.core.actor import Actor
from forecourt.core.db import one_transaction, transaction_required
from forecourt.core.errors import Stale
from forecourt.core.numbering import next_number
from forecourt.core.summaries import raise_summaries

CANCEL = "sales.sale.cancel"


@one_transaction
def cancel_sale(*, actor: Actor, sale_id: int, reason: str, version: int | None = None) -> Sale:
    """Take back a sale by a new sale row with its sums and a minus, dated today; the original stays as it was.

    The vehicle is in stock again, the lead is open again, ledger and summaries of today carry the reversal.
    `version`, where given, must be the one the person saw. Returns the cancelled sale.

    Raises NotAllowed, NotFound, ReasonMissing, SaleNotLive, Stale, finance.errors.PeriodClosed.
    """
    sale: Sale = Sale.objects.fetch(actor, CANCEL, lock=True, pk=sale_id)
    if not sale.is_live:
        raise SaleNotLive
    if version is not None and version != sale.version:
        raise Stale
    if not reason.strip():
        raise ReasonMissing(field="reason")
    _mark_cancelled(sale, reason.strip())
    _put_back(actor, sale)
    reversal = _reverse(actor, sale)
    _tell(actor, sale, reversal)
    _book(actor, sale, reversal)
    return sale


def _mark_cancelled(sale: Sale, reason: str) -> None:
    sale.status, sale.cancelled_at, sale.cancel_reason = Sale.Status.CANCELLED, clock.now(), reason
    sale.version += 1
    sale.save(update_fields=["status", "cancelled_at", "cancel_reason", "version"])


@transaction_required
def _put_back(actor: Actor, sale: Sale) -> None:
    """The vehicle is in stock again and the lead open again: locked before the number, as a sale locks them."""
    at = sale.cancelled_at or clock.now()
    everywhere = Actor.system(actor.name)  # the vehicle may stand in the books of another store
    inventory.put_back(actor=everywhere, vehicle_id=sale.vehicle_id, source=sale.ref, at=at)
    if sale.lead_id is not None and not sale.imported:  # an import left the lead as it was
        customers.mark_reopened(actor=actor, lead_id=sale.lead_id, source=sale.ref, at=at)


@transaction_required
def _reverse(actor: Actor, sale: Sale) -> Sale:
    """Write the reversal with its own number, and its lines."""
    store = organization.store_facts(actor, [sale.store_id])[sale.store_id]
    on = clock.today(store.time_zone)
    reversal = Sale(
        status=Sale.Status.REVERSAL, reverses=sale, store_id=sale.store_id, vehicle_id=sale.vehicle_id,
        series_id=sale.series_id, customer_id=sale.customer_id, lead_id=sale.lead_id, seller_id=sale.seller_id,
        sold_on=on, note=sale.cancel_reason, recorded_at=clock.now(), recorded_by=actor.name,
        search_text=sale.search_text, imported=sale.imported, **_negated(sale),
    )  # fmt: skip
    reversal.number = next_number(
        kind=NUMBER_KIND, store_id=sale.store_id, store_code=store.code, year=on.year
    )
    reversal.save(force_insert=True)
    SaleLine.objects.bulk_create(_opposite(line, reversal) for line in sale.lines.order_by("position"))
    return reversal


def _negated(sale: Sale) -> dict[str, int | None]:
    amounts = {name: getattr(sale, name) for name in SIGNED}
    return {name: None if value is None else -value for name, value in amounts.items()}


def _opposite(line: SaleLine, reversal: Sale) -> SaleLine:
    return SaleLine(
        sale=reversal, position=line.position, accessory_id=line.accessory_id, name=line.name,
        quantity=-line.quantity, price=line.price, amount=-line.amount, cost=-line.cost,
    )  # fmt: skip


@transaction_required
def _tell(actor: Actor, sale: Sale, reversal: Sale) -> None:
    """The customer's timeline, the audit and the departments above."""
    customers.note_timeline(
        actor=actor, customer_id=sale.customer_id, store_id=sale.store_id, kind="sale_cancelled",
        text=f"{sale.number} {sale.cancel_reason}", source=reversal.ref, at=reversal.recorded_at,
    )  # fmt: skip
    audit.record(
        actor, "sales.sale.cancelled", sale, {"reason": sale.cancel_reason, "reversal": reversal.number}
    )
    audit.record(actor, "sales.sale.reversed", reversal, {"reverses": sale.number, "total": reversal.total})
    events.publish(
        SaleCancelled(
            sale_id=sale.pk,
            reversal_id=reversal.pk,
            store_id=sale.store_id,
            vehicle_id=sale.vehicle_id,
            customer_id=sale.customer_id,
            lead_id=sale.lead_id,
            seller_id=sale.seller_id,
            amount=sale.total,
            cancelled_on=reversal.sold_on,
        )
    )


@transaction_required
def _book(actor: Actor, sale: Sale, reversal: Sale) -> None:
    """The ledger and then the summaries of today."""
    finance.reverse_entry(actor=actor, source=sale.ref, on=reversal.sold_on, text=reversal.number)
    raise_summaries(SalesSummary, {summary_key_of(reversal): summary_deltas_of(reversal)})
