"""Recording a sale: the vehicle leaves stock, and everything that counts it changes in the same transaction."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from forecourt.apps.customers import selectors as customers
from forecourt.apps.customers import services as customer_services
from forecourt.apps.finance import services as finance
from forecourt.apps.inventory import services as inventory
from forecourt.apps.organization import selectors as organization
from forecourt.apps.organization.selectors import StoreFacts
from forecourt.apps.sales.drafts import AccessoryDraft, SaleDraft
from forecourt.apps.sales.errors import (
    BelowFloor,
    LeadOfAnother,
    SellerNotOfStore,
    SoldInFuture,
    VehicleOfAnotherCompany,
)
from forecourt.apps.sales.models import Sale, SaleLine, SalesSummary
from forecourt.apps.sales.selectors.policies import floor_price
from forecourt.apps.sales.sums import entries_of, lines_of, summary_deltas_of, summary_key_of, sums_of
from forecourt.contracts.sales import SaleRecorded
from forecourt.core import audit, clock, events
from forecourt.core.actor import Actor
from forecourt.core.db import one_transaction, transaction_required
from forecourt.core.errors import NotFound
from forecourt.core.numbering import next_number
from forecourt.core.summaries import raise_summaries
from forecourt.core.text import search_text

if TYPE_CHECKING:
    from forecourt.apps.inventory.models import Vehicle

CREATE = "sales.sale.create"
BELOW = "sales.sale.below_floor"
NUMBER_KIND = "XS"


def record_sale(  # noqa: PLR0913 - the facts of a sale
    *,
    actor: Actor,
    store_id: int,
    vehicle_id: int,
    customer_id: int,
    price: int,
    sold_on: date,
    seller_id: int | None = None,
    lead_id: int | None = None,
    accessories: Sequence[AccessoryDraft] = (),
    note: str = "",
    below_floor_reason: str = "",
) -> Sale:
    """Sell one vehicle: see `record_draft`."""
    draft = SaleDraft(
        store_id=store_id, vehicle_id=vehicle_id, customer_id=customer_id, price=price, sold_on=sold_on,
        seller_id=seller_id, lead_id=lead_id, accessories=accessories, note=note,
        below_floor_reason=below_floor_reason,
    )  # fmt: skip
    return record_draft(actor=actor, draft=draft)


@one_transaction
def record_draft(*, actor: Actor, draft: SaleDraft) -> Sale:
    """Sell one vehicle: stock, ledger, number, summaries, customer and lead change together or not at all.

    Prices include VAT. Locks in this order: the vehicle, the lead, the store's number, the ledger, the summaries.

    Raises NotAllowed, NotFound, PriceNotPositive, LineInvalid, SoldInFuture, SellerNotOfStore, LeadOfAnother,
    VehicleOfAnotherCompany, BelowFloor, inventory.errors.VehicleNotAvailable, finance.errors.PeriodClosed, RateUnknown.
    """
    actor.require_in(CREATE, draft.store_id)
    vehicle = inventory.lock_vehicle(actor=actor, vehicle_id=draft.vehicle_id)
    inventory.refuse_unavailable(vehicle)
    store = _selling_store(actor, draft.store_id, vehicle)
    _check_parties(actor, draft)
    if draft.sold_on > clock.today(store.time_zone):
        raise SoldInFuture(field="sold_on")
    sale = _draw_up(actor, draft, vehicle)
    _check_floor(actor, sale, draft, vehicle)
    _number(sale, store.code)
    _take_out(actor, sale, draft)
    _tell(actor, sale)
    _book(actor, sale)
    return sale


def _selling_store(actor: Actor, store_id: int, vehicle: "Vehicle") -> StoreFacts:
    """The store that sells; the vehicle is its own or of a store of the same company."""
    stores = organization.store_facts(actor, {store_id, vehicle.store_id or store_id})
    if store_id not in stores:
        raise NotFound(field="store")
    if len({facts.legal_entity_id for facts in stores.values()}) > 1:
        raise VehicleOfAnotherCompany(field="vehicle", vehicle=vehicle.label)
    return stores[store_id]


def _check_parties(actor: Actor, draft: SaleDraft) -> None:
    """The salesperson works in the store and is the actor himself where he may record only his own; the buyer is known."""
    _check_seller(actor, draft)
    customers.get_customer(actor, draft.customer_id)
    if draft.lead_id is not None:
        lead = customer_services.lock_lead(actor, "customers.lead.view", draft.lead_id)
        if (lead.customer_id, lead.store_id) != (draft.customer_id, draft.store_id):
            raise LeadOfAnother(field="lead")


def _check_seller(actor: Actor, draft: SaleDraft) -> None:
    whole_store = actor.covers(CREATE, draft.store_id)
    if draft.seller_id is None:
        if not whole_store:
            raise SellerNotOfStore(field="seller")
        return
    if draft.seller_id == actor.employee_id:
        return
    facts = organization.employee_facts(actor, [draft.seller_id]).get(draft.seller_id)
    if not whole_store or facts is None or not facts.is_active or facts.store_id != draft.store_id:
        raise SellerNotOfStore(field="seller")


def _draw_up(actor: Actor, draft: SaleDraft, vehicle: "Vehicle") -> Sale:
    """The sale as it will be written, without its number."""
    return Sale(
        store_id=draft.store_id, vehicle=vehicle, series_id=vehicle.series_id, customer_id=draft.customer_id,
        lead_id=draft.lead_id, seller_id=draft.seller_id, sold_on=draft.sold_on, note=draft.note.strip(),
        recorded_at=clock.now(), recorded_by=actor.name, **sums_of(draft, vehicle.cost),
    )  # fmt: skip


def _check_floor(actor: Actor, sale: Sale, draft: SaleDraft, vehicle: "Vehicle") -> None:
    """Note the floor price of the day; below it the sale needs the authority and a reason. Raises BelowFloor."""
    sale.floor_price = floor_price(
        actor,
        series_id=vehicle.series_id,
        model_id=vehicle.model_id,
        store_id=draft.store_id,
        on=draft.sold_on,
    )
    if sale.floor_price is None or draft.price >= sale.floor_price:
        return
    reason = draft.below_floor_reason.strip()
    if not reason or not actor.covers(BELOW, draft.store_id):
        raise BelowFloor(field="price")
    sale.below_floor_by, sale.below_floor_reason = actor.name, reason


@transaction_required
def _number(sale: Sale, store_code: str) -> None:
    """Give the sale its number and write it."""
    sale.number = next_number(
        kind=NUMBER_KIND, store_id=sale.store_id, store_code=store_code, year=sale.sold_on.year
    )
    sale.search_text = search_text(sale.number, vins=[sale.vehicle.label])
    sale.save(force_insert=True)


@transaction_required
def _take_out(actor: Actor, sale: Sale, draft: SaleDraft) -> None:
    """The accessory lines, and the vehicle out of stock."""
    if draft.accessories:
        SaleLine.objects.bulk_create(lines_of(sale, draft.accessories))
    inventory.take_out_locked(
        actor=actor, vehicle=sale.vehicle, source=sale.ref, at=sale.recorded_at,
        for_employee_ids=(sale.seller_id,),
    )  # fmt: skip


@transaction_required
def _tell(actor: Actor, sale: Sale) -> None:
    """The customer's timeline and lead, the audit and the departments above."""
    customer_services.note_timeline(
        actor=actor, customer_id=sale.customer_id, store_id=sale.store_id, kind="sale",
        text=f"{sale.number} {sale.vehicle.label}", source=sale.ref, at=sale.recorded_at,
    )  # fmt: skip
    if sale.lead_id is not None:
        customer_services.mark_delivered(
            actor=actor, lead_id=sale.lead_id, source=sale.ref, at=sale.recorded_at
        )
    audit.record(actor, _action(sale), sale, _facts(sale))
    events.publish(
        SaleRecorded(
            sale_id=sale.pk,
            store_id=sale.store_id,
            vehicle_id=sale.vehicle_id,
            customer_id=sale.customer_id,
            lead_id=sale.lead_id,
            seller_id=sale.seller_id,
            amount=sale.total,
            sold_on=sale.sold_on,
        )
    )


def _action(sale: Sale) -> str:
    return "sales.sale.recorded_below_floor" if sale.below_floor_by else "sales.sale.recorded"


def _facts(sale: Sale) -> dict[str, object]:
    """What the audit keeps of a sale; cost and profit stay out, for whoever reads the trail need not see them."""
    facts: dict[str, object] = {
        "vehicle": sale.vehicle.label, "customer": sale.customer_id, "price": sale.price,
        "accessories": sale.accessories, "sold_on": sale.sold_on,
    }  # fmt: skip
    if sale.below_floor_by:
        facts |= {"floor": sale.floor_price, "reason": sale.below_floor_reason}
    return facts


@transaction_required
def _book(actor: Actor, sale: Sale) -> None:
    """The ledger and then the summaries: the rows everybody wants, held for the shortest time."""
    finance.post_entries(actor=actor, drafts=entries_of(sale))
    raise_summaries(SalesSummary, {summary_key_of(sale): summary_deltas_of(sale)})
