"""Keyset paging: by the sort column and the primary key, with nulls last in either direction, on every database alike."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, Q

from forecourt.core.errors import Invalid
from forecourt.core.ui.lists.fields import as_text, field_at, getter, nullable, typed
from forecourt.core.ui.lists.spec import Rows

LONGEST_CURSOR = 2_000


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list: the path to sort by, made total by the primary key in the same direction."""

    path: str
    descending: bool
    nullable: bool

    @classmethod
    def of(cls, rows: Rows, path: str, *, descending: bool) -> "Order":
        """The order by a path, for these rows."""
        return cls(path, descending, nullable(rows, path))

    def by(self, *, backwards: bool = False) -> list[Any]:
        """What `order_by` takes. `backwards` reads from the end, nulls first."""
        descending = self.descending != backwards
        pk = "-pk" if descending else "pk"
        if not self.nullable:
            return [pk] if self.path == "pk" else [f"{'-' if descending else ''}{self.path}", pk]
        nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
        expression = F(self.path)
        return [expression.desc(**nulls) if descending else expression.asc(**nulls), pk]

    def beyond(self, value: Any, pk: Any, *, backwards: bool = False) -> Q:
        """The rows behind a row in this order, or before it when `backwards`."""
        than = "lt" if self.descending != backwards else "gt"
        tied = Q(**{f"pk__{than}": pk})
        if value is None:
            is_null = Q(**{f"{self.path}__isnull": True})
            return (~is_null | (is_null & tied)) if backwards else is_null & tied
        further = Q(**{f"{self.path}__{than}": value})
        # Written so that an index on the column is entered at the value.
        reached = Q(**{f"{self.path}__{than}e": value}) & (further | tied)
        return reached | Q(**{f"{self.path}__isnull": True}) if self.nullable and not backwards else reached


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place between two rows."""

    path: str
    value: Any
    pk: Any

    def text(self) -> str:
        """The cursor as a URL carries it."""
        parts = [self.path, None if self.value is None else as_text(self.value), as_text(self.pk)]
        packed = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")

    @classmethod
    def read(cls, text: str, rows: Rows, order: Order) -> "Cursor":
        """The cursor of a URL. Raises Invalid when it is not one of this order."""
        try:
            padded = text[:LONGEST_CURSOR] + "=" * (-len(text) % 4)
            path, value, pk = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
            if path != order.path or not isinstance(pk, str) or not isinstance(value, str | None):
                raise ValueError("another order")
            key = typed(rows.model._meta.pk, pk)
            return cls(path, None if value is None else _value(rows, order, value), key)
        except (ValueError, TypeError, KeyError, binascii.Error, UnicodeError, RecursionError):
            raise Invalid(field="after") from None


def _value(rows: Rows, order: Order, text: str) -> Any:
    field = field_at(rows, order.path)
    if isinstance(field, models.CharField | models.TextField):
        text.encode()  # half a character pair is no text
        if "\x00" in text:
            raise ValueError("no text")
        return text
    return typed(field, text)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows and the cursors of its neighbours, empty where there is none."""

    rows: list[Any]
    after: str = ""
    before: str = ""


def page_of(rows: Rows, order: Order, size: int, *, after: Cursor | None, before: Cursor | None) -> Page:
    """At most `size` rows, by one query that reads one row more to know whether there is another page."""
    if before is not None:
        found = list(
            rows.filter(order.beyond(before.value, before.pk, backwards=True)).order_by(
                *order.by(backwards=True)
            )[: size + 1]
        )
        more, found = len(found) > size, found[:size][::-1]
        return _page(found, order, has_next=True, has_previous=more)
    if after is not None:
        rows = rows.filter(order.beyond(after.value, after.pk))
    found = list(rows.order_by(*order.by())[: size + 1])
    return _page(found[:size], order, has_next=len(found) > size, has_previous=after is not None)


def _page(found: list[Any], order: Order, *, has_next: bool, has_previous: bool) -> Page:
    if not found:
        return Page(found)
    get = getter(order.path)
    first, last = found[0], found[-1]
    return Page(
        found,
        Cursor(order.path, get(last), last.pk).text() if has_next else "",
        Cursor(order.path, get(first), first.pk).text() if has_previous else "",
    )
