"""What the URL says about a list: read once, told back in every link. What cannot be read is left out with a note."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from forecourt.core.actor import Actor
from forecourt.core.errors import Invalid
from forecourt.core.text import clean_text
from forecourt.core.ui.lists.filters import ActiveFilter, read_filter
from forecourt.core.ui.lists.paging import Cursor, Order
from forecourt.core.ui.lists.spec import SIZES, Column, Filter, ListSpec, Rows

LONGEST_QUERY = 200
NO_VIEW = "0"
_CHOICES = {"q", "sort", "cols", "size"}
Pairs = list[tuple[str, str]]


@dataclass(slots=True)
class ListState:
    """Everything a URL chooses of a list."""

    spec: ListSpec
    actor: Actor
    rows: Rows
    available: list[Column]
    filters: list[Filter]
    columns: list[Column]
    sort: str
    order: Order
    size: int
    q: str = ""
    active: list[ActiveFilter] = field(default_factory=list)
    after: Cursor | None = None
    before: Cursor | None = None
    notes: list[str] = field(default_factory=list)
    view: str = ""
    has_default: bool = False

    @property
    def sorted_by(self) -> str:
        """The name of the column the list is sorted by."""
        return self.sort.removeprefix("-")

    def pairs(self, *, without: Iterable[str] = (), **changes: str) -> Pairs:
        """The parameters of a link to this list, without a page marker; `changes` replaces, `without` leaves out."""
        pairs: Pairs = [("q", self.q)] if self.q else []
        pairs += [(f"f.{each.filter.name}", each.text) for each in self.active]
        if self.sort != self.spec.default_sort:
            pairs.append(("sort", self.sort))
        if self.columns != default_columns(self.available):
            pairs.append(("cols", ",".join(column.name for column in self.columns)))
        if self.size != self.spec.size:
            pairs.append(("size", str(self.size)))
        kept = [pair for pair in pairs if pair[0] not in changes and pair[0] not in without]
        kept += [pair for pair in changes.items() if pair[1]]
        if chooses(name for name, _value in kept):
            return [*kept, ("view", self.view)] if self.view else kept
        # The plain list, although a view would open by itself.
        return [*kept, ("view", NO_VIEW)] if self.view or self.has_default else kept

    def url(self, *, without: Iterable[str] = (), **changes: str) -> str:
        """A link to this list: `?…`. An empty change removes the parameter."""
        pairs = self.pairs(without=without, **changes)
        return "?" + urlencode(pairs, safe=",.-:") if pairs else "?"


def left_out(name: str) -> str:
    """The sentence about a parameter that could not be read."""
    return _("“%(name)s” in the address could not be read and was left out.") % {"name": name[:40]}


def chooses(names: Iterable[str]) -> bool:
    """Whether one of the parameters chooses something of a list, so that no view does."""
    return any(name in _CHOICES or name.startswith("f.") for name in names)


def default_columns(available: list[Column]) -> list[Column]:
    """The columns shown when nobody chose."""
    return [column for column in available if column.shown]


def clean_params(params: QueryDict) -> dict[str, list[str]]:
    """Every parameter's values without control characters, by name; the two ends of a range from a form joined."""
    cleaned: dict[str, list[str]] = {}
    for name, values in params.lists():
        cleaned[clean_text(name)] = [clean_text(value) for value in values]
    for name in [name for name in cleaned if name.endswith((".from", ".to"))]:
        base, _dot, end = name.rpartition(".")
        ends = cleaned.setdefault(f"{base}.ends", ["", ""])
        ends[end == "to"] = cleaned.pop(name)[-1].strip()
    for name in [name for name in cleaned if name.endswith(".ends")]:
        start, end = cleaned.pop(name)
        if start or end:
            cleaned[name.removesuffix(".ends")] = [f"{start}..{end}"]
    return cleaned


class StateReader:
    """Reads parameters against a list and its actor, and collects what could not be read."""

    def __init__(self, spec: ListSpec, actor: Actor, params: Mapping[str, list[str]]) -> None:
        self.spec, self.actor, self.params = spec, actor, params
        self.rows = spec.rows(actor)
        self.available = spec.columns_for(actor)
        self.filters = spec.filters_for(actor)
        self.notes: list[str] = []

    def text(self, name: str) -> str:
        """The last value of a parameter."""
        values = self.params.get(name) or [""]
        return values[-1].strip()

    def ignored(self, name: str) -> None:
        """Note that a parameter was left out."""
        self.notes.append(left_out(name))

    def read(self) -> ListState:
        """The state the parameters describe."""
        sort, order = self._order()
        state = ListState(
            self.spec, self.actor, self.rows, self.available, self.filters, self._columns(), sort, order,
            self._size(), q=self.text("q")[:LONGEST_QUERY], active=self._active(),
        )  # fmt: skip
        state.after, state.before = self._cursor("after", order), self._cursor("before", order)
        state.notes = self.notes
        return state

    def _order(self) -> tuple[str, Order]:
        sortable = {column.name: column.sort_path for column in self.available if column.sort_path}
        asked = self.text("sort")
        if asked and asked.removeprefix("-") not in sortable:
            self.ignored("sort")
            asked = ""
        sort = asked or self._default_sort(sortable)
        path = sortable.get(sort.removeprefix("-"), "pk")
        return sort, Order.of(self.rows, path, descending=sort.startswith("-"))

    def _default_sort(self, sortable: Mapping[str, Any]) -> str:
        """The list's own order, or the newest first when that column is not for this actor."""
        default = self.spec.default_sort
        return default if default.removeprefix("-") in sortable else "-"

    def _columns(self) -> list[Column]:
        by_name = {column.name: column for column in self.available}
        asked = [name for value in self.params.get("cols", ()) for name in value.split(",") if name]
        known = [by_name[name] for name in dict.fromkeys(asked) if name in by_name]
        if len(known) < len(set(asked)):
            self.ignored("cols")
        return known or default_columns(self.available)

    def _size(self) -> int:
        asked = self.text("size")
        if asked and asked not in {str(size) for size in SIZES}:
            self.ignored("size")
            asked = ""
        return int(asked or self.spec.size)

    def _active(self) -> list[ActiveFilter]:
        active = []
        for each in self.filters:
            try:
                found = read_filter(each, self.params.get(f"f.{each.name}", ()), self.rows, self.actor)
            except Invalid:
                self.ignored(str(each.label))
                continue
            if found and found.texts:
                active.append(found)
        known = {f"f.{each.name}" for each in self.filters}
        for name in self.params:
            if name.startswith("f.") and name not in known:
                self.ignored(name)
        return active

    def _cursor(self, name: str, order: Order) -> Cursor | None:
        text = self.text(name)
        if not text:
            return None
        try:
            return Cursor.read(text, self.rows, order)
        except Invalid:
            self.ignored(name)
            return None
