"""Reading the summaries: never a sale is touched, so it costs the same after ten years."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Q, Sum
from django.db.models.functions import TruncMonth

from forecourt.apps.sales.models import SalesSummary
from forecourt.apps.sales.models.summaries import SalesSummaryQuerySet
from forecourt.core.actor import Actor

Span = tuple[date, date]
"""First and last day, both counted."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums of sales in minor units; the definitions are those of the summary's columns."""

    units: int = 0
    amount: int = 0
    vat: int = 0
    vehicle_cost: int = 0
    accessories: int = 0
    accessory_cost: int = 0
    gross_profit: int = 0
    units_uncosted: int = 0
    uncosted_amount: int = 0

    @property
    def revenue(self) -> int:
        """Vehicles and accessories, VAT included."""
        return self.amount + self.accessories


MEASURES = tuple(field.name for field in fields(Figures))

_NAMES: Mapping[str, tuple[str, ...]] = {
    "day": ("day",),
    "month": ("month",),
    "store": ("store_id", "store__name"),
    "seller": ("seller_id", "seller__name"),
    "series": ("series_id", "series__brand__name", "series__name"),
}
"""What the rows of a breakdown are keyed and called by."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One row of a breakdown: `key` is a day, the first day of a month, or an id (seller 0: nobody)."""

    key: Any
    name: str
    figures: Figures


def list_summaries(actor: Actor, permission: str, span: Span, **narrowed: int | None) -> SalesSummaryQuerySet:
    """Summary rows of the days within reach of `permission`, narrowed to a store, seller or series where given."""
    rows: SalesSummaryQuerySet = SalesSummary.objects.visible_to(actor, permission)
    wanted = {f"{name}_id": value for name, value in narrowed.items() if value is not None}
    return rows.filter(day__range=span, **wanted)


def sales_figures(
    actor: Actor, permission: str, spans: Sequence[Span], **narrowed: int | None
) -> list[Figures]:
    """The sums of each span, in one query over the days of all of them: spans may overlap."""
    whole = (min(first for first, _last in spans), max(last for _first, last in spans))
    within = Q()
    for span in spans:
        within |= Q(day__range=span)
    rows = list_summaries(actor, permission, whole, **narrowed).filter(within)
    days = list(_grouped(rows, "day"))
    return [
        Figures(*(int(sum(column)) for column in zip(*chosen, strict=True)))
        for first, last in spans
        if (chosen := [sums for day, *sums in days if first <= day <= last] or [[0] * len(MEASURES)])
    ]


def _grouped(rows: SalesSummaryQuerySet, *columns: str) -> Iterable[tuple[Any, ...]]:
    """The columns, then the sum of each measure."""
    sums = {f"sum_{name}": Sum(name) for name in MEASURES}
    return rows.order_by().values_list(*columns).annotate(**sums)


def sales_by(actor: Actor, permission: str, span: Span, by: str, **narrowed: int | None) -> list[Breakdown]:
    """The sums of a span by "day", "month", "store", "seller" or "series", days in order, others by revenue. One query."""
    rows = list_summaries(actor, permission, span, **narrowed)
    if by == "month":
        rows = rows.annotate(month=TruncMonth("day"))
    columns = _NAMES[by]
    found = [_breakdown(row[: len(columns)], row[len(columns) :]) for row in _grouped(rows, *columns)]
    if by in {"day", "month"}:
        return sorted(found, key=lambda row: row.key)
    return sorted(found, key=lambda row: (-row.figures.revenue, row.name))


def _breakdown(called: Sequence[Any], sums: Sequence[int]) -> Breakdown:
    key, *names = called
    return Breakdown(
        key,
        " ".join(name for name in names if name),
        Figures(**dict(zip(MEASURES, map(int, sums), strict=True))),
    )
