"""What a list is: declared once per list, in an app's `lists.py`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise

from forecourt.core.actor import Actor
from forecourt.core.autodiscover import offered

Text = str | Promise
Choices = Sequence[tuple[Any, Text]]
ColumnKind = Literal["text", "money", "number", "date", "datetime", "phone", "vin", "badge", "bool"]
FilterKind = Literal["choice", "multi", "text", "date_range", "money_range", "bool"]
Rows = QuerySet[Any]

SIZES = (25, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `path` leads from the row to the value (`store__name`; default: `name`); the table it goes through is joined by
    itself. `value` computes it from the row instead; the row must then have what it needs without a query.
    `sort` is the path to sort by: empty means `path`, None means that this column does not sort. `permission` makes the
    column absent for others, in exports and the API too. `whole` is the permission that shows a phone unmasked,
    `whole_row` decides it row by row instead, without a query.
    `priority` on the phone: 1 heads the card, 2 stands on it, 3 is left out. `colours` maps a badge's value to a
    meaning of `core.ui.tones`: neutral, info, progress, good, warn, bad.
    """

    name: str
    label: Text
    kind: ColumnKind = "text"
    path: str = ""
    value: Callable[[Any], Any] | None = None
    sort: str | None = ""
    permission: str = ""
    whole: str = ""
    whole_row: Callable[[Actor, Any], bool] | None = None
    shown: bool = True
    priority: int = 2
    choices: Choices = ()
    colours: Mapping[Any, str] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The path of the value; empty for a computed one."""
        return "" if self.value else self.path or self.name

    @property
    def sort_path(self) -> str:
        """The path to sort by; empty when the column does not sort."""
        return "" if self.sort is None else self.sort or self.source


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: `?f.<name>=…`.

    A choice compares `path` (default: `name`), multi takes several values, text searches within, date_range takes
    `2026-01-01..2026-01-31` with either end open and compares dates in the installation's zone, money_range takes
    amounts in major units, bool takes 1 and 0. `choices` may depend on the actor; a callable costs its query only where
    the filter form is shown. `apply` narrows the rows by itself, given the parsed value.
    """

    name: str
    label: Text
    kind: FilterKind = "choice"
    path: str = ""
    choices: Choices | Callable[[Actor], Choices] = ()
    apply: Callable[[Rows, Any], Rows] | None = None
    permission: str = ""

    @property
    def source(self) -> str:
        """The path that is compared."""
        return self.path or self.name

    def choices_for(self, actor: Actor) -> list[tuple[str, str]]:
        """The choices an actor has, as texts."""
        choices = self.choices(actor) if callable(self.choices) else self.choices
        return [(str(value), str(label)) for value, label in choices]


@dataclass(frozen=True, slots=True)
class BulkAction:
    """What may be done with the selected rows: `run(actor=…, pk=…, **form.cleaned_data)` once per row.

    `run` is a service or calls one; a DomainError it raises is told beside the row's name. `form` asks for what the
    action needs, `form(data, actor=actor)` when `form_takes_actor`. `confirm` is a question asked before it runs.
    """

    code: str
    label: Text
    run: Callable[..., object]
    permission: str = ""
    form: type[forms.Form] | None = None
    form_takes_actor: bool = False
    confirm: Text = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A link to another page: the list's primary action, or what fills an empty list."""

    label: Text
    url_name: str
    permission: str = ""


@dataclass(frozen=True, slots=True)
class EmptyState:
    """What stands where no row is: what would stand here, and the action that fills it."""

    text: Text
    action: Action | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSpec:
    """One list: its page, API, filters, saved views, bulk actions and export.

    `rows(actor)` gives the rows within the actor's reach. `default_sort` is a column's name, with "-" for descending.
    `row_url` is the name of the record page's address, which takes `row_key` of the row as its only argument. `search`
    is the path of a `search_text` column. `prefetch_related` costs one query per name whatever the number of rows;
    `defer` names wide columns the list does not need. `custom` is the object type (`customers.customer`) whose
    custom fields are offered as columns and filters: the model then has a JSON column `custom`.
    `export_permission` is asked for files beside `permission`. `totals(actor, rows)` sums
    the matching rows up, each sum with its name; it is asked in one query, only where a filter narrows the list.
    """

    code: str
    title: Text
    rows: Callable[[Actor], Rows]
    columns: Sequence[Column]
    permission: str
    default_sort: str
    filters: Sequence[Filter] = ()
    row_url: str = ""
    row_key: str = "pk"
    search: str = ""
    search_hint: Text = ""
    empty: EmptyState | None = None
    primary: Action | None = None
    bulk_actions: Sequence[BulkAction] = ()
    select_related: Sequence[str] = ()
    prefetch_related: Sequence[Any] = ()
    defer: Sequence[str] = ()
    custom: str = ""
    size: int = 25
    export_permission: str = ""
    totals: Callable[[Actor, Rows], Sequence[tuple[Text, str]]] | None = None

    def __post_init__(self) -> None:
        for kind, items in (("column", self.columns), ("filter", self.filters)):
            names = [item.name for item in items]
            if len(set(names)) != len(names):
                raise ValueError(f"{self.code}: a {kind} is declared twice")
        first = {column.name: column for column in self.columns}.get(self.default_sort.removeprefix("-"))
        if first is None or not first.sort_path:
            raise ValueError(f"{self.code}: the default sort is not a column that sorts")

    def may_export(self, actor: Actor) -> bool:
        """Whether the actor may take the list out of the house."""
        return not self.export_permission or actor.can(self.export_permission)

    def columns_for(self, actor: Actor) -> list[Column]:
        """The columns the actor may see."""
        return [column for column in self.columns if not column.permission or actor.can(column.permission)]

    def filters_for(self, actor: Actor) -> list[Filter]:
        """The filters the actor may use."""
        return [each for each in self.filters if not each.permission or actor.can(each.permission)]

    def bulk_actions_for(self, actor: Actor) -> list[BulkAction]:
        """The bulk actions the actor may take."""
        return [each for each in self.bulk_actions if not each.permission or actor.can(each.permission)]


def all_lists() -> dict[str, ListSpec]:
    """Every list the apps offer as `LISTS` in `lists.py`, by its code."""
    return {spec.code: spec for spec in offered("lists", "LISTS")}
