"""Custom fields of records as columns and filters of their list."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from forecourt.core.custom.fields import custom_fields
from forecourt.core.models import CustomField
from forecourt.core.ui.lists.spec import Column, ColumnKind, Filter, FilterKind, ListSpec, Rows

Kind = CustomField.Kind
_COLUMNS: dict[str, ColumnKind] = {
    Kind.TEXT: "text", Kind.NUMBER: "number", Kind.MONEY: "money", Kind.DATE: "date", Kind.BOOL: "bool",
    Kind.CHOICE: "text",
}  # fmt: skip
_FILTERS: dict[str, FilterKind] = {
    Kind.TEXT: "text", Kind.NUMBER: "text", Kind.MONEY: "money_range", Kind.DATE: "date_range", Kind.BOOL: "bool",
    Kind.CHOICE: "multi",
}  # fmt: skip


def with_custom(spec: ListSpec) -> ListSpec:
    """The list with the custom fields of its records: one query, none for a list without them."""
    fields = custom_fields(spec.custom) if spec.custom else []
    if not fields:
        return spec
    return replace(
        spec,
        columns=(*spec.columns, *(column_of(field) for field in fields)),
        filters=(*spec.filters, *(filter_of(field) for field in fields)),
    )


def column_of(field: CustomField) -> Column:
    """The field as a column, not shown until someone chooses it."""
    code, is_date = field.code, field.kind == Kind.DATE

    def value(row: Any) -> Any:
        found = row.custom.get(code)
        return date.fromisoformat(found) if is_date and found else found

    return Column(f"custom.{code}", field.label, _COLUMNS[field.kind], value=value, sort=None, shown=False)


def filter_of(field: CustomField) -> Filter:
    """The field as a filter."""
    choices = [(choice, choice) for choice in field.choices]
    return Filter(
        f"custom.{field.code}", field.label, _FILTERS[field.kind], choices=choices, apply=_narrowing(field)
    )


def _narrowing(field: CustomField) -> Any:
    """A function that narrows rows by a filter's value: the same on both databases, since it compares text or numbers."""
    name, path = f"custom_{field.code}_value", f"custom__{field.code}"

    def narrow(rows: Rows, value: Any) -> Rows:
        kind: models.Field[Any, Any] = (
            models.BigIntegerField() if field.kind == Kind.MONEY else models.TextField()
        )
        rows = rows.alias(**{name: Cast(KT(path), kind)})
        if field.kind == Kind.BOOL:
            yes = Q(**{name: "true"})
            return rows.filter(yes if value else Q(**{f"{name}__isnull": True}) | ~yes)
        return rows.filter(**_lookups(field, name, value))

    return narrow


def _lookups(field: CustomField, name: str, value: Any) -> dict[str, Any]:
    if field.kind in {Kind.DATE, Kind.MONEY}:
        ends = zip(("gte", "lte"), value, strict=True)
        return {
            f"{name}__{end}": limit.isoformat() if isinstance(limit, date) else limit
            for end, limit in ends
            if limit is not None
        }
    if field.kind == Kind.CHOICE:
        return {f"{name}__in": value}
    return {name: value} if field.kind == Kind.NUMBER else {f"{name}__icontains": value}
