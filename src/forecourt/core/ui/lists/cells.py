"""Values as people read them, as the API gives them and as a file keeps them: three forms of one column."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from forecourt.core.actor import Actor
from forecourt.core.contact import format_phone, mask_phone
from forecourt.core.money import Money, currency, format_money
from forecourt.core.templatetags.forecourt import moment, tel, vin
from forecourt.core.ui.lists.fields import getter
from forecourt.core.ui.lists.spec import Column
from forecourt.core.ui.tones import tone_class

Get = Callable[[Any], Any]
NOTHING = ""


def value_of(column: Column) -> Get:
    """A function from a row to the column's plain value."""
    return column.value or cast("Get", getter(column.source))


def local(value: datetime) -> datetime:
    """A moment in the installation's zone."""
    return value.astimezone(_zone(settings.TIME_ZONE))


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{Decimal(value).normalize():,f}"


def shows_whole(column: Column, actor: Actor) -> Callable[[Any], bool]:
    """A function from a row to whether this actor reads its phone unmasked."""
    by_row = column.whole_row
    if by_row is not None:
        return lambda row: by_row(actor, row)
    always = not column.whole or actor.can(column.whole)
    return lambda row: always


def cell_maker(column: Column, actor: Actor) -> Get:
    """A function from a row to what the page shows: a text; for a badge (text, class); for a phone (text, number)."""
    get, kind = value_of(column), column.kind
    if kind == "badge":
        return _badge(get, _labels(column), column.colours)
    if kind == "phone":
        return _phone(get, shows_whole(column, actor))
    show = _shown_by(column)

    def make(row: Any) -> str:
        value = get(row)
        return NOTHING if value is None or value == "" else show(value)

    return make


def _shown_by(column: Column) -> Callable[[Any], str]:
    if column.kind == "text":
        labels = _labels(column)
        return (lambda value: labels.get(value) or str(value)) if labels else str
    if column.kind == "money":
        return format_money
    if column.kind == "bool":
        yes, no = _("yes"), _("no")
        return lambda value: yes if value else no
    return _SHOWN[column.kind]


_SHOWN: dict[str, Callable[[Any], str]] = {
    "number": _number,
    "date": lambda value: f"{value:%Y-%m-%d}",
    "datetime": moment,
    "vin": vin,
}


def _labels(column: Column) -> dict[Any, str]:
    return {value: str(label) for value, label in column.choices}


def _badge(get: Get, labels: Mapping[Any, str], tones: Mapping[Any, str]) -> Get:
    def make(row: Any) -> tuple[str, str]:
        value = get(row)
        if value is None or value == "":
            return (NOTHING, "")
        return (labels.get(value) or str(value), tone_class(tones.get(value, "neutral")))

    return make


def _phone(get: Get, is_whole: Callable[[Any], bool]) -> Get:
    def make(row: Any) -> tuple[str, str]:
        value = get(row)
        if not value:
            return (NOTHING, "")
        return (format_phone(value), tel(value)) if is_whole(row) else (mask_phone(value), "")

    return make


def export_maker(column: Column, actor: Actor) -> Get:
    """A function from a row to what a file keeps: amounts and dates typed, the rest as text."""
    get = value_of(column)
    if column.kind in {"badge", "bool", "text"}:
        shown = cell_maker(column, actor)
        return (lambda row: shown(row)[0]) if column.kind == "badge" else shown
    if column.kind == "phone":
        shown = cell_maker(column, actor)
        return lambda row: shown(row)[0]
    if column.kind == "money":
        return lambda row: None if (value := get(row)) is None else Money(value, currency())
    if column.kind == "datetime":
        return lambda row: None if (value := get(row)) is None else local(value)
    return get


def api_maker(column: Column, actor: Actor) -> Get:
    """A function from a row to what the API gives: money with its currency, moments in UTC, choices by their code."""
    get = value_of(column)
    if column.kind == "money":
        code = currency()
        return lambda row: None if (value := get(row)) is None else {"minor": value, "currency": code}
    if column.kind == "phone":
        is_whole = shows_whole(column, actor)
        return lambda row: (get(row) if is_whole(row) else mask_phone(get(row))) if get(row) else NOTHING
    return get
