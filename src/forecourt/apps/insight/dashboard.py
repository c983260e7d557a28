"""What a dashboard shows: headline figures with their comparisons, and breakdowns that lead to the sales behind them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forecourt.apps.insight.periods import Period, Span, month_end
from forecourt.apps.sales import selectors as sales
from forecourt.core.actor import Actor
from forecourt.core.errors import Text
from forecourt.core.money import format_money

VIEW = "insight.dashboard.view"
COSTS = ("sales.margin.view", "inventory.cost.view")


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure people look at: what it is called, what it means, and how it comes from the sums."""

    code: str
    label: Text
    definition: Text
    value: Callable[[sales.Figures], int]
    is_money: bool = True
    is_cost: bool = False


MEASURES = (
    Measure(
        "revenue", _("Sales revenue"),
        _("Vehicles and accessories sold less those taken back, VAT included."),
        lambda figures: figures.revenue,
    ),
    Measure(
        "units", _("Vehicles sold"), _("Vehicles sold less those taken back."),
        lambda figures: figures.units, is_money=False,
    ),
    Measure(
        "accessories", _("Accessories"), _("The part of the revenue that is accessories, VAT included."),
        lambda figures: figures.accessories,
    ),
    Measure(
        "cost", _("Purchase cost"),
        _("What the vehicles and accessories sold had cost, without VAT, as far as it is known."),
        lambda figures: figures.vehicle_cost + figures.accessory_cost, is_cost=True,
    ),
    Measure(
        "gross_profit", _("Gross profit"),
        _("Revenue without VAT less cost, of the sales whose vehicle cost is known."),
        lambda figures: figures.gross_profit, is_cost=True,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A figure against that of another span, in percent; None where there was nothing to compare with."""

    label: Text
    before: int
    percent: int | None

    @property
    def tone(self) -> str:
        """Up, down or flat, for its arrow."""
        if not self.percent:
            return "flat"
        return "up" if self.percent > 0 else "down"


@dataclass(frozen=True, slots=True)
class Tile:
    """One headline figure."""

    measure: Measure
    value: int
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a table: minor units or pieces, and as it is read."""

    value: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a breakdown, with the address of the sales it sums."""

    name: str
    url: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Panel:
    """A breakdown as a chart and a table: its measures head the columns."""

    by: str
    measures: Sequence[Measure]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose sales are shown, when, and whether costs are: the same for every part of one page."""

    actor: Actor
    period: Period
    store_id: int | None = None

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The figures the actor may see: costs only where he may see them for everything shown."""
        costs = all(_reaches_as_far(self.actor, code, self.store_id) for code in COSTS)
        return tuple(measure for measure in MEASURES if costs or not measure.is_cost)


def _reaches_as_far(actor: Actor, permission: str, store_id: int | None) -> bool:
    """Whether `permission` covers every sale that the dashboard shows the actor."""
    shown, held = actor.grant(VIEW), actor.grant(permission)
    if shown is None or held is None:
        return False
    if store_id is not None:
        return held.covers_store(store_id)
    return held.everywhere or not (
        shown.everywhere or shown.department_ids or shown.store_ids - held.store_ids
    )


def tiles(scope: Scope) -> list[Tile]:
    """The headline figures of the period, beside the days before it and the same days of last year. One query."""
    period = scope.period
    spans = (period.span, period.previous, period.last_year)
    now, previous, last_year = sales.sales_figures(scope.actor, VIEW, spans, store=scope.store_id)
    return [
        Tile(
            measure,
            measure.value(now),
            (
                _change(_("previous period"), measure, now, previous),
                _change(_("last year"), measure, now, last_year),
            ),
        )
        for measure in scope.measures
    ]


def _change(label: Text, measure: Measure, now: sales.Figures, then: sales.Figures) -> Change:
    value, before = measure.value(now), measure.value(then)
    percent = round((value - before) * 100 / before) if before > 0 else None
    return Change(label, before, percent)


def panel(scope: Scope, by: str) -> Panel:
    """The period by "day" or "month", "store", "seller" or "series". One query."""
    rows = sales.sales_by(scope.actor, VIEW, scope.period.span, by, store=scope.store_id)
    if by == "day":
        rows = _with_quiet_days(rows, scope.period)
    measures = scope.measures
    base = reverse("sales:sale-list")
    return Panel(
        by,
        measures,
        [
            Row(
                _name(by, row),
                f"{base}?{urlencode(_filters(scope, by, row.key))}",
                [_cell(measure, row.figures) for measure in measures],
            )
            for row in rows
        ],
    )


def _cell(measure: Measure, figures: sales.Figures) -> Cell:
    value = measure.value(figures)
    return Cell(value, format_money(value) if measure.is_money else str(value))


def _with_quiet_days(rows: Sequence[sales.Breakdown], period: Period) -> list[sales.Breakdown]:
    """Every day of the period, those without a sale too: a gap in a chart is a fact."""
    by_day = {row.key: row for row in rows}
    days = (period.first + timedelta(days=at) for at in range((period.last - period.first).days + 1))
    return [by_day.get(day) or sales.Breakdown(day, "", sales.Figures()) for day in days]


def _name(by: str, row: sales.Breakdown) -> str:
    if by == "day":
        return f"{row.key:%Y-%m-%d}"
    if by == "month":
        return f"{row.key:%Y-%m}"
    return row.name or str(_("Nobody named"))


def _filters(scope: Scope, by: str = "", key: Any = None) -> dict[str, str]:
    """The filters of the sales list that leave exactly the sales a row sums, or all of the period."""
    first, last = scope.period.span
    narrowed = {"f.store": str(scope.store_id)} if scope.store_id is not None else {}
    if by == "day":
        first = last = key
    elif by == "month":
        first, last = _within(key, scope.period)
    elif by:
        narrowed[f"f.{by}"] = str(key)
    return {"f.sold": f"{first}..{last}", **narrowed}


def _within(month: date, period: Period) -> Span:
    """The days of a month that lie in the period."""
    return (max(month, period.first), min(month_end(month), period.last))


def sales_url(scope: Scope) -> str:
    """The address of all sales that the headline figures sum."""
    return f"{reverse('sales:sale-list')}?{urlencode(_filters(scope))}"
