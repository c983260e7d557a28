"""Paths from a row to a value: which model field stands at their end, and values as text and back."""

from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.constants import LOOKUP_SEP

from forecourt.core.ui.lists.spec import Rows

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
else:
    AnyField = models.Field

LARGEST = 2**63 - 1


def field_at(rows: Rows, path: str) -> AnyField | None:
    """The field or annotation at the end of a path; None where the path leads into JSON."""
    names = path.split(LOOKUP_SEP)
    annotation = rows.query.annotations.get(path)
    if annotation is not None:
        return annotation.output_field
    model, found = rows.model, None
    for name in names:
        if isinstance(found, models.JSONField):
            return None
        found = _field(model, name)
        model = found.related_model or model
    return cast("AnyField | None", _concrete(found))


def _field(model: Any, name: str) -> Any:
    if name == "pk":
        return model._meta.pk
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return model._meta.get_field(name.removesuffix("_id"))


def _concrete(found: Any) -> Any:
    """A foreign key's value is that of the key it points to."""
    while isinstance(found, models.ForeignKey):
        found = found.target_field
    return found


def nullable(rows: Rows, path: str) -> bool:
    """Whether the value at a path may be null: a field on the way is, or it is computed."""
    if path in rows.query.annotations:
        return True
    model = rows.model
    for name in path.split(LOOKUP_SEP):
        field = _field(model, name)
        if field.null or isinstance(field, models.JSONField):
            return True
        model = field.related_model or model
    return False


def is_joined(rows: Rows, path: str) -> bool:
    """Whether the value at a path stands in another table, reached by foreign keys alone."""
    *keys, _last = path.split(LOOKUP_SEP)
    if not keys or path in rows.query.annotations:
        return False
    model: Any = rows.model
    for name in keys:
        field = _field(model, name)
        if not isinstance(field, models.ForeignKey):
            return False
        model = field.related_model
    return True


def alias_of(path: str) -> str:
    """The name under which a joined value is read into its row, which spares making the row it comes from."""
    return "at_" + path.replace(LOOKUP_SEP, "_0_")


def getter(path: str) -> Any:
    """A function from a row to the value at a path; None where the way ends early."""
    names = path.split(LOOKUP_SEP)
    if len(names) == 1:
        return attrgetter(path)
    alias = alias_of(path)

    def get(row: Any) -> Any:
        if alias in row.__dict__:
            return row.__dict__[alias]
        for name in names:
            if row is None:
                return None
            row = row.get(name) if isinstance(row, dict) else getattr(row, name)
        return row

    return get


def typed(field: AnyField | None, text: str) -> Any:
    """A text from a URL as the type of a field. Raises ValueError."""
    if "\x00" in text or not text.isprintable():
        raise ValueError("not printable")
    if field is None or isinstance(field, models.CharField | models.TextField):
        return text
    if isinstance(field, models.BooleanField):
        return {"1": True, "0": False, "True": True, "False": False}.get(text) or text in {"1", "True"}
    if isinstance(field, models.IntegerField):
        return _integer(text)
    return _other(field, text)


def _integer(text: str) -> int:
    number = int(text) if text.isascii() else LARGEST + 1
    if abs(number) > LARGEST:
        raise ValueError("out of range")
    return number


def _other(field: AnyField, text: str) -> Any:
    if isinstance(field, models.DateTimeField):
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise ValueError("no time zone")
        return moment
    if isinstance(field, models.DateField):
        return date.fromisoformat(text)
    if isinstance(field, models.UUIDField):
        return UUID(text)
    if isinstance(field, models.DecimalField):
        return _decimal(text)
    raise TypeError(f"no list can compare a {type(field).__name__}")


def _decimal(text: str) -> Decimal:
    number = Decimal(text) if text.replace(".", "", 1).lstrip("-").isdecimal() else None
    if number is None or abs(number) > LARGEST:
        raise ValueError("out of range")
    return number


def as_text(value: Any) -> str:
    """A value as `typed` reads it back."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat() if isinstance(value, date) else str(value)
