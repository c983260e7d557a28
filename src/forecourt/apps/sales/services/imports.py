"""Recording many sales of the past at once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from forecourt.apps.finance import services as finance
from forecourt.apps.inventory import services as inventory
from forecourt.apps.organization import selectors as organization
from forecourt.apps.organization.selectors import StoreFacts
from forecourt.apps.sales.drafts import SaleDraft
from forecourt.apps.sales.errors import SoldInFuture, SoldTwice
from forecourt.apps.sales.models import Sale, SalesSummary
from forecourt.apps.sales.selectors.sales import known_references
from forecourt.apps.sales.services.record import CREATE, NUMBER_KIND
from forecourt.apps.sales.sums import added, entries_of, lines_of, summary_deltas_of, summary_key_of, sums_of
from forecourt.core import audit, clock
from forecourt.core.actor import Actor
from forecourt.core.batches import batched
from forecourt.core.bulk import insert_rows
from forecourt.core.db import one_transaction, transaction_required
from forecourt.core.errors import NotFound
from forecourt.core.numbering import next_numbers
from forecourt.core.summaries import raise_summaries
from forecourt.core.text import search_text

if TYPE_CHECKING:
    from forecourt.apps.inventory.models import Vehicle

BATCH = 1000


def import_sales(*, actor: Actor, drafts: Sequence[SaleDraft]) -> int:
    """Record sales of the past, 1,000 in a transaction; the number recorded.

    A draft whose `external_ref` is in the store already is passed over, so an import that broke off can be run again.
    The rules are those of `record_sale` but for the floor price and the salesperson, which history settled; no event is
    published and no lead touched. The first draft that is refused takes its transaction with it.

    Raises NotAllowed, NotFound, PriceNotPositive, LineInvalid, VatInvalid, SoldInFuture, SoldTwice,
    inventory.errors.VehicleNotAvailable, inventory.errors.VehicleHeld, finance.errors.PeriodClosed.
    """
    return sum(_import_batch(actor, batch) for batch in batched(drafts, BATCH))


@one_transaction
def _import_batch(actor: Actor, batch: Sequence[SaleDraft]) -> int:
    asked = {draft.store_id for draft in batch}
    for store_id in asked:
        actor.require_in(CREATE, store_id)
    stores = organization.store_facts(actor, asked)
    if len(stores) < len(asked):
        raise NotFound(field="store")
    drafts = _not_yet_here(batch)
    if not drafts:
        return 0
    vehicles = _vehicles(actor, drafts)
    sales = [_draw_up(actor, draft, vehicles[draft.vehicle_id]) for draft in drafts]
    _refuse_future(sales, stores)
    _write(sales, drafts, stores)
    takings = [_taking(sale, stores[sale.store_id]) for sale in sales]
    inventory.take_out_many(actor=actor, takings=takings, held=vehicles)
    _account_for(actor, sales)
    return len(sales)


def _not_yet_here(batch: Sequence[SaleDraft]) -> list[SaleDraft]:
    """The drafts whose reference is new, each reference once."""
    references = {draft.external_ref for draft in batch if draft.external_ref}
    known = known_references({draft.store_id for draft in batch}, references)
    fresh = []
    for draft in batch:
        key = (draft.store_id, draft.external_ref)
        if draft.external_ref and key in known:
            continue
        known.add(key)
        fresh.append(draft)
    return fresh


def _vehicles(actor: Actor, drafts: Sequence[SaleDraft]) -> "dict[int, Vehicle]":
    """The vehicles by id, locked; each is there, can be sold and is sold once."""
    vehicles = inventory.lock_vehicles(actor=actor, vehicle_ids=[draft.vehicle_id for draft in drafts])
    sold: set[int] = set()
    for draft in drafts:
        if draft.vehicle_id not in vehicles:
            raise NotFound(field="vehicle", external_ref=draft.external_ref)
        inventory.refuse_unavailable(vehicles[draft.vehicle_id])
        if draft.vehicle_id in sold:
            raise SoldTwice(field="vehicle", vehicle=vehicles[draft.vehicle_id].label)
        sold.add(draft.vehicle_id)
    return vehicles


def _draw_up(actor: Actor, draft: SaleDraft, vehicle: "Vehicle") -> Sale:
    return Sale(
        store_id=draft.store_id, vehicle=vehicle, series_id=vehicle.series_id, customer_id=draft.customer_id,
        lead_id=draft.lead_id, seller_id=draft.seller_id, sold_on=draft.sold_on, note=draft.note.strip(),
        recorded_at=clock.now(), recorded_by=actor.name, imported=True, external_ref=draft.external_ref,
        custom=dict(draft.custom),
        **sums_of(draft, vehicle.cost),
    )  # fmt: skip


def _refuse_future(sales: Sequence[Sale], stores: dict[int, StoreFacts]) -> None:
    today = {store_id: clock.today(facts.time_zone) for store_id, facts in stores.items()}
    for sale in sales:
        if sale.sold_on > today[sale.store_id]:
            raise SoldInFuture(field="sold_on", external_ref=sale.external_ref)


def _taking(sale: Sale, store: StoreFacts) -> inventory.Taking:
    """Out of stock on the day of the sale, not today."""
    return inventory.Taking(sale.vehicle_id, sale.ref, clock.start_of(sale.sold_on, store.time_zone))


@transaction_required
def _write(sales: Sequence[Sale], drafts: Sequence[SaleDraft], stores: dict[int, StoreFacts]) -> None:
    """Numbers, sales and lines."""
    for sale, number in _numbered(sales, stores):
        sale.number = number
        sale.search_text = search_text(number, sale.external_ref, vins=[sale.vehicle.label])
    insert_rows(sales)
    lines = [
        line for sale, draft in zip(sales, drafts, strict=True) for line in lines_of(sale, draft.accessories)
    ]
    insert_rows(lines)


def _numbered(sales: Sequence[Sale], stores: dict[int, StoreFacts]) -> Iterator[tuple[Sale, str]]:
    """Each sale with its number; the sequences are taken in the order of their keys."""
    of_sequence: dict[tuple[int, int], list[Sale]] = defaultdict(list)
    for sale in sales:
        of_sequence[sale.store_id, sale.sold_on.year].append(sale)
    for (store_id, year), members in sorted(of_sequence.items(), key=lambda item: item[0]):
        code = stores[store_id].code
        numbers = next_numbers(
            kind=NUMBER_KIND, store_id=store_id, store_code=code, year=year, count=len(members)
        )
        yield from zip(members, numbers, strict=True)


@transaction_required
def _account_for(actor: Actor, sales: Sequence[Sale]) -> None:
    """One audit entry for the batch, the ledger, the summaries."""
    facts = {"sales": len(sales), "total": sum(sale.total for sale in sales), "last": sales[-1].number}
    audit.record(actor, "sales.sale.imported", sales[0], facts)
    finance.post_entries(actor=actor, drafts=[entry for sale in sales for entry in entries_of(sale)])
    raised: dict[tuple[object, ...], dict[str, int]] = {}
    for sale in sales:
        key, deltas = summary_key_of(sale), summary_deltas_of(sale)
        raised[key] = added(raised[key], deltas) if key in raised else deltas
    raise_summaries(SalesSummary, raised)
