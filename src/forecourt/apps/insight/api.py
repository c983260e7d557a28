"""The figures of the dashboard for programs."""

from typing import Annotated, Literal

from ninja import Query, Router, Schema

from forecourt.apps.insight.dashboard import Cell, Measure, Scope, panel, tiles
from forecourt.apps.insight.periods import period_of
from forecourt.apps.organization.selectors import get_store
from forecourt.core import clock
from forecourt.core.api import ApiRequest, Day, Key, MoneyOut, allows, money

router = Router(tags=["Insight"])
VIEW = "insight.dashboard.view"


class FigureOut(Schema):
    """A figure: pieces as `value`, amounts as `money`; the other one is absent."""

    code: str
    label: str
    definition: str
    value: int | None = None
    money: MoneyOut | None = None


class ChangeOut(Schema):
    """The figure of another span; `percent` is null where there was nothing to compare with."""

    label: str
    before: int
    percent: int | None


class TileOut(Schema):
    """A headline figure with its comparisons."""

    figure: FigureOut
    changes: list[ChangeOut]


class RowOut(Schema):
    """A line of a breakdown."""

    name: str
    figures: list[FigureOut]


class DashboardOut(Schema):
    """The figures of a period: headlines and a breakdown. Costs are absent for those who may not see them."""

    first: str
    last: str
    tiles: list[TileOut]
    by: str
    rows: list[RowOut]


@router.get("/dashboard/", response=DashboardOut, exclude_unset=True)
@allows(VIEW)
def get_dashboard(
    request: ApiRequest,
    period: Annotated[Literal["today", "month", "last_month", "year", "custom"], Query()] = "month",
    first: Annotated[Day | None, Query()] = None,
    last: Annotated[Day | None, Query()] = None,
    store: Annotated[Key | None, Query()] = None,
    by: Annotated[Literal["day", "month", "store", "seller", "series"], Query()] = "day",
) -> DashboardOut:
    """Revenue, units, cost, accessories and gross profit of a period, as the dashboard shows them."""
    if store is not None:
        get_store(request.actor, store, VIEW)
    shown = period_of(period, clock.today(), first, last)
    scope = Scope(request.actor, shown, store)
    split = panel(scope, by)
    return DashboardOut(
        first=f"{shown.first}",
        last=f"{shown.last}",
        tiles=[
            TileOut(
                figure=_figure(tile.measure, tile.value),
                changes=[
                    ChangeOut(label=str(each.label), before=each.before, percent=each.percent)
                    for each in tile.changes
                ],
            )
            for tile in tiles(scope)
        ],
        by=split.by,
        rows=[
            RowOut(
                name=row.name,
                figures=[
                    _of_cell(measure, cell) for measure, cell in zip(split.measures, row.cells, strict=True)
                ],
            )
            for row in split.rows
        ],
    )


def _of_cell(measure: Measure, cell: Cell) -> FigureOut:
    return _figure(measure, cell.value)


def _figure(measure: Measure, value: int) -> FigureOut:
    facts = {"code": measure.code, "label": str(measure.label), "definition": str(measure.definition)}
    amount: dict[str, object] = {"money": money(value)} if measure.is_money else {"value": value}
    return FigureOut.model_validate({**facts, **amount})
