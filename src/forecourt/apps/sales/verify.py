"""Proof of the sales: summaries, ledger, stock, lines and numbers agree with them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Case, IntegerField, Q, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from forecourt.apps.finance.selectors import posted_by_source
from forecourt.apps.sales.models import Sale, SaleLine, SalesSummary
from forecourt.apps.sales.models.summaries import NOBODY
from forecourt.apps.sales.selectors.summaries import MEASURES
from forecourt.apps.sales.services.record import NUMBER_KIND
from forecourt.core.models import NumberSequence
from forecourt.core.verify import Check, Finding

KEY = ("day", "store_id", "seller_id", "series_id")
_CHUNK = 2000
_SIGN = Case(When(status="reversal", then=Value(-1)), default=Value(1), output_field=IntegerField())
_UNCOSTED = Q(vehicle_cost=None)


def recount() -> dict[tuple[Any, ...], tuple[int, ...]]:
    """What the summaries must hold, counted from the sales alone: sums in the order of MEASURES by key."""
    sums = {
        "sum_units": Sum(_SIGN),
        "sum_amount": Sum("price"),
        "sum_vat": Sum("vat"),
        "sum_vehicle_cost": Coalesce(Sum("vehicle_cost"), 0),
        "sum_accessories": Sum("accessories"),
        "sum_accessory_cost": Sum("accessory_cost"),
        "sum_gross_profit": Coalesce(Sum("gross_profit"), 0),
        "sum_units_uncosted": Coalesce(Sum(_SIGN, filter=_UNCOSTED), 0),
        "sum_uncosted_amount": Coalesce(Sum("total", filter=_UNCOSTED), 0),
    }
    rows = (
        Sale.objects.order_by()
        .values_list("sold_on", "store_id", Coalesce("seller_id", NOBODY), "series_id")
        .annotate(**sums)
    )
    return {row[:4]: tuple(map(int, row[4:])) for row in rows.iterator(chunk_size=_CHUNK)}


def summaries() -> Iterator[Finding]:
    """Each summary row equals the recount of its day, store, seller and series."""
    counted = recount()
    nothing = (0,) * len(MEASURES)
    for row in SalesSummary.objects.values_list(*KEY, *MEASURES).iterator(chunk_size=_CHUNK):
        key, held = row[:4], tuple(row[4:])
        yield from _differences(key, held, counted.pop(key, nothing))
    for key, sums in counted.items():
        yield from _differences(key, nothing, sums)


def _differences(key: tuple[Any, ...], held: tuple[int, ...], counted: tuple[int, ...]) -> Iterator[Finding]:
    if held == counted:
        return
    wrong = "; ".join(
        f"{name} is {has}, its sales give {should}"
        for name, has, should in zip(MEASURES, held, counted, strict=True)
        if has != should
    )
    day, store, seller, series = key
    yield Finding(
        f"sales summary of {day}, store {store}, seller {seller or 'none'}, series {series}: {wrong}"
    )


def lines() -> Iterator[Finding]:
    """The accessories of each sale are the sum of its lines."""
    of_lines = SaleLine.objects.order_by().values("sale_id").annotate(amount=Sum("amount"), cost=Sum("cost"))
    sums = {row["sale_id"]: (row["amount"], row["cost"]) for row in of_lines.iterator(chunk_size=_CHUNK)}
    parts = Sale.objects.order_by().values_list("pk", "number", "accessories", "accessory_cost")
    for pk, number, accessories, cost in parts.iterator(chunk_size=_CHUNK):
        amount, line_cost = sums.get(pk, (0, 0))
        if (accessories, cost) != (amount, line_cost):
            yield Finding(
                f"sale {number}: accessories {accessories} cost {cost}, its lines give {amount} and {line_cost}"
            )


def numbers() -> Iterator[Finding]:
    """The numbers of each store and year run from 1 to the last one given, without a gap."""
    given: dict[tuple[int, int], list[int]] = defaultdict(list)
    for store_id, number in (
        Sale.objects.order_by().values_list("store_id", "number").iterator(chunk_size=_CHUNK)
    ):
        year, running = re.fullmatch(rf".+-{NUMBER_KIND}-(\d+)-(\d+)", number).groups()  # type: ignore[union-attr]
        given[store_id, int(year)].append(int(running))
    sequences = NumberSequence.objects.filter(kind=NUMBER_KIND).values_list("store_id", "year", "last")
    lasts = {(store_id, year): last for store_id, year, last in sequences}
    for key in sorted(given.keys() | lasts.keys()):
        held, last = given.get(key, []), lasts.get(key, 0)
        missing = sorted(set(range(1, last + 1)) - set(held))
        if missing or len(held) != last:
            yield Finding(
                f"sale numbers of store {key[0]} in {key[1]}: {len(held)} of {last}, missing {missing[:10]}"
            )


def ledger() -> Iterator[Finding]:
    """Each sale stands in its store's books once, with its totals; it is reversed there if and only if it is cancelled."""
    posted = {(each.source, each.store_id): each for each in posted_by_source("sales.sale")}
    sales = Sale.objects.exclude(status=Sale.Status.REVERSAL).order_by("pk")
    for sale in sales.iterator(chunk_size=_CHUNK):
        held = posted.get((sale.ref, sale.store_id))
        entries, debit, undone = (held.entries, held.total_debit, held.reversed) if held else (0, 0, 0)
        should = (1, sale.total + (sale.vehicle_cost or 0), int(not sale.is_live))
        if (entries, debit, undone) != should:
            yield Finding(
                f"sale {sale.number}: {entries} ledger entries of {debit}, {undone} reversed;"
                f" should be {should[0]} of {should[1]}, {should[2]} reversed"
            )


def stock() -> Iterator[Finding]:
    """The vehicle of each live sale is sold."""
    live = Sale.objects.filter(status=Sale.Status.RECORDED).order_by("pk")
    for sale in live.exclude(vehicle__status__in=("sold", "delivered")).select_related("vehicle"):
        yield Finding(f"sale {sale.number}: its vehicle {sale.vehicle.label} is {sale.vehicle.status}")


CHECKS = (
    Check("sales.summaries", _("Sales summaries equal the sales"), summaries),
    Check("sales.lines", _("Accessories of sales equal their lines"), lines),
    Check("sales.numbers", _("Sale numbers have no gap"), numbers),
    Check("sales.ledger", _("Every sale stands in the ledger once"), ledger),
    Check("sales.stock", _("Vehicles of sales are sold"), stock),
)
