"""What a filter's text in the URL means: a condition, and how the chip says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from forecourt.core import clock
from forecourt.core.actor import Actor
from forecourt.core.errors import Invalid
from forecourt.core.money import format_money, parse_money
from forecourt.core.ui.lists.fields import field_at, typed
from forecourt.core.ui.lists.spec import Filter, Rows

OPEN = ".."
MOST_VALUES = 200
YEARS = range(1900, 3000)


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter with the values the URL gives it, as texts; `value` is what they mean."""

    filter: Filter
    texts: tuple[str, ...]
    value: Any

    @property
    def text(self) -> str:
        """The values as one URL value."""
        return ",".join(self.texts)


def read_filter(each: Filter, texts: Sequence[str], rows: Rows, actor: Actor) -> ActiveFilter | None:
    """The filter as the URL has it; None when it is empty. Raises Invalid when it cannot be read."""
    given = [text.strip() for text in texts if text.strip()]
    if not given:
        return None
    try:
        value, kept = _READERS[each.kind](each, given, rows)
    except (LookupError, ValueError, TypeError, OverflowError, ValidationError):
        raise Invalid(field=f"f.{each.name}") from None
    if each.kind in {"choice", "multi"} and not callable(each.choices) and each.choices:
        known = {text for text, _label in each.choices_for(actor)}
        if not set(kept) <= known:
            raise Invalid(field=f"f.{each.name}")
    return ActiveFilter(each, tuple(kept), value)


def apply_filter(rows: Rows, active: ActiveFilter) -> Rows:
    """The rows that pass the filter."""
    each = active.filter
    if each.apply:
        return each.apply(rows, active.value)
    return rows.filter(_CONDITIONS[each.kind](each.source, active.value, rows))


def chip_text(active: ActiveFilter, actor: Actor) -> str:
    """What the chip says behind the filter's label."""
    each = active.filter
    if each.kind in {"choice", "multi"}:
        labels = dict(each.choices_for(actor))
        return " / ".join(labels.get(text, text) for text in active.texts)
    if each.kind == "bool":
        return _("yes") if active.value else _("no")
    if each.kind in {"date_range", "money_range"}:
        show = format_money if each.kind == "money_range" else date.isoformat
        return " – ".join("…" if end is None else show(end) for end in active.value)
    return active.text


def _read_choice(each: Filter, texts: list[str], rows: Rows) -> tuple[Any, list[str]]:
    return (_key(each, texts[-1], rows), texts[-1:])


def _read_multi(each: Filter, texts: list[str], rows: Rows) -> tuple[Any, list[str]]:
    parts = list(dict.fromkeys(part for text in texts for part in text.split(",") if part))[:MOST_VALUES]
    return [_key(each, part, rows) for part in parts], parts


def _key(each: Filter, text: str, rows: Rows) -> Any:
    """A choice as its column's type, so that a text never reaches a number column; without a column, as a text."""
    has_column = each.path or not each.apply
    return typed(field_at(rows, each.source) if has_column else None, text)


def _read_text(each: Filter, texts: list[str], rows: Rows) -> tuple[Any, list[str]]:
    text = texts[-1][:100]
    return text, [text]


def _read_bool(each: Filter, texts: list[str], rows: Rows) -> tuple[Any, list[str]]:
    return {"1": True, "0": False, "true": True, "false": False}[texts[-1].lower()], texts[-1:]


def _ends(text: str) -> tuple[str, str]:
    start, dots, end = text.partition(OPEN)
    return (start.strip(), end.strip()) if dots else (text, text)


def _read_dates(each: Filter, texts: list[str], rows: Rows) -> tuple[Any, list[str]]:
    ends = tuple(_day(end) if end else None for end in _ends(texts[-1]))
    kept = OPEN.join(end.isoformat() if end else "" for end in ends)
    return ends, [] if kept == OPEN else [kept]


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.year not in YEARS:
        raise ValueError("no year of a record")
    return day


def _read_amounts(each: Filter, texts: list[str], rows: Rows) -> tuple[Any, list[str]]:
    parts = _ends(texts[-1])
    ends = tuple(parse_money(end) if end else None for end in parts)
    return ends, [] if OPEN.join(parts) == OPEN else [OPEN.join(parts)]


def _between_dates(path: str, value: Any, rows: Rows) -> Q:
    start, end = value
    field = field_at(rows, path)
    moments = isinstance(field, models.DateTimeField)
    condition = Q()
    if start:
        condition &= Q(**{f"{path}__gte": clock.start_of(start) if moments else start})
    if end:
        condition &= Q(**{f"{path}__lt": clock.end_of(end)}) if moments else Q(**{f"{path}__lte": end})
    return condition


def _between(path: str, value: Any, rows: Rows) -> Q:
    start, end = value
    condition = Q() if start is None else Q(**{f"{path}__gte": start})
    return condition if end is None else condition & Q(**{f"{path}__lte": end})


_READERS = {
    "choice": _read_choice,
    "multi": _read_multi,
    "text": _read_text,
    "bool": _read_bool,
    "date_range": _read_dates,
    "money_range": _read_amounts,
}
_CONDITIONS = {
    "choice": lambda path, value, rows: Q(**{path: value}),
    "multi": lambda path, value, rows: Q(**{f"{path}__in": value}),
    "text": lambda path, value, rows: Q(**{f"{path}__icontains": value}),
    "bool": lambda path, value, rows: Q(**{path: value}),
    "date_range": _between_dates,
    "money_range": _between,
}
