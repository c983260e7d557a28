"""From a list's state to its rows: one query, whatever the number of rows."""

from collections.abc import Iterable

from forecourt.core.search.matching import matching as search_matching
from forecourt.core.ui.lists.fields import joins
from forecourt.core.ui.lists.filters import apply_filter
from forecourt.core.ui.lists.paging import Page, page_of
from forecourt.core.ui.lists.spec import Column, Rows
from forecourt.core.ui.lists.state import ListState


def matching(state: ListState) -> Rows:
    """The rows that pass search and filters, in no order."""
    rows = state.rows.order_by()
    if state.q and state.spec.search:
        rows = search_matching(rows, state.q, state.spec.search)
    for active in state.active:
        rows = apply_filter(rows, active)
    return rows


def with_columns(state: ListState, rows: Rows, columns: Iterable[Column]) -> Rows:
    """The rows with everything the columns read joined."""
    paths = [column.source for column in columns if column.source] + [state.order.path]
    related = {join for path in paths if (join := joins(rows, path))} | set(state.spec.select_related)
    if related:
        rows = rows.select_related(*sorted(related))
    if state.spec.prefetch_related:
        rows = rows.prefetch_related(*state.spec.prefetch_related)
    return rows.defer(*state.spec.defer) if state.spec.defer else rows


def read_page(state: ListState) -> Page:
    """The page of rows the state asks for."""
    rows = with_columns(state, matching(state), state.columns)
    return page_of(rows, state.order, state.size, after=state.after, before=state.before)


def count_up_to(state: ListState, limit: int = 1_000) -> int:
    """How many rows match, counted to `limit` + 1 at most."""
    return matching(state)[: limit + 1].count()
