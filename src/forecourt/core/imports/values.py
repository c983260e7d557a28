"""From a cell to a typed value, or to a reason why not."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from forecourt.core.errors import Invalid
from forecourt.core.imports.importer import ImportField
from forecourt.core.money import parse_money
from forecourt.core.text import clean_text

Settings = Mapping[str, Any]
_DATE_FORMATS = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y年%m月%d日",
    "%Y-%m-%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y%m%d",
    "%Y-%m-%dT%H:%M:%S%z",
    "%a %b %d %Y %H:%M:%S GMT%z",  # as a browser writes a moment
)
_ZONE_NAME = re.compile(r"\s*\([^)]*\)$")
_YEARS = range(1900, 2200)


def read_text(cell: Any, field: ImportField, settings: Settings) -> str:
    """Text without control characters and outer blanks; mojibake of UTF-8 read as Latin-1 mended where asked for."""
    text = str(cell) if not isinstance(cell, str) else cell
    if settings.get("mend_mojibake"):
        text = mend_mojibake(text)
    text = text.replace("\u00a0", " ")
    text = text.strip() if text.isprintable() else clean_text(text)
    if len(text) > field.max_length:
        raise Invalid(_("longer than %(count)d characters"), count=field.max_length)
    return text


@lru_cache(maxsize=4096)
def mend_mojibake(text: str) -> str:
    """Text that was UTF-8, read as Windows-1252 and written as UTF-8 again, as it was; other text unchanged."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def read_money(cell: Any, field: ImportField, settings: Settings) -> int:
    """Minor units."""
    return parse_money(cell if isinstance(cell, int | Decimal) and not isinstance(cell, bool) else str(cell))


def read_integer(cell: Any, field: ImportField, settings: Settings) -> int:
    """A whole number."""
    try:
        number = (
            Decimal(cell) if isinstance(cell, int | Decimal) else Decimal(str(cell).replace(",", "").strip())
        )
        if number != number.to_integral_value() or abs(number) > 10**15:
            raise InvalidOperation
    except (InvalidOperation, ValueError):
        raise Invalid(_("is not a whole number")) from None
    return int(number)


def read_date(cell: Any, field: ImportField, settings: Settings) -> date:
    """A date: of a date cell, in the mapping's `date_format`, or in a form that allows one reading only.

    Of a moment with its own offset it is the date there: "Tue Dec 16 2014 12:30:00 GMT-0800 (PST)" is 16 December.
    """
    if isinstance(cell, datetime):
        found = cell.date()
    elif isinstance(cell, date):
        found = cell
    else:
        found = _parse_date(_ZONE_NAME.sub("", str(cell).strip()), str(settings.get("date_format", "")))
    if found.year not in _YEARS:
        raise Invalid(_("is not a date of this time"))
    return found


@lru_cache(maxsize=8192)
def _parse_date(text: str, date_format: str) -> date:
    for form in (date_format,) if date_format else _DATE_FORMATS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a calendar date has no zone
        except ValueError:
            continue
    raise Invalid(_("is not a date"))


def read_choice(cell: Any, field: ImportField, settings: Settings) -> str:
    """One of the field's choices, by its value or by a spelling the choices name."""
    text = read_text(cell, field, settings).casefold()
    for spelling, value in field.choices.items():
        if text == spelling.casefold():
            return value
    raise Invalid(_("is not one of: %(choices)s"), choices=", ".join(sorted(set(field.choices.values()))))


READERS: Mapping[str, Callable[[Any, ImportField, Settings], Any]] = {
    "text": read_text,
    "money": read_money,
    "integer": read_integer,
    "date": read_date,
    "choice": read_choice,
}
