"""From a list's state to its rows: one query, whatever the number of rows."""

from collections.abc import Iterable

from django.db.models import F

from forecourt.core.search.matching import matching as search_matching
from forecourt.core.ui.lists.fields import alias_of, is_joined
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
    """The rows with everything the columns read: values of joined tables are read into the row itself."""
    paths = {column.source for column in columns if column.source} | {state.order.path}
    joined = {alias_of(path): F(path) for path in sorted(paths) if is_joined(rows, path)}
    if joined:
        rows = rows.annotate(**joined)
    if state.spec.select_related:
        rows = rows.select_related(*state.spec.select_related)
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
