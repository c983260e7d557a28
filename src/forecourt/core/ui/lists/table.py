"""The table of a list: values formatted in Python, written out by one Jinja2 template that escapes everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.template import engines
from django.urls import reverse
from django.utils.translation import gettext as _

from forecourt.core.ui.lists.cells import cell_maker
from forecourt.core.ui.lists.spec import Column, ListSpec
from forecourt.core.ui.lists.state import ListState

TEMPLATE = "lists/table.jinja"
_STAND_IN = 918273645
_RIGHT = {"money", "number"}


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one column and how its cells look."""

    name: str
    label: str
    kind: str
    css: str
    sort_url: str
    sorted: str
    link: bool


def heads(state: ListState) -> list[Head]:
    """The heads of the shown columns. The first column of priority 1, or the first of all, leads to the record."""
    leading = next((column for column in state.columns if column.priority == 1), state.columns[0])
    return [_head(state, column, link=column is leading) for column in state.columns]


def _head(state: ListState, column: Column, *, link: bool) -> Head:
    is_sorted = state.sorted_by == column.name
    descending = is_sorted and not state.sort.startswith("-")
    return Head(
        column.name,
        str(column.label),
        column.kind,
        f"cell-{column.kind} cell-p{column.priority}" + (" text-end" if column.kind in _RIGHT else ""),
        state.url(sort=("-" if descending else "") + column.name) if column.sort_path else "",
        "" if not is_sorted else "descending" if state.sort.startswith("-") else "ascending",
        link,
    )


def address_parts(spec: ListSpec) -> tuple[str, str] | None:
    """What stands before and behind the key in the address of a record's page: reversed once per page."""
    if not spec.row_url:
        return None
    before, _stand_in, behind = reverse(spec.row_url, args=[_STAND_IN]).partition(str(_STAND_IN))
    return before, behind


def render_table(state: ListState, rows: Sequence[Any], *, selectable: bool, label: str) -> str:
    """The table as HTML."""
    makers = [cell_maker(column, state.actor) for column in state.columns]
    address, key = address_parts(state.spec), attrgetter(state.spec.row_key)
    lines = [(row.pk, key(row), [make(row) for make in makers]) for row in rows]
    context = {
        "heads": heads(state),
        "lines": lines,
        "address": address,
        "selectable": selectable,
        "label": label,
        "select": _("Select"),
        "select_all": _("Select all rows of this page"),
    }
    return str(engines["jinja2"].get_template(TEMPLATE).render(context))
