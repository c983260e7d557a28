"""The sums of a sale: its parts, what they are in the ledger and what they add to the summaries. No queries."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from forecourt.apps.finance.services import EntryDraft, Posting
from forecourt.apps.sales.drafts import AccessoryDraft, SaleDraft
from forecourt.apps.sales.errors import LineInvalid, PriceNotPositive, PriceTooHigh, VatInvalid
from forecourt.apps.sales.models import Sale, SaleLine
from forecourt.apps.sales.models.summaries import NOBODY
from forecourt.core.money import MAX_MINOR, apply_rate
from forecourt.localisation.china.vat import vat_rate

RECEIVABLE, STOCK, VAT_PAYABLE = "1122", "1405", "2221"
OTHER_RECEIVABLE, OTHER_PAYABLE = "1221", "2241"
REVENUE, OTHER_REVENUE, COST_OF_SALES = "6001", "6051", "6401"

SIGNED = ("price", "accessories", "total", "vat", "vehicle_cost", "accessory_cost", "gross_profit")
"""The amounts of a sale; those of its reversal are the same with a minus."""


def sums_of(draft: SaleDraft, vehicle_cost: int | None) -> dict[str, int | None]:
    """The amounts of the sale as its columns.

    Raises PriceNotPositive, PriceTooHigh, LineInvalid, VatInvalid, RateUnknown.
    """
    if draft.price <= 0:
        raise PriceNotPositive(field="price")
    for line in draft.accessories:
        if not line.name.strip() or line.quantity < 1 or line.price < 0:
            raise LineInvalid(field="accessories")
    accessories = sum(line.amount for line in draft.accessories)
    cost = sum(line.cost for line in draft.accessories)
    total = draft.price + accessories
    if total > MAX_MINOR or abs(cost) > MAX_MINOR:
        raise PriceTooHigh(field="price")
    vat = _vat(draft, total)
    profit = None if vehicle_cost is None else total - vat - vehicle_cost - cost
    return dict(zip(SIGNED, (draft.price, accessories, total, vat, vehicle_cost, cost, profit), strict=True))


def _vat(draft: SaleDraft, total: int) -> int:
    """The VAT the draft states, or the VAT inside `total` by the rate of the day."""
    if draft.vat is not None:
        if not 0 <= draft.vat < total:
            raise VatInvalid(field="vat")
        return draft.vat
    rate = vat_rate("goods", draft.sold_on)
    return apply_rate(total, rate / (1 + rate))


def lines_of(sale: Sale, accessories: Sequence[AccessoryDraft]) -> list[SaleLine]:
    """The accessory lines of a sale, unsaved."""
    return [
        SaleLine(
            sale=sale, position=position, accessory_id=line.accessory_id, name=line.name.strip(),
            quantity=line.quantity, price=line.price, amount=line.amount, cost=line.cost,
        )
        for position, line in enumerate(accessories, 1)
    ]  # fmt: skip


def accessory_vat(sale: Sale) -> int:
    """The part of the VAT that lies in the accessories: by their share, rounded half up."""
    if not sale.accessories:
        return 0
    return apply_rate(sale.vat, Decimal(sale.accessories) / sale.total)


def entries_of(sale: Sale) -> list[EntryDraft]:
    """The ledger entries of a sale: one in the seller's books, and one in the owner's for a vehicle of another store."""
    owner = sale.vehicle.store_id
    text = f"{sale.number} {sale.vehicle.label}"
    if owner == sale.store_id or not sale.vehicle_cost:
        return [EntryDraft(sale.store_id, sale.sold_on, sale.ref, text, postings_of(sale, STOCK))]
    lent = [Posting(OTHER_RECEIVABLE, sale.vehicle_cost), Posting(STOCK, -sale.vehicle_cost)]
    return [
        EntryDraft(sale.store_id, sale.sold_on, sale.ref, text, postings_of(sale, OTHER_PAYABLE)),
        EntryDraft(owner, sale.sold_on, sale.ref, text, lent),
    ]


def postings_of(sale: Sale, cost_from: str) -> list[Posting]:
    """The ledger lines of a sale: receivable against net revenue and VAT, cost of sales against `cost_from`.

    A cost that is not known is not posted, as the receipt of such a vehicle posted none.
    """
    vat, cost = accessory_vat(sale), sale.vehicle_cost or 0
    return [
        Posting(RECEIVABLE, sale.total),
        Posting(REVENUE, -(sale.price - (sale.vat - vat))),
        Posting(OTHER_REVENUE, -(sale.accessories - vat)),
        Posting(VAT_PAYABLE, -sale.vat),
        Posting(COST_OF_SALES, cost),
        Posting(cost_from, -cost),
    ]


def summary_key_of(sale: Sale) -> tuple[object, ...]:
    """Where a sale or reversal counts: day, store, seller and series."""
    return (sale.sold_on, sale.store_id, sale.seller_id or NOBODY, sale.series_id)


def summary_deltas_of(sale: Sale) -> dict[str, int]:
    """What a sale or reversal adds to the summary of its key."""
    sign = 1 if sale.price > 0 else -1
    known = sale.vehicle_cost is not None
    return {
        "units": sign,
        "amount": sale.price,
        "vat": sale.vat,
        "vehicle_cost": sale.vehicle_cost or 0,
        "accessories": sale.accessories,
        "accessory_cost": sale.accessory_cost,
        "gross_profit": sale.gross_profit or 0,
        "units_uncosted": 0 if known else sign,
        "uncosted_amount": 0 if known else sale.total,
    }


def added(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
    """The sum of two sets of deltas with the same names."""
    return {name: value + second[name] for name, value in first.items()}
